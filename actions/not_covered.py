"""Says that the documents do not answer, naming what was asked."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import SlotSet

from verbatim.dialogue import Turn, TurnAction


class ActionNotCovered(TurnAction):
    """For every question about leukemia that no document answers."""

    def name(self) -> str:
        return "action_not_covered"

    def take(self, turn: Turn) -> list[dict[str, Any]]:
        question = turn.library.questions[turn.intent]
        topic = turn.topic
        turn.not_covered(question, topic)
        return [
            SlotSet("question", question.intent),
            SlotSet("nearest", topic.nearest if topic else None),
            SlotSet("topic", topic.id if topic else None),
            SlotSet("last_passages", []),
        ]
