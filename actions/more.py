"""Reads on where the last answer stands, or says that this is all."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import SlotSet

from verbatim.dialogue import Turn, TurnAction


class ActionMore(TurnAction):
    """For "tell me more", "what else does it say?"."""

    def name(self) -> str:
        return "action_more"

    def take(self, turn: Turn) -> list[dict[str, Any]]:
        question = turn.question
        passage = turn.library.more(turn.shown)
        if question is None:
            turn.chat("utter_nothing_yet")
            return []
        if passage is None:
            turn.decline("utter_no_more", question.label, question.related)
            return []
        turn.answer(passage.label, [passage], question.related)
        return [
            SlotSet("shown", [*(shown.id for shown in turn.shown), passage.id]),
            SlotSet("last_passages", [passage.id]),
        ]
