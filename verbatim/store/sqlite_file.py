"""One SQLite file: short transactions, each on disk before it counts as done."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from verbatim.store.errors import StoreError
from verbatim.store.flusher import Flusher

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


class SqliteFile:
    """Short transactions on the caller's thread, and a thread that waits for the disk.

    A transaction takes a tenth of a millisecond, less than handing it to a thread and back
    under Python's one lock; only the wait for the disk is worth a thread. So SQLite writes
    its log without waiting (synchronous NORMAL), and `write` returns when that log file is
    on disk, which is what synchronous FULL means.

    Args:
        path: made where it does not exist; `-wal` and `-shm` files stand beside it.
        busy_seconds: how long a write waits for other processes.

    Attributes:
        connection: for what needs no transaction.
        flusher: brings the log file to the disk.

    Raises:
        StoreError: the file cannot be opened, or is no SQLite database.
    """

    def __init__(self, path: Path, busy_seconds: float = 5.0) -> None:
        self._path = path
        self._busy_seconds = busy_seconds
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self.connection = _connect(path, busy_seconds)
            self._inode = path.stat().st_ino
        except (sqlite3.Error, OSError) as error:
            raise StoreError(
                f"Conversations cannot be kept in {path}: {error}. "
                "Make room, correct its permissions, or restore a backup."
            ) from None
        self.flusher = Flusher(path.with_name(path.name + "-wal"))

    async def write(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Runs `work` in one transaction; its result, once that is on disk."""
        await self._begin()
        try:
            result = work(self.connection)
            self.connection.execute("COMMIT")
        except BaseException as error:
            with contextlib.suppress(sqlite3.Error):
                self.connection.rollback()
            if isinstance(error, sqlite3.Error):
                raise StoreError(f"not stored: {error}") from None
            raise
        try:
            await self.flusher.flush()
        except OSError as error:
            raise StoreError(f"not on disk: {error.strerror}") from None
        return result

    async def _begin(self) -> None:
        """Opens a transaction; while another process writes, others here go on."""
        try:
            if self._path.stat().st_ino != self._inode:
                raise FileNotFoundError
        except OSError:
            raise StoreError("not stored: the file of conversations is gone") from None
        pause, end = 0.001, time.monotonic() + self._busy_seconds
        while True:
            try:
                self.connection.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.Error as error:
                if "locked" not in str(error) or time.monotonic() > end:
                    raise StoreError(f"not stored: {error}") from None
            await asyncio.sleep(pause)
            pause = min(2 * pause, 0.05)

    def read(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """All rows. Raises StoreError where the file cannot be read."""
        try:
            return self.connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise StoreError(f"cannot read conversations: {error}") from None

    def close(self) -> None:
        self.flusher.close()
        self.connection.close()


def _connect(path: Path, busy_seconds: float) -> sqlite3.Connection:
    """A connection to the file, with Rasa's table in it; deleted rows are overwritten."""
    connection = sqlite3.connect(
        path, timeout=busy_seconds, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA synchronous = FULL")  # the names of new files go to disk, too
    connection.executescript(_SCHEMA)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA busy_timeout = 0")  # from here on, who waits does not block
    return connection
