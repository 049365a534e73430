"""Asks what was meant, each time in another way."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import SlotSet

from verbatim.dialogue import Turn, TurnAction
from verbatim.reply import Kind, Reply

_ROUNDS = 3


class ActionUnclear(TurnAction):
    """For messages that were not understood well enough; the third in a row offers a person."""

    def name(self) -> str:
        return "action_unclear"

    def take(self, turn: Turn) -> list[dict[str, Any]]:
        times = turn.unclear_in_a_row + 1
        last_round = times >= _ROUNDS
        reply = Reply(
            kind=Kind.UNCLEAR,
            options=turn.offers(turn.ranking),
            human=turn.contacts.person if last_round else None,
            confidence=turn.confidence,
        )
        turn.say(
            f"utter_unclear_{min(times, _ROUNDS)}",
            reply,
            options="\n".join(f"• {option['title']}" for option in reply.options),
            person=turn.contacts.person["words"],
        )
        return [SlotSet("unclear_in_a_row", times)]
