"""Conversations in one SQLite file, every turn on disk before its reply leaves."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from verbatim.store.errors import ConflictError, StoreError
from verbatim.store.event_log import Tail
from verbatim.store.row import COLUMNS, SESSION_START, STATE, Row
from verbatim.store.sqlite_file import SqliteFile

_NEWEST = "SELECT coalesce(max(id), 0) FROM events WHERE sender_id = ?"
_INSERT = f"INSERT INTO events (id, {', '.join(COLUMNS)}) VALUES (?{', ?' * len(COLUMNS)})"
_START = (
    "SELECT coalesce(max(id), 0) FROM events WHERE sender_id = ?"
    f" AND type_name IN ('{SESSION_START}', 'restart')"
)
_BASE = (
    "SELECT data FROM events WHERE id IN (SELECT max(id) FROM events"
    " WHERE sender_id = ? AND id >= ? AND id < ?"
    f" AND type_name IN ({', '.join(repr(name) for name in STATE)})"
    " GROUP BY type_name, action_name) ORDER BY id"
)


class SqliteLog:
    """Rasa's own table of events, in a file of its own.

    Several processes may use one file: SQLite takes turns, and a conversation to which
    another process has written meanwhile gives a ConflictError, never a lost event.

    Args:
        file: made where it does not exist; `-wal` and `-shm` files stand beside it.
        busy_seconds: how long a write waits for other processes.

    Raises:
        StoreError: the file cannot be opened, or is no SQLite database.
    """

    def __init__(self, file: Path, busy_seconds: float = 5.0) -> None:
        self.file = file
        self._file = SqliteFile(file, busy_seconds)

    def _number(self, query: str, *values: object) -> int:
        return int(str(self._file.read(query, *values)[0][0]))

    async def newest(self, sender_id: str) -> int:
        return self._number(_NEWEST, sender_id)

    async def after(self, sender_id: str, known: int) -> list[tuple[int, str]]:
        query = "SELECT id, data FROM events WHERE sender_id = ? AND id > ? ORDER BY id"
        return [(int(str(id)), str(data)) for id, data in self._file.read(query, sender_id, known)]

    async def tail(self, sender_id: str, most: int) -> Tail:
        start = self._number(_START, sender_id)
        query = (
            "SELECT id, data FROM events WHERE sender_id = ? AND id >= ? ORDER BY id DESC LIMIT ?"
        )
        recent = self._file.read(query, sender_id, start, most)[::-1]
        if not recent:
            return Tail(0, [], [])
        base = self._file.read(_BASE, sender_id, start, recent[0][0]) if len(recent) == most else []
        return Tail(
            newest=int(str(recent[-1][0])),
            base=[str(data) for (data,) in base],
            recent=[str(data) for _, data in recent],
        )

    async def append(self, sender_id: str, known: int, rows: Sequence[Row]) -> int:
        values = [row.values(sender_id) for row in rows]

        def write(connection: sqlite3.Connection) -> int:
            if connection.execute(_NEWEST, (sender_id,)).fetchone()[0] != known:
                raise ConflictError("the conversation was changed by another turn meanwhile")
            last = connection.execute("SELECT coalesce(max(id), 0) FROM events").fetchone()[0]
            numbered = ((last + n, *value) for n, value in enumerate(values, 1))
            connection.executemany(_INSERT, numbered)
            return int(last) + len(values)

        return await self._file.write(write)

    async def whole(self, sender_id: str) -> tuple[int, list[str]]:
        query = "SELECT id, data FROM events WHERE sender_id = ? ORDER BY id"
        found = self._file.read(query, sender_id)
        return (int(str(found[-1][0])) if found else 0), [str(data) for _, data in found]

    async def senders(self) -> list[str]:
        return [str(s) for (s,) in self._file.read("SELECT DISTINCT sender_id FROM events")]

    async def delete(self, sender_id: str) -> int:
        deleted = await self._delete(sender_id)
        self._forget()
        return deleted

    async def _delete(self, sender_id: str) -> int:
        def write(connection: sqlite3.Connection) -> int:
            query = "DELETE FROM events WHERE sender_id = ?"
            return connection.execute(query, (sender_id,)).rowcount

        return await self._file.write(write)

    def _forget(self) -> None:
        """Empties the log file into the database, so that deleted words are in neither."""
        with contextlib.suppress(sqlite3.Error):  # another process reads: the next one will
            self._file.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    async def prune(self, before: float) -> int:
        old = self._file.read(
            "SELECT sender_id FROM events GROUP BY sender_id HAVING max(timestamp) < ?", before
        )
        for (sender_id,) in old:  # one by one: turns get their chance between two of them
            await self._delete(str(sender_id))
        self._forget()
        return len(old)

    async def check(self) -> None:
        def write(connection: sqlite3.Connection) -> None:
            # Writes a page of the log file, as a turn would, and leaves no row behind.
            connection.execute(
                "INSERT INTO events (sender_id, type_name, timestamp) VALUES ('', 'check', ?)",
                (time.time(),),
            )
            connection.execute("DELETE FROM events WHERE sender_id = '' AND type_name = 'check'")

        await self._file.write(write)

    def export(self) -> Iterator[tuple[str, str]]:
        for sender_id, data in self._file.connection.execute(
            "SELECT sender_id, data FROM events ORDER BY id"
        ):
            yield str(sender_id), str(data)

    def backup(self, target: Path) -> None:
        """Copies the database while it is in use; the copy is whole, and needs no log file.

        Raises:
            StoreError: the target exists or cannot be written.
        """
        if target.exists():
            raise StoreError(f"{target} exists already: choose another name.")
        try:
            copy = sqlite3.connect(target)
            with copy:
                self._file.connection.backup(copy)
            copy.close()
        except sqlite3.Error as error:
            raise StoreError(f"The backup to {target} failed: {error}.") from None

    def close(self) -> None:
        self._file.close()
