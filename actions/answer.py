"""Answers a question with the passages that answer it."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import SlotSet

from verbatim.dialogue import Turn, TurnAction


class ActionAnswer(TurnAction):
    """For every intent that documents answer."""

    def name(self) -> str:
        return "action_answer"

    def take(self, turn: Turn) -> list[dict[str, Any]]:
        question = turn.library.questions[turn.intent]
        passages = turn.library.answer(question.intent)
        turn.answer(question.label, passages, question.related)
        shown = [passage.id for passage in passages]
        return [
            SlotSet("question", question.intent),
            SlotSet("answered", question.intent),
            SlotSet("nearest", None),
            SlotSet("topic", question.topic),
            SlotSet("shown", shown),
            SlotSet("last_passages", shown),
        ]
