"""`action_not_covered`: names what was asked, answers nothing, shows a way to a person."""

from __future__ import annotations

import pytest

from actions.not_covered import ActionNotCovered
from tests.actions.conftest import CONFIDENCE, Act, offered
from verbatim.dialogue.resources import Resources


async def test_a_gap_is_named_and_a_person_shown(
    intent: str, act: Act, resources: Resources
) -> None:
    said = await act(ActionNotCovered(), intent)
    question = resources.library.questions[intent]
    person = resources.contacts.person
    expected = {
        "kind": "not_covered",
        "about": question.label,
        "confidence": CONFIDENCE,
        "human": person,
    }
    assert {key: said.custom[key] for key in expected} == expected
    assert set(said.custom) <= {*expected, "related"}
    assert said.text.startswith(f"The pages I have say nothing about {question.label}, and I")
    assert person["words"] in said.text
    assert said.slots == {
        "question": intent,
        "nearest": None,
        "topic": None,
        "last_passages": [],
        "unclear_in_a_row": 0,
    }


async def test_what_the_pages_say_nearby_is_offered(
    intent: str, act: Act, resources: Resources
) -> None:
    said = await act(ActionNotCovered(), intent)
    related = list(resources.library.questions[intent].related)
    assert offered(said.reply["buttons"]) == related[:3]
    assert said.custom.get("related", []) == said.reply["buttons"]
    assert ("What they do say nearby" in said.text) is bool(related)


async def test_a_topic_in_the_message_is_named_and_its_questions_come_first(act: Act) -> None:
    entity = {"entity": "term", "value": "dli"}
    said = await act(ActionNotCovered(), "gap_side_effects", entities=[entity])
    assert said.custom["about"] == "side effects of DLI"
    assert "say nothing about side effects of DLI" in said.text
    assert offered(said.reply["buttons"]) == [
        *["ask_dli", "ask_dli_mechanism", "ask_dli_effectiveness"],
    ]
    assert (said.slots["topic"], said.slots["nearest"]) == ("dli", "ask_dli")


@pytest.mark.parametrize(("follows_up", "about"), [(True, "the cost of DLI"), (False, None)])
async def test_only_a_follow_up_takes_its_topic_from_before(
    follows_up: bool, about: str | None, act: Act
) -> None:
    said = await act(ActionNotCovered(), "gap_cost", {"topic": "dli"}, follows_up=follows_up)
    assert said.custom["about"] == (about or "cost and insurance")
    assert said.slots["topic"] == ("dli" if follows_up else None)


async def test_a_word_that_is_no_topic_is_not_named(act: Act) -> None:
    entities = [{"entity": "term", "value": value} for value in ("aml", "no such term")]
    said = await act(ActionNotCovered(), "gap_cost", entities=entities)
    assert said.custom["about"] == "cost and insurance"
    assert said.reply["response"] == "utter_not_covered"
