"""`action_none_of_these`: no more guesses, and a person instead."""

from __future__ import annotations

from actions.none_of_these import ActionNoneOfThese
from tests.actions.conftest import CONFIDENCE, Act
from verbatim.dialogue.resources import Resources


async def test_guessing_ends_with_a_way_to_a_person(
    intent: str, act: Act, resources: Resources
) -> None:
    said = await act(ActionNoneOfThese(), intent, {"unclear_in_a_row": 2.0})
    assert said.reply["response"] == "utter_none_of_these"
    assert said.custom == {
        "kind": "not_covered",
        "confidence": CONFIDENCE,
        "human": resources.contacts.person,
    }
    assert resources.contacts.person["words"] in said.text
    assert said.slots == {"unclear_in_a_row": 0}
