"""Answers a question with the passages that answer it."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import SlotSet

from verbatim.dialogue import Turn, TurnAction


class ActionAnswer(TurnAction):
    """For every intent that documents answer, and for a second one that may be meant."""

    def name(self) -> str:
        return "action_answer"

    def take(self, turn: Turn) -> list[dict[str, Any]]:
        asked = turn.asked
        question, also = asked[0], asked[1:]
        passages = turn.library.answer(*(one.intent for one in asked))
        turn.answer_either(asked, passages)
        shown = [passage.id for passage in passages]
        return [
            SlotSet("question", question.intent),
            SlotSet("answered", question.intent),
            SlotSet("nearest", also[0].intent if also else None),
            SlotSet("topic", question.topic),
            SlotSet("shown", shown),
            SlotSet("last_passages", shown),
        ]
