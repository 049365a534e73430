"""Turns of one conversation one after the other, among any number of processes."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, LockError
from rasa.utils.endpoints import EndpointConfig
from redis.exceptions import RedisError

from verbatim.store.local_locks import LocalLockStore

if TYPE_CHECKING:
    from redis.asyncio import Redis

_RELEASE = """
if redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('del', KEYS[1])
redis.call('del', KEYS[2])
redis.call('lpush', KEYS[2], '1')
redis.call('pexpire', KEYS[2], 10000)
return 1
"""
"""Frees a lock that is still ours, and leaves one token for whoever waits."""

_LONGEST_WAIT = 1.0
"""Seconds between two looks at a lock whose holder may have died."""

_OPTIONS = ("port", "db", "username", "password", "ssl_certfile", "ssl_keyfile", "ssl_ca_certs")


class RedisLockStore(LocalLockStore):
    """`type: verbatim.store.RedisLockStore`, with the options of Rasa's own.

    Rasa's store reads a list of tickets, changes it and writes it back: two processes that do
    so at once lose a ticket, and then events. Here the lock is one key that Redis sets or
    does not (SET NX), freed by its holder alone, and who waits is woken. A holder that dies
    is forgotten after `lock_lifetime`; one that was only slow finds, when it stores its turn,
    that the conversation has moved on, and says so.
    """

    def __init__(self, endpoint_config: EndpointConfig) -> None:
        from redis.asyncio import BlockingConnectionPool, Redis

        super().__init__(endpoint_config)
        given = endpoint_config.kwargs
        wanted: dict[str, Any] = {n: given[n] for n in _OPTIONS if given.get(n) is not None}
        scheme = "rediss" if str(given.get("use_ssl", False)).lower() == "true" else "redis"
        port, db = int(wanted.pop("port", 6379)), int(wanted.pop("db", 1))
        pool = BlockingConnectionPool.from_url(
            f"{scheme}://{endpoint_config.url or 'localhost'}:{port}/{db}",
            max_connections=int(given.get("max_connections", 100)),
            timeout=float(given.get("socket_timeout", 10)),
            socket_connect_timeout=float(given.get("socket_timeout", 10)),
            **wanted,
        )
        self._redis: Redis[bytes] = Redis(connection_pool=pool)
        self._release = self._redis.register_script(_RELEASE)
        self._prefix = f"{given.get('key_prefix') or 'verbatim'}:lock:"

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = LOCK_LIFETIME,
        wait_time_in_seconds: float = 1,
    ) -> AsyncGenerator[TicketLock, None]:
        """As LocalLockStore's; within one process only one at a time asks Redis.

        Raises:
            LockError: it was not free in time, or Redis cannot be reached.
        """
        async with super().lock(conversation_id, lock_lifetime) as ticket:
            key, token = self._prefix + conversation_id, secrets.token_hex(12)
            try:
                await self._acquire(key, token, lock_lifetime)
                yield ticket
            finally:
                # It ends by itself in `lock_lifetime`, should Redis be gone now.
                with suppress(RedisError, asyncio.TimeoutError):
                    await asyncio.shield(self._release(keys=[key, f"{key}:free"], args=[token]))

    async def _acquire(self, key: str, token: str, seconds: float) -> None:
        end = time.monotonic() + seconds
        try:
            while not await self._redis.set(key, token, nx=True, px=int(seconds * 1000)):
                left = end - time.monotonic()
                if left <= 0:
                    raise LockError("The conversation is still busy with an earlier message.")
                await self._redis.blpop([f"{key}:free"], timeout=min(left, _LONGEST_WAIT))
        except (RedisError, asyncio.TimeoutError, OSError) as error:
            raise LockError(f"Redis: {type(error).__name__}") from None

    async def close(self) -> None:
        """Lets go of Redis."""
        await self._redis.close(close_connection_pool=True)
