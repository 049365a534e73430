"""What a tracker store needs of a database: one append-only list of events a conversation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from verbatim.store.row import Row


@dataclass(frozen=True)
class Tail:
    """The end of a conversation's present session.

    Attributes:
        newest: id of the last event; 0 where there is none.
        base: JSON of the last state events before `recent`, oldest first, which recreate
            slots and the like.
        recent: JSON of the last events, oldest first.
    """

    newest: int
    base: list[str]
    recent: list[str]


class EventLog(Protocol):
    """A database of events; ids rise with time within a conversation.

    All methods raise StoreError where the database cannot do it.
    """

    async def newest(self, sender_id: str) -> int:
        """Id of the conversation's last event; 0 where there is none."""

    async def after(self, sender_id: str, known: int) -> list[tuple[int, str]]:
        """Ids and JSON of events after the one with id `known`, oldest first."""

    async def tail(self, sender_id: str, most: int) -> Tail:
        """The last `most` events of the present session, and the state before them."""

    async def append(self, sender_id: str, known: int, rows: Sequence[Row]) -> int:
        """Stores rows in one transaction, on disk when this returns; gives the last id.

        Raises:
            ConflictError: `known` is not the last id any more; nothing was stored.
        """

    async def whole(self, sender_id: str) -> tuple[int, list[str]]:
        """The last id, and JSON of all events of a conversation, oldest first."""

    async def senders(self) -> list[str]:
        """All conversations."""

    async def delete(self, sender_id: str) -> int:
        """Deletes a conversation; gives the number of its events."""

    async def prune(self, before: float) -> int:
        """Deletes conversations silent since `before` (seconds since the epoch); how many."""

    async def check(self) -> None:
        """Raises StoreError unless a row could be written now."""

    def export(self) -> Iterator[tuple[str, str]]:
        """Sender and JSON of every event, oldest first."""

    def close(self) -> None:
        """Waits for what is being written, then lets go of the database."""
