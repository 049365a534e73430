"""Says the last reply about a question again."""

from __future__ import annotations

from typing import Any

from verbatim.dialogue import Turn, TurnAction


class ActionRepeat(TurnAction):
    """For "say that again"."""

    def name(self) -> str:
        return "action_repeat"

    def take(self, turn: Turn) -> list[dict[str, Any]]:
        question = turn.question
        if question is None:
            turn.chat("utter_nothing_yet")
        elif turn.last_passages:
            turn.answer_either(turn.questions, turn.last_passages)
        elif question.answered:  # then the refusal was of advice, not of the question
            turn.decline("utter_personal_advice", None, question.related)
        else:
            turn.not_covered(question, turn.last_topic)
        return []
