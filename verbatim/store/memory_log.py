"""Conversations in memory: gone when the process ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verbatim.store.errors import ConflictError
from verbatim.store.event_log import Tail
from verbatim.store.row import SESSION_START, STATE, Row

_Stored = tuple[int, Row]


class MemoryLog:
    """An event log of one process, for trials and for tests of what is built on it."""

    def __init__(self) -> None:
        self._conversations: dict[str, list[_Stored]] = {}
        self._last = 0

    def _of(self, sender_id: str) -> list[_Stored]:
        return self._conversations.get(sender_id, [])

    async def newest(self, sender_id: str) -> int:
        stored = self._of(sender_id)
        return stored[-1][0] if stored else 0

    async def after(self, sender_id: str, known: int) -> list[tuple[int, str]]:
        return [(id, row.data) for id, row in self._of(sender_id) if id > known]

    async def tail(self, sender_id: str, most: int) -> Tail:
        stored = self._of(sender_id)
        starts = (n for n in range(len(stored) - 1, -1, -1) if _starts(stored[n][1]))
        session = stored[next(starts, 0) :]
        settled: dict[tuple[str, str | None], str] = {}
        for _, row in session[:-most]:
            if row.type_name in STATE:
                key = (row.type_name, row.action_name)
                settled.pop(key, None)  # the order of the last ones counts
                settled[key] = row.data
        return Tail(
            newest=await self.newest(sender_id),
            base=list(settled.values()),
            recent=[row.data for _, row in session[-most:]],
        )

    async def append(self, sender_id: str, known: int, rows: Sequence[Row]) -> int:
        if await self.newest(sender_id) != known:
            raise ConflictError("the conversation was changed by another turn meanwhile")
        stored = self._conversations.setdefault(sender_id, [])
        stored.extend(enumerate(rows, self._last + 1))
        self._last += len(rows)
        return self._last

    async def whole(self, sender_id: str) -> tuple[int, list[str]]:
        return await self.newest(sender_id), [row.data for _, row in self._of(sender_id)]

    async def senders(self) -> list[str]:
        return list(self._conversations)

    async def delete(self, sender_id: str) -> int:
        return len(self._conversations.pop(sender_id, []))

    async def prune(self, before: float) -> int:
        old = [
            sender
            for sender, stored in self._conversations.items()
            if max(row.timestamp or 0 for _, row in stored) < before
        ]
        for sender in old:
            del self._conversations[sender]
        return len(old)

    async def check(self) -> None:
        """Memory can always be written."""

    def export(self) -> Iterator[tuple[str, str]]:
        events = (
            (id, sender, row.data)
            for sender, stored in self._conversations.items()
            for id, row in stored
        )
        for _, sender, data in sorted(events):
            yield sender, data

    def close(self) -> None:
        """Forgets everything."""
        self._conversations.clear()


def _starts(row: Row) -> bool:
    return row.type_name in (SESSION_START, "restart")
