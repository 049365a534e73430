"""Intents grouped by what the person gets: two questions with one answer are no rivals."""

from __future__ import annotations

from verbatim.library import Library

ANSWERED = "ask_"
URGENT = "urgent_"
_DECLINED = ("gap_", "off_", "personal_advice")
_CHAT = "chat_"


def outcome(intent: str, library: Library) -> str:
    """The name of what an intent leads to: its passages, or one kind of reply."""
    if intent.startswith(ANSWERED):
        return " ".join(passage.id for passage in library.answer(intent))
    if intent.startswith(URGENT):
        return URGENT
    if intent.startswith(_DECLINED):
        return "declined"
    if intent.startswith(_CHAT):
        return _CHAT
    return intent
