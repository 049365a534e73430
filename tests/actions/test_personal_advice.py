"""`action_personal_advice`: declines to decide, and offers what the pages say nearby."""

from __future__ import annotations

from actions.personal_advice import ActionPersonalAdvice
from tests.actions.conftest import CONFIDENCE, Act, offered
from verbatim.dialogue.resources import Resources


async def test_advice_is_declined_with_a_way_to_a_person(
    intent: str, act: Act, resources: Resources
) -> None:
    said = await act(ActionPersonalAdvice(), intent)
    assert said.reply["response"] == "utter_personal_advice"
    assert said.custom["kind"] == "not_covered"
    assert said.custom["human"] == resources.contacts.person
    assert said.custom["confidence"] == CONFIDENCE
    assert {"about", "passages"}.isdisjoint(said.custom)
    assert offered(said.custom["related"]) == ["ask_options_depend", "ask_trial_option"]
    assert resources.contacts.person["words"] in said.text
    assert said.slots == {
        "nearest": None,
        "topic": None,
        "last_passages": [],
        "unclear_in_a_row": 0,
    }


async def test_what_the_message_is_about_decides_what_is_offered(
    act: Act, resources: Resources
) -> None:
    entity = {"entity": "term", "value": "transplant"}
    said = await act(ActionPersonalAdvice(), "personal_advice", entities=[entity])
    related = list(resources.library.glossary.terms["transplant"].related)
    assert offered(said.custom["related"]) == related
    assert (said.slots["topic"], said.slots["nearest"]) == ("transplant", related[0])
