"""Sees whether a tracker store does its work, and says so where Rasa would not."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import InMemoryTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from verbatim.store.errors import StoreError
from verbatim.store.receipt import current

logger = logging.getLogger(__name__)


def open_store(configured: EndpointConfig | None, broker: EventBroker | None) -> TrackerStore:
    """The tracker store that endpoints.yml names.

    Raises:
        StoreError: there is no such class; Rasa would warn and keep conversations in memory.
    """
    store = TrackerStore.create(configured, event_broker=broker)
    named = configured.type if configured is not None else None
    if isinstance(store, InMemoryTrackerStore) and named not in (None, "InMemoryTrackerStore"):
        raise StoreError(
            f"endpoints.yml: there is no tracker store “{named}”, or it needs "
            "a package that is not installed."
        )
    return store


class Witness(TrackerStore):
    """Wraps any tracker store.

    Rasa wraps it once more, in a store that catches every error and goes on in memory: the
    person gets an answer, and nobody hears that nothing is stored. The witness notes the
    failure on the turn's receipt, which the channel reads, before it passes it on.

    Args:
        store: which does the work.
        observe: told how many seconds each save took.
    """

    def __init__(
        self, store: TrackerStore, observe: Callable[[float], None] = lambda _: None
    ) -> None:
        self._store = store
        self._observe = observe
        super().__init__(store.domain, store.event_broker)

    @property
    def domain(self) -> Domain:
        """The wrapped store's."""
        return self._store.domain

    @domain.setter
    def domain(self, domain: Domain | None) -> None:
        self._store.domain = domain or Domain.empty()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Stores, and notes on the receipt how that went."""
        begun = time.perf_counter()
        try:
            await self._store.save(tracker)
        except Exception as error:
            raise _noted(error) from None
        current().saves += 1
        self._observe(time.perf_counter() - begun)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Reads, and notes on the receipt if that failed."""
        try:
            return await self._store.retrieve(sender_id)
        except Exception as error:
            raise _noted(error) from None

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """Reads all sessions."""
        return await self._store.retrieve_full_tracker(conversation_id)

    async def keys(self) -> Iterable[str]:
        """The wrapped store's."""
        keys: Iterable[str] = await self._store.keys()
        return keys

    async def exists(self, conversation_id: str) -> bool:
        """The wrapped store's."""
        found: bool = await self._store.exists(conversation_id)
        return found

    async def stream_events(self, tracker: DialogueStateTracker) -> None:
        """Does nothing: the wrapped store tells the broker."""


def _noted(error: Exception) -> StoreError:
    # The texts of other people's errors may hold rows, and rows hold what people wrote.
    reason = str(error) if isinstance(error, StoreError) else type(error).__name__
    current().failure = reason
    logger.error("tracker store failed error=%s", reason)
    return StoreError(reason)
