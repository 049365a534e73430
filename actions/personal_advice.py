"""Declines to advise on somebody's own case, and offers what the documents say nearby."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import SlotSet

from verbatim.dialogue import Turn, TurnAction


class ActionPersonalAdvice(TurnAction):
    """For "should I ...?", "what would you do?"."""

    def name(self) -> str:
        return "action_personal_advice"

    def take(self, turn: Turn) -> list[dict[str, Any]]:
        topic = turn.topic
        related = topic.related if topic else ("ask_options_depend", "ask_trial_option")
        turn.decline("utter_personal_advice", None, related)
        return [
            SlotSet("nearest", topic.nearest if topic else None),
            SlotSet("topic", topic.id if topic else None),
            SlotSet("last_passages", []),
        ]
