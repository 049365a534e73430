"""Conversations in PostgreSQL, for any number of processes on any number of machines."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import psycopg2
import psycopg2.extensions

from verbatim.store.errors import ConflictError, StoreError
from verbatim.store.event_log import Tail
from verbatim.store.row import COLUMNS, SESSION_START, STATE, Row

Result = TypeVar("Result")
Cursor = psycopg2.extensions.cursor

_SCHEMA = """
SELECT pg_advisory_xact_lock(hashtext('verbatim.events'));
CREATE TABLE IF NOT EXISTS events (
    id BIGSERIAL PRIMARY KEY,
    sender_id VARCHAR(255) NOT NULL,
    type_name VARCHAR(255) NOT NULL,
    timestamp DOUBLE PRECISION,
    intent_name VARCHAR(255),
    action_name VARCHAR(255),
    data TEXT
);
CREATE INDEX IF NOT EXISTS ix_events_sender_id ON events (sender_id);
CREATE INDEX IF NOT EXISTS ix_events_sender_id_id ON events (sender_id, id);
"""
"""Rasa's own table and index, and one index more, which finds a conversation's last event."""

_NEWEST = "SELECT coalesce(max(id), 0) FROM events WHERE sender_id = %s"
_START = _NEWEST + f" AND type_name IN ('{SESSION_START}', 'restart')"
_BASE = (
    "SELECT data FROM events WHERE id IN (SELECT max(id) FROM events"
    " WHERE sender_id = %s AND id >= %s AND id < %s AND type_name IN %s"
    " GROUP BY type_name, action_name) ORDER BY id"
)
_OLD = "SELECT sender_id FROM events GROUP BY sender_id HAVING max(timestamp) < %s"


class PostgresLog:
    """Each call is one round trip on a thread of a small pool; PostgreSQL joins the commits.

    Two turns of one conversation at once cannot both be stored: the second waits for the
    first (an advisory lock), sees its events, and gives a ConflictError.

    Args:
        dsn: how to connect (libpq connection string).
        connections: how many connections this process opens at most.

    Raises:
        StoreError: nobody answers there, or the table cannot be made.
    """

    def __init__(self, dsn: str, connections: int = 4) -> None:
        self.dsn = dsn
        self._local = threading.local()
        self._opened: list[psycopg2.extensions.connection] = []
        self._pool = ThreadPoolExecutor(connections, thread_name_prefix="conversations")
        self._pool.submit(self._run, lambda cursor: cursor.execute(_SCHEMA)).result()

    def _run(self, work: Callable[[Cursor], Result]) -> Result:
        """Runs on a pool thread; a connection that broke while idle is replaced once."""
        for attempt in (1, 2):
            try:
                return self._attempt(work)
            except (psycopg2.OperationalError, psycopg2.InterfaceError) as error:
                broken = getattr(self._local, "connection", None)
                self._local.connection = None
                fresh = broken is None or getattr(self._local, "used", 0) <= 1
                if attempt == 2 or fresh or not _never_ran(error):
                    raise StoreError(f"PostgreSQL: {_reason(error)}") from None
            except psycopg2.Error as error:
                raise StoreError(f"PostgreSQL: {_reason(error)}") from None
        raise AssertionError("unreachable")

    def _attempt(self, work: Callable[[Cursor], Result]) -> Result:
        connection = getattr(self._local, "connection", None)
        if connection is None or connection.closed:
            connection = psycopg2.connect(self.dsn, connect_timeout=5)
            connection.autocommit = True
            self._local.connection = connection
            self._local.used = 0
            self._opened.append(connection)
        self._local.used += 1
        with connection.cursor() as cursor:
            return work(cursor)

    async def _do(self, work: Callable[[Cursor], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._run, work)

    async def _all(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        def work(cursor: Cursor) -> list[tuple[Any, ...]]:
            cursor.execute(query, values)
            return cursor.fetchall()

        return await self._do(work)

    async def newest(self, sender_id: str) -> int:
        return int((await self._all(_NEWEST, sender_id))[0][0])

    async def after(self, sender_id: str, known: int) -> list[tuple[int, str]]:
        return await self._all(
            "SELECT id, data FROM events WHERE sender_id = %s AND id > %s ORDER BY id",
            sender_id,
            known,
        )

    async def tail(self, sender_id: str, most: int) -> Tail:
        start = int((await self._all(_START, sender_id))[0][0])
        recent = await self._all(
            "SELECT id, data FROM events WHERE sender_id = %s AND id >= %s"
            " ORDER BY id DESC LIMIT %s",
            sender_id,
            start,
            most,
        )
        recent.reverse()
        if not recent:
            return Tail(0, [], [])
        base: list[tuple[Any, ...]] = []
        if len(recent) == most:
            base = await self._all(_BASE, sender_id, start, recent[0][0], STATE)
        return Tail(recent[-1][0], [data for (data,) in base], [data for _, data in recent])

    async def append(self, sender_id: str, known: int, rows: Sequence[Row]) -> int:
        one = f"({', '.join(['%s'] * len(COLUMNS))})"
        # One string is one round trip and one transaction: the lock, the look at the last
        # event under it, and the rows, which are put in together or not at all.
        query = (
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0));"
            f"INSERT INTO events ({', '.join(COLUMNS)})"
            " SELECT sender_id, type_name, timestamp::float8, intent_name, action_name, data"
            f" FROM (VALUES {', '.join([one] * len(rows))}) AS new ({', '.join(COLUMNS)})"
            f" WHERE ({_NEWEST}) = %s RETURNING id"
        )
        values = [value for row in rows for value in row.values(sender_id)]
        stored = await self._all(query, sender_id, *values, sender_id, known)
        if not stored:
            raise ConflictError("the conversation was changed by another turn meanwhile")
        return int(max(id for (id,) in stored))

    async def whole(self, sender_id: str) -> tuple[int, list[str]]:
        found = await self.after(sender_id, 0)
        return (found[-1][0] if found else 0), [data for _, data in found]

    async def senders(self) -> list[str]:
        return [sender for (sender,) in await self._all("SELECT DISTINCT sender_id FROM events")]

    async def delete(self, sender_id: str) -> int:
        return len(
            await self._all("DELETE FROM events WHERE sender_id = %s RETURNING id", sender_id)
        )

    async def prune(self, before: float) -> int:
        old = await self._all(_OLD, before)
        for (sender_id,) in old:
            await self.delete(sender_id)
        return len(old)

    async def check(self) -> None:
        # A transaction that writes: a server that is read-only or full must not pass.
        await self._all(
            "INSERT INTO events (sender_id, type_name) VALUES ('', 'check') RETURNING id;"
            "DELETE FROM events WHERE sender_id = '' AND type_name = 'check' RETURNING id"
        )

    def export(self) -> Iterator[tuple[str, str]]:
        connection = psycopg2.connect(self.dsn, connect_timeout=5)
        try:
            with connection.cursor("export") as cursor:  # named: the server keeps the rest
                cursor.execute("SELECT sender_id, data FROM events ORDER BY id")
                yield from cursor
        except psycopg2.Error as error:
            raise StoreError(f"PostgreSQL: {_reason(error)}") from None
        finally:
            connection.close()

    def close(self) -> None:
        self._pool.shutdown(wait=True)
        for connection in self._opened:
            connection.close()


def _never_ran(error: psycopg2.Error) -> bool:
    """Whether the server ended the connection before it took this statement.

    Only then may the statement be sent again; of any other loss nobody knows what was stored.
    """
    return error.pgcode in ("57P01", "57P02", "57P03") or "connection already closed" in str(error)


def _reason(error: psycopg2.Error) -> str:
    """Why, without the rows: PostgreSQL puts values into what it calls the detail."""
    if error.pgcode:
        return f"{type(error).__name__} ({error.pgcode})"
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
