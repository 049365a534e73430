"""Shows the way to a person."""

from __future__ import annotations

from typing import Any

from verbatim.dialogue import Turn, TurnAction
from verbatim.reply import Kind, Reply


class ActionPerson(TurnAction):
    """For "I want to talk to somebody"."""

    def name(self) -> str:
        return "action_person"

    def take(self, turn: Turn) -> list[dict[str, Any]]:
        person = turn.contacts.person
        reply = Reply(kind=Kind.CHAT, human=person, confidence=turn.confidence)
        turn.say("utter_person", reply, person=person["words"])
        return []
