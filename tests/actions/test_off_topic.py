"""`action_off_topic`: something else altogether is declined, and nothing is guessed."""

from __future__ import annotations

from actions.off_topic import ActionOffTopic
from tests.actions.conftest import CONFIDENCE, Act
from verbatim.dialogue.resources import Resources


async def test_something_else_is_declined(intent: str, act: Act, resources: Resources) -> None:
    said = await act(ActionOffTopic(), intent)
    assert said.reply["response"] == "utter_off_topic"
    assert said.custom == {
        "kind": "not_covered",
        "confidence": CONFIDENCE,
        "human": resources.contacts.person,
    }
    assert said.reply["buttons"] == []
    assert said.slots == {"unclear_in_a_row": 0}
