"""Sends people who may be in danger to those who can help at once."""

from __future__ import annotations

from typing import Any

from verbatim.dialogue import Turn, TurnAction
from verbatim.reply import Kind, Reply


class ActionUrgent(TurnAction):
    """For every red flag: a bodily emergency, or a crisis."""

    def name(self) -> str:
        return "action_urgent"

    def take(self, turn: Turn) -> list[dict[str, Any]]:
        crisis = turn.intent == "urgent_crisis"
        contacts = turn.contacts.crisis if crisis else turn.contacts.medical
        turn.say(
            "utter_urgent_crisis" if crisis else "utter_urgent_medical",
            Reply(kind=Kind.URGENT, contacts=contacts, confidence=turn.confidence),
            contacts="\n".join(f"• {c['label']}: {c['number']}" for c in contacts),
        )
        return []
