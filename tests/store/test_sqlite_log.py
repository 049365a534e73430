"""What the file does when something is wrong with it, or with the process."""

from __future__ import annotations

import asyncio
import resource
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.store.conftest import DOMAIN, add, opening, said, say, turn
from verbatim.store.errors import StoreError
from verbatim.store.sqlite_log import SqliteLog
from verbatim.store.tracker_store import WindowTrackerStore

WRITER = """
import asyncio, sys, warnings
warnings.simplefilter("ignore")
from pathlib import Path
from tests.store.conftest import DOMAIN, say
from verbatim.store.errors import ConflictError
from verbatim.store.sqlite_log import SqliteLog
from verbatim.store.tracker_store import WindowTrackerStore

async def main():
    store = WindowTrackerStore(SqliteLog(Path(sys.argv[1])), DOMAIN)
    for number in range(int(sys.argv[3])):
        while True:
            try:
                await say(store, sys.argv[2], f"{sys.argv[4]}-{number}")
                break
            except ConflictError:
                await asyncio.sleep(0.001)
        print(number, flush=True)

asyncio.run(main())
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "conversations.sqlite"


def writer(file: Path, sender: str, turns: int, name: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(file), sender, str(turns), name]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


async def test_processes_share_a_file_and_a_conversation_without_loss(file):
    writers = [writer(file, "shared", 25, str(number)) for number in range(2)]
    writers += [writer(file, f"own-{number}", 25, "x") for number in range(2)]
    assert [process.wait(timeout=120) for process in writers] == [0, 0, 0, 0]
    for process in writers:
        process.stdout.close()
    store = WindowTrackerStore(SqliteLog(file), DOMAIN)
    shared = said(await store.retrieve_full_tracker("shared"))
    assert sorted(shared) == sorted(f"{p}-{n}" for p in range(2) for n in range(25))
    assert said(await store.retrieve_full_tracker("own-0")) == [f"x-{n}" for n in range(25)]
    store.close()


async def test_a_killed_process_has_stored_every_turn_it_acknowledged(file):
    process = writer(file, "ann", 100_000, "x")
    acknowledged = [process.stdout.readline().strip() for _ in range(30)]
    process.kill()
    process.wait()
    process.stdout.close()
    store = WindowTrackerStore(SqliteLog(file), DOMAIN)
    stored = said(await store.retrieve_full_tracker("ann"))
    assert [f"x-{number}" for number in acknowledged] == stored[:30]
    store.close()


async def test_an_append_returns_after_the_disk_has_it(file, monkeypatch):
    log = SqliteLog(file)
    order = []
    flush = log._file.flusher.flush

    async def slow():
        await asyncio.sleep(0.02)
        order.append("disk")
        await flush()

    monkeypatch.setattr(log._file.flusher, "flush", slow)
    await say(WindowTrackerStore(log, DOMAIN), "ann", "one")
    order.append("reply")
    assert order == ["disk", "reply"]
    log.close()


async def test_a_full_disk_is_an_error_and_changes_nothing(file):
    store = WindowTrackerStore(SqliteLog(file), DOMAIN)
    await say(store, "ann", "one")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    wal = file.with_name(file.name + "-wal")
    resource.setrlimit(resource.RLIMIT_FSIZE, (wal.stat().st_size, limits[1]))
    try:
        with pytest.raises(StoreError, match="not stored"):
            await say(store, "ann", "x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)
    await say(store, "ann", "two")
    assert said(await store.retrieve("ann")) == ["one", "two"]
    store.close()


async def test_a_locked_file_is_an_error_and_others_go_on_meanwhile(file):
    store = WindowTrackerStore(SqliteLog(file, busy_seconds=0.2), DOMAIN)
    await say(store, "ann", "one")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    ticks = 0

    async def tick():
        nonlocal ticks
        while True:
            await asyncio.sleep(0.001)
            ticks += 1

    ticking = asyncio.ensure_future(tick())
    with pytest.raises(StoreError, match="locked"):
        await say(store, "ann", "two")
    ticking.cancel()
    assert ticks > 10
    other.execute("ROLLBACK")
    other.close()
    await say(store, "ann", "three")
    assert said(await store.retrieve("ann")) == ["one", "three"]
    store.close()


async def test_a_file_that_was_taken_away_is_an_error(file):
    store = WindowTrackerStore(SqliteLog(file), DOMAIN)
    await say(store, "ann", "one")
    file.unlink()
    with pytest.raises(StoreError, match="gone"):
        await say(store, "ann", "two")
    with pytest.raises(StoreError, match="gone"):
        await store.log.check()
    store.close()


def test_a_file_that_is_no_database_is_an_error(file):
    file.parent.mkdir()
    file.write_bytes(b"no database, but long enough to be looked at " * 100)
    with pytest.raises(StoreError, match="restore a backup"):
        SqliteLog(file)


async def test_a_disk_that_refuses_to_flush_is_an_error(file, monkeypatch):
    log = SqliteLog(file)

    async def refuse():
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(log._file.flusher, "flush", refuse)
    with pytest.raises(StoreError, match="not on disk"):
        await say(WindowTrackerStore(log, DOMAIN), "ann", "one")
    log.close()


async def test_a_backup_is_taken_while_turns_are_stored_and_opens_again(file, tmp_path):
    log = SqliteLog(file)
    store = WindowTrackerStore(log, DOMAIN)
    await say(store, "ann", "one", "two")
    log.backup(tmp_path / "backup.sqlite")
    await say(store, "ann", "three")
    with pytest.raises(StoreError, match="exists"):
        log.backup(tmp_path / "backup.sqlite")
    restored = WindowTrackerStore(SqliteLog(tmp_path / "backup.sqlite"), DOMAIN)
    assert said(await restored.retrieve("ann")) == ["one", "two"]
    restored.close()
    store.close()


async def test_deleted_words_are_in_no_file(file):
    store = WindowTrackerStore(SqliteLog(file), DOMAIN)
    await say(store, "ann", "unmistakable")
    await say(store, "bob", "other")
    assert any(b"unmistakable" in part.read_bytes() for part in file.parent.iterdir())
    await store.delete("ann")
    assert not any(b"unmistakable" in part.read_bytes() for part in file.parent.iterdir())
    store.close()


async def test_a_cancelled_turn_leaves_the_store_usable(file):
    store = WindowTrackerStore(SqliteLog(file), DOMAIN)
    await say(store, "ann", "one")
    tracker = await store.retrieve("ann")
    add(tracker, *turn("two"))
    saving = asyncio.ensure_future(store.save(tracker))
    await asyncio.sleep(0)  # it has committed, and waits for the disk
    saving.cancel()
    await asyncio.gather(saving, return_exceptions=True)
    await say(store, "ann", "three")
    assert said(await store.retrieve("ann")) == ["one", "two", "three"]
    assert len(opening()) == 3
    store.close()
