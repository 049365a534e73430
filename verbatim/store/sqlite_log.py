"""Conversations in one SQLite file, every turn on disk before its reply leaves."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from verbatim.store.errors import ConflictError, StoreError
from verbatim.store.event_log import Tail
from verbatim.store.flusher import Flusher
from verbatim.store.row import COLUMNS, SESSION_START, STATE, Row

Result = TypeVar("Result")

_SCHEMA = """
CREATE TABLE IF NOT EXISTS events (
    id INTEGER NOT NULL PRIMARY KEY,
    sender_id VARCHAR(255) NOT NULL,
    type_name VARCHAR(255) NOT NULL,
    timestamp FLOAT,
    intent_name VARCHAR(255),
    action_name VARCHAR(255),
    data TEXT
);
CREATE INDEX IF NOT EXISTS ix_events_sender_id ON events (sender_id);
"""
"""Rasa's own table, so that its SQLTrackerStore, `rasa export` and a change back go on working."""

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
    """Short transactions on the caller's thread, and a thread that waits for the disk.

    A transaction takes a tenth of a millisecond, less than handing it to a thread and back
    under Python's one lock; only the wait for the disk is worth a thread. So SQLite writes
    its log without waiting (synchronous NORMAL), and `append` returns when that log file is
    on disk, which is what synchronous FULL means.

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
        self._busy_seconds = busy_seconds
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._connection = _connect(file, busy_seconds)
            self._inode = file.stat().st_ino
        except (sqlite3.Error, OSError) as error:
            raise StoreError(
                f"Conversations cannot be kept in {file}: {error}. "
                "Make room, correct its permissions, or restore a backup."
            ) from None
        self._flusher = Flusher(file.with_name(file.name + "-wal"))

    async def _write(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Runs `work` in one transaction; its result, once that is on disk."""
        await self._begin()
        try:
            result = work(self._connection)
            self._connection.execute("COMMIT")
        except BaseException as error:
            with contextlib.suppress(sqlite3.Error):
                self._connection.rollback()
            if isinstance(error, sqlite3.Error):
                raise StoreError(f"not stored: {error}") from None
            raise
        try:
            await self._flusher.flush()
        except OSError as error:
            raise StoreError(f"not on disk: {error.strerror}") from None
        return result

    async def _begin(self) -> None:
        """Opens a transaction; while another process writes, others here go on."""
        try:
            if self.file.stat().st_ino != self._inode:
                raise FileNotFoundError
        except OSError:
            raise StoreError("not stored: the file of conversations is gone") from None
        pause, end = 0.001, time.monotonic() + self._busy_seconds
        while True:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.Error as error:
                if "locked" not in str(error) or time.monotonic() > end:
                    raise StoreError(f"not stored: {error}") from None
            await asyncio.sleep(pause)
            pause = min(2 * pause, 0.05)

    def _read(self, query: str, *values: object) -> list[tuple[object, ...]]:
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise StoreError(f"cannot read conversations: {error}") from None

    def _number(self, query: str, *values: object) -> int:
        return int(str(self._read(query, *values)[0][0]))

    async def newest(self, sender_id: str) -> int:
        return self._number(_NEWEST, sender_id)

    async def after(self, sender_id: str, known: int) -> list[tuple[int, str]]:
        query = "SELECT id, data FROM events WHERE sender_id = ? AND id > ? ORDER BY id"
        return [(int(str(id)), str(data)) for id, data in self._read(query, sender_id, known)]

    async def tail(self, sender_id: str, most: int) -> Tail:
        start = self._number(_START, sender_id)
        query = (
            "SELECT id, data FROM events WHERE sender_id = ? AND id >= ? ORDER BY id DESC LIMIT ?"
        )
        recent = self._read(query, sender_id, start, most)[::-1]
        if not recent:
            return Tail(0, [], [])
        base = self._read(_BASE, sender_id, start, recent[0][0]) if len(recent) == most else []
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

        return await self._write(write)

    async def whole(self, sender_id: str) -> tuple[int, list[str]]:
        query = "SELECT id, data FROM events WHERE sender_id = ? ORDER BY id"
        found = self._read(query, sender_id)
        return (int(str(found[-1][0])) if found else 0), [str(data) for _, data in found]

    async def senders(self) -> list[str]:
        return [str(s) for (s,) in self._read("SELECT DISTINCT sender_id FROM events")]

    async def delete(self, sender_id: str) -> int:
        deleted = await self._delete(sender_id)
        self._forget()
        return deleted

    async def _delete(self, sender_id: str) -> int:
        def write(connection: sqlite3.Connection) -> int:
            query = "DELETE FROM events WHERE sender_id = ?"
            return connection.execute(query, (sender_id,)).rowcount

        return await self._write(write)

    def _forget(self) -> None:
        """Empties the log file into the database, so that deleted words are in neither."""
        with contextlib.suppress(sqlite3.Error):  # another process reads: the next one will
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    async def prune(self, before: float) -> int:
        old = self._read(
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

        await self._write(write)

    def export(self) -> Iterator[tuple[str, str]]:
        for sender_id, data in self._connection.execute(
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
                self._connection.backup(copy)
            copy.close()
        except sqlite3.Error as error:
            raise StoreError(f"The backup to {target} failed: {error}.") from None

    def close(self) -> None:
        self._flusher.close()
        self._connection.close()


def _connect(file: Path, busy_seconds: float) -> sqlite3.Connection:
    """A connection to the file, with Rasa's table in it; deleted rows are overwritten."""
    connection = sqlite3.connect(
        file, timeout=busy_seconds, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA synchronous = FULL")  # the names of new files go to disk, too
    connection.executescript(_SCHEMA)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA busy_timeout = 0")  # from here on, who waits does not block
    return connection
