"""`action_urgent`: those who can help at once, and nothing else."""

from __future__ import annotations

from actions.urgent import ActionUrgent
from tests.actions.conftest import CONFIDENCE, Act
from verbatim.dialogue.resources import Resources


async def test_danger_is_met_with_numbers_to_call(
    intent: str, act: Act, resources: Resources
) -> None:
    said = await act(ActionUrgent(), intent)
    crisis = intent == "urgent_crisis"
    contacts = resources.contacts.crisis if crisis else resources.contacts.medical
    kind = "crisis" if crisis else "medical"
    assert said.reply["response"] == f"utter_urgent_{kind}"
    assert said.custom == {"kind": "urgent", "confidence": CONFIDENCE, "contacts": contacts}
    assert said.reply["buttons"] == []
    for contact in contacts:
        assert f"\n• {contact['label']}: {contact['number']}\n" in said.text
    assert said.slots == {"unclear_in_a_row": 0}


async def test_numbers_for_a_crisis_are_those_of_the_crisis(act: Act, resources: Resources) -> None:
    said = await act(ActionUrgent(), "urgent_crisis")
    assert said.custom["contacts"] == resources.contacts.crisis != resources.contacts.medical
    assert "988" in said.text
