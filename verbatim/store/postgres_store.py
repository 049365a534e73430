"""The tracker store for several machines: `type: verbatim.store.PostgresTrackerStore`."""

from __future__ import annotations

from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.shared.core.domain import Domain

from verbatim.store.tracker_store import WindowTrackerStore, options


class PostgresTrackerStore(WindowTrackerStore):
    """Conversations in PostgreSQL; what `endpoints.yml` gives arrives as keywords.

    The names are those of Rasa's own SQL store, and so is the table.

    Args:
        domain: slots of new trackers.
        event_broker: told of every event once it is stored.
        host: the `url` of the endpoint: a host name.
        port: where PostgreSQL listens.
        db: name of the database, which must exist.
        username, password: of a role that may create tables there.
        sslmode: of libpq, such as `verify-full`.
        connections: how many connections this process opens at most.
        given: `window`, `hot`, `retention_days`: see WindowTrackerStore.

    Raises:
        StoreError: nobody answers there, or the table cannot be made.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        host: str | None = None,
        port: int | str = 5432,
        db: str = "verbatim",
        username: str | None = None,
        password: str | None = None,
        sslmode: str | None = None,
        connections: int = 4,
        **given: Any,
    ) -> None:
        from psycopg2.extensions import make_dsn

        from verbatim.store.postgres_log import PostgresLog

        wanted: dict[str, Any] = {
            "host": host,
            "port": port,
            "dbname": db,
            "user": username,
            "password": password,
            "sslmode": sslmode,
            "application_name": "verbatim",
        }
        dsn = make_dsn(**{name: value for name, value in wanted.items() if value})
        log = PostgresLog(dsn, int(connections))
        super().__init__(log, domain, event_broker, **options(given))
