"""Owns up to quoting only: the source's words are not put into simpler ones."""

from __future__ import annotations

from typing import Any

from verbatim.dialogue import Turn, TurnAction


class ActionSimplify(TurnAction):
    """For "I don't understand that", "in plain words please"."""

    def name(self) -> str:
        return "action_simplify"

    def take(self, turn: Turn) -> list[dict[str, Any]]:
        question = turn.question
        turn.decline("utter_simplify", None, question.related if question else ())
        return []
