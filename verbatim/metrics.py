"""Figures for operators, in the text format of Prometheus. No figure holds what people wrote."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from verbatim.reply import Kind

_TURN_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_STORE_SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5)

CONTENT_TYPE = CONTENT_TYPE_LATEST


class Observed:
    """What became of one turn; whoever runs it sets the kind of its reply.

    Attributes:
        kind: of the reply; `error` until something else is known.
    """

    def __init__(self) -> None:
        self.kind = Kind.ERROR.value


class Metrics:
    """The figures of one process; docs/operations.md says what to watch."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        self._turns = Counter(
            "verbatim_turns",
            "Replies by kind; unclear is Rasa's fallback",
            ["kind"],
            registry=registry,
        )
        for kind in Kind:
            self._turns.labels(kind.value)  # a kind that never came is 0, not absent
        self._seconds = Histogram(
            "verbatim_turn_seconds",
            "From message to reply, stored",
            buckets=_TURN_SECONDS,
            registry=registry,
        )
        self._in_flight = Gauge(
            "verbatim_turns_in_flight", "Turns that are being worked on", registry=registry
        )
        self._store = Histogram(
            "verbatim_store_seconds",
            "To store a turn on disk",
            buckets=_STORE_SECONDS,
            registry=registry,
        )
        self._store_failures = Counter(
            "verbatim_store_failures", "Turns that could not be read or stored", registry=registry
        )
        self._responses = Counter(
            "verbatim_http_responses", "HTTP responses by status", ["status"], registry=registry
        )

    @contextmanager
    def turn(self) -> Iterator[Observed]:
        """Counts and times the turn that runs within the block."""
        observed = Observed()
        begun = time.perf_counter()
        self._in_flight.inc()
        try:
            yield observed
        finally:
            self._in_flight.dec()
            self._turns.labels(observed.kind).inc()
            self._seconds.observe(time.perf_counter() - begun)

    def stored(self, seconds: float) -> None:
        """A turn was stored; it took so many seconds."""
        self._store.observe(seconds)

    def store_failed(self) -> None:
        """A conversation could not be read or stored."""
        self._store_failures.inc()

    def responded(self, status: int) -> None:
        """An HTTP response was sent."""
        self._responses.labels(str(status)).inc()

    def text(self) -> bytes:
        """All figures, as Prometheus reads them."""
        return bytes(generate_latest(self._registry))


METRICS = Metrics()
"""The figures of this process."""
