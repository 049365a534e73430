"""Small talk: greeting, thanks, goodbye, what are you, help."""

from __future__ import annotations

from typing import Any

from verbatim.dialogue import Turn, TurnAction

_EXAMPLES = ("ask_relapse_treatment", "ask_dli", "ask_trial_option")


class ActionChat(TurnAction):
    """Says `utter_<intent>`; a greeting and a request for help bring example questions."""

    def name(self) -> str:
        return "action_chat"

    def take(self, turn: Turn) -> list[dict[str, Any]]:
        examples = _EXAMPLES if turn.intent in ("chat_help", "chat_greet") else ()
        turn.chat(f"utter_{turn.intent}", examples, titles=turn.titles)
        return []
