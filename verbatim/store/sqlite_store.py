"""The tracker store for one machine: `type: verbatim.store.DurableTrackerStore`."""

from __future__ import annotations

from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.shared.core.domain import Domain

from verbatim.settings import ROOT
from verbatim.store.sqlite_log import SqliteLog
from verbatim.store.tracker_store import WindowTrackerStore, options

_DEFAULT = ".verbatim/conversations.sqlite"


class DurableTrackerStore(WindowTrackerStore):
    """Conversations in a SQLite file; what `endpoints.yml` gives arrives as keywords.

    Args:
        domain: slots of new trackers.
        event_broker: told of every event once it is stored.
        host: the `url` of the endpoint; not used.
        db: the file, relative to the project's folder.
        given: `window`, `hot`, `retention_days`: see WindowTrackerStore.

    Raises:
        StoreError: the file cannot be opened.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        host: str | None = None,
        db: str = _DEFAULT,
        **given: Any,
    ) -> None:
        super().__init__(SqliteLog(ROOT / db), domain, event_broker, **options(given))
