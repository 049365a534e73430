"""Where conversations are kept: durable tracker stores and the locks that order their turns.

Each is named by its module path in endpoints.yml, which is how Rasa loads what is not its own.
"""

from verbatim.store.local_locks import LocalLockStore
from verbatim.store.postgres_store import PostgresTrackerStore
from verbatim.store.redis_locks import RedisLockStore
from verbatim.store.sqlite_store import DurableTrackerStore

__all__ = ["DurableTrackerStore", "LocalLockStore", "PostgresTrackerStore", "RedisLockStore"]
