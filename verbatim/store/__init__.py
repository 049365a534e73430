"""Where conversations are kept: durable tracker stores and the locks that order their turns.

Each is named by its module path in endpoints.yml, which is how Rasa loads what is not its own:
`verbatim.store.DurableTrackerStore` and so on. They are imported when they are asked for, so
that the command line does not wait for Rasa, nor one machine for PostgreSQL's driver.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_PLACES = {
    "DurableTrackerStore": "verbatim.store.sqlite_store",
    "LocalLockStore": "verbatim.store.local_locks",
    "MemoryTrackerStore": "verbatim.store.memory_store",
    "PostgresTrackerStore": "verbatim.store.postgres_store",
    "RedisLockStore": "verbatim.store.redis_locks",
}

__all__ = [
    "DurableTrackerStore",
    "LocalLockStore",
    "MemoryTrackerStore",
    "PostgresTrackerStore",
    "RedisLockStore",
]


def __getattr__(name: str) -> Any:
    if name in _PLACES:
        return getattr(import_module(_PLACES[name]), name)
    raise AttributeError(f"verbatim.store has no {name}")
