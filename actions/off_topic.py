"""Says that a message is about something else altogether."""

from __future__ import annotations

from typing import Any

from verbatim.dialogue import Turn, TurnAction


class ActionOffTopic(TurnAction):
    """For everything that has nothing to do with leukemia."""

    def name(self) -> str:
        return "action_off_topic"

    def take(self, turn: Turn) -> list[dict[str, Any]]:
        turn.decline("utter_off_topic", None)
        return []
