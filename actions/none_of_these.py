"""Gives up guessing, and points to a person."""

from __future__ import annotations

from typing import Any

from verbatim.dialogue import Turn, TurnAction


class ActionNoneOfThese(TurnAction):
    """For "none of these", "that is not what I meant"."""

    def name(self) -> str:
        return "action_none_of_these"

    def take(self, turn: Turn) -> list[dict[str, Any]]:
        turn.decline("utter_none_of_these", None)
        return []
