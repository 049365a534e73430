"""Says where the last answer stands, and how old it is."""

from __future__ import annotations

from typing import Any

from verbatim.dialogue import Turn, TurnAction

_DATE = "ask_page_date"
_SOURCE = "ask_page_source"


class ActionSource(TurnAction):
    """For "where is that from?": the passage again with its place, and its page's date."""

    def name(self) -> str:
        return "action_source"

    def take(self, turn: Turn) -> list[dict[str, Any]]:
        last = turn.last_passages
        documents = {passage.document for passage in last} or set(turn.library.documents)
        dates = [p for p in turn.library.answer(_DATE) if p.document in documents]
        turn.answer(turn.library.questions[_SOURCE].label, [*last, *dates])
        return []
