"""`action_person`: the way to a person."""

from __future__ import annotations

from actions.person import ActionPerson
from tests.actions.conftest import CONFIDENCE, Act
from verbatim.dialogue.resources import Resources


async def test_the_way_to_a_person_is_shown(intent: str, act: Act, resources: Resources) -> None:
    said = await act(ActionPerson(), intent)
    person = resources.contacts.person
    assert said.custom == {"kind": "chat", "confidence": CONFIDENCE, "human": person}
    assert said.text == person["words"]
    assert said.slots == {"unclear_in_a_row": 0}
