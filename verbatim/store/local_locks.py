"""Turns of one conversation one after the other, within one process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, LockError, LockStore
from rasa.utils.endpoints import EndpointConfig


class _Queue:
    """A lock, and how many hold it or wait for it."""

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.users = 0


class LocalLockStore(LockStore):
    """`type: verbatim.store.LocalLockStore`.

    Rasa's own store looks once a second whether it is its turn; here who waits is woken, in
    the order of arrival.
    """

    def __init__(self, endpoint_config: EndpointConfig | None = None) -> None:
        self._queues: dict[str, _Queue] = {}

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = LOCK_LIFETIME,
        wait_time_in_seconds: float = 1,
    ) -> AsyncGenerator[TicketLock, None]:
        """Holds the conversation for the length of the block.

        Args:
            conversation_id: whose turn it is.
            lock_lifetime: seconds to wait at most.
            wait_time_in_seconds: of Rasa's interface; nothing is polled here.

        Raises:
            LockError: it was not free in time.
        """
        queue = self._queues.setdefault(conversation_id, _Queue())
        queue.users += 1
        try:
            await _acquire(queue.lock, lock_lifetime)
            try:
                yield TicketLock(conversation_id)
            finally:
                queue.lock.release()
        finally:
            queue.users -= 1
            if not queue.users:
                del self._queues[conversation_id]


async def _acquire(lock: asyncio.Lock, seconds: float) -> None:
    if not lock.locked():
        await lock.acquire()
        return
    waiting = asyncio.ensure_future(lock.acquire())
    try:
        await asyncio.wait({waiting}, timeout=seconds)
    except asyncio.CancelledError:
        # It may have become ours in the very moment in which we were told to give up.
        if waiting.done() and not waiting.cancelled():
            lock.release()
        waiting.cancel()
        raise
    if not waiting.done():
        waiting.cancel()
        raise LockError("The conversation is still busy with an earlier message.")
