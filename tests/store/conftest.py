"""Conversations as Rasa makes them, and the databases that keep them."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from benchmarks import services
from tests.conftest import open_to_others
from verbatim.store.event_log import EventLog
from verbatim.store.memory_log import MemoryLog
from verbatim.store.postgres_log import PostgresLog
from verbatim.store.sqlite_log import SqliteLog
from verbatim.store.tracker_store import WindowTrackerStore

SLOTS = {
    name: {"type": "any", "mappings": [{"type": "custom"}]}
    for name in ("question", "seldom", "shown")
}

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Rasa warns about slots whatever they are
    DOMAIN = Domain.from_dict(
        {"version": "3.1", "intents": ["ask_dli"], "actions": ["action_answer"], "slots": SLOTS}
    )

NO_WINDOW = 10_000
"""Events; more than any test makes."""


def opening() -> list[Event]:
    return [
        ActionExecuted("action_session_start"),
        SessionStarted(),
        ActionExecuted("action_listen"),
    ]


def turn(text: str) -> list[Event]:
    """One turn of our own assistant; the slot `question` holds the text afterwards."""
    return [
        UserUttered(text, {"name": "ask_dli", "confidence": 0.9}, [], {"text": text}),
        ActionExecuted("action_answer", policy="RulePolicy", confidence=1.0),
        BotUttered(f"answer to {text}", {"custom": {"kind": "answer"}}),
        SlotSet("question", text),
        ActionExecuted("action_listen"),
    ]


async def say(store: WindowTrackerStore, sender: str, *texts: str) -> None:
    """Turns as Rasa runs them: retrieve, add, save."""
    for text in texts:
        tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
        add(tracker, *([] if tracker.events else opening()), *turn(text))
        await store.save(tracker)


def add(tracker: DialogueStateTracker, *events: Event) -> None:
    for event in events:
        tracker.update(event)


def said(tracker: DialogueStateTracker | None) -> list[str | None]:
    events = tracker.events if tracker is not None else ()
    return [event.text for event in events if isinstance(event, UserUttered)]


@pytest.fixture(scope="session")
def postgres_port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    try:
        folder = tmp_path_factory.mktemp("postgres")
        open_to_others(folder)
        with services.postgres(folder / "cluster") as port:
            yield port
    except services.MissingError as missing:
        pytest.skip(str(missing))


@pytest.fixture(params=["sqlite", "postgres", "memory"])
def open_log(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], EventLog]]:
    """Opens one and the same database anew at each call, as a process does that starts."""
    opened: list[EventLog] = []

    def sqlite() -> EventLog:
        opened.append(SqliteLog(tmp_path / "conversations.sqlite"))
        return opened[-1]

    def memory() -> EventLog:
        opened[:] = opened or [MemoryLog()]
        return opened[-1]

    def postgres() -> EventLog:
        opened.append(PostgresLog(dsn, connections=2))
        return opened[-1]

    if request.param == "postgres":
        port = request.getfixturevalue("postgres_port")
        dsn = f"host=127.0.0.1 port={port} user=verbatim dbname=verbatim"
        empty(dsn)
        yield postgres
    else:
        yield {"sqlite": sqlite, "memory": memory}[request.param]
    for log in opened:
        log.close()


def empty(dsn: str) -> None:
    import psycopg2

    connection = psycopg2.connect(dsn)
    with connection, connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS events")
    connection.close()


@pytest.fixture
def open_store(open_log: Callable[[], EventLog]) -> Callable[..., WindowTrackerStore]:
    def opened(window: int = 20, **options: object) -> WindowTrackerStore:
        return WindowTrackerStore(open_log(), DOMAIN, window=window, **options)

    return opened


@pytest.fixture
def store(open_store: Callable[..., WindowTrackerStore]) -> WindowTrackerStore:
    return open_store()
