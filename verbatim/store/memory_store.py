"""The tracker store that keeps nothing: `type: verbatim.store.MemoryTrackerStore`."""

from __future__ import annotations

from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.shared.core.domain import Domain

from verbatim.store.memory_log import MemoryLog
from verbatim.store.tracker_store import WindowTrackerStore, options


class MemoryTrackerStore(WindowTrackerStore):
    """Conversations in the memory of one process; what `endpoints.yml` gives arrives as keywords.

    Args:
        domain: slots of new trackers.
        event_broker: told of every event.
        host: the `url` of the endpoint; not used.
        given: `window`, `hot`, `retention_days`: see WindowTrackerStore.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        host: str | None = None,
        **given: Any,
    ) -> None:
        super().__init__(MemoryLog(), domain, event_broker, **options(given))
