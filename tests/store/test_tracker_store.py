"""All our stores: nothing is lost, little is read, and Rasa sees what it needs."""

from __future__ import annotations

import asyncio
import json
import time

import pytest
from rasa.core.tracker_store import FailSafeTrackerStore, SQLTrackerStore
from rasa.shared.core.events import SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from tests.store.conftest import DOMAIN, NO_WINDOW, add, opening, said, say, turn
from verbatim.store.errors import ConflictError


async def test_a_conversation_outlives_a_restart(open_store):
    await say(open_store(), "ann", "one", "two")
    tracker = await open_store().retrieve("ann")
    assert said(tracker) == ["one", "two"]
    assert tracker.get_slot("question") == "two"
    assert tracker.latest_message.text == "two"
    assert tracker.latest_action_name == "action_listen"


async def test_what_was_never_said_is_none(store):
    assert await store.retrieve("nobody") is None
    assert await store.retrieve_full_tracker("nobody") is None
    assert not await store.exists("nobody")
    assert await store.keys() == []


async def test_a_long_conversation_is_handed_out_in_part_and_kept_whole(open_store):
    store = open_store(window=20)
    await say(store, "ann", "zero")
    tracker = await store.retrieve("ann")
    add(tracker, SlotSet("seldom", "kept"))
    await store.save(tracker)
    texts = [str(number) for number in range(100)]
    await say(store, "ann", *texts)

    tracker = await store.retrieve("ann")
    assert 20 <= len(tracker.events) < 40
    assert said(tracker) == texts[-len(said(tracker)) :]
    assert tracker.get_slot("seldom") == "kept"
    assert tracker.get_slot("question") == "99"
    assert said(await store.retrieve_full_tracker("ann")) == ["zero", *texts]


async def test_memory_and_disk_give_the_same_tracker(open_store):
    hot = open_store()
    await say(hot, "ann", *(str(number) for number in range(30)))
    from_memory = await hot.retrieve("ann")
    from_disk = await open_store().retrieve("ann")
    assert list(from_memory.events) == list(from_disk.events)
    assert from_memory.current_slot_values() == from_disk.current_slot_values()


async def test_copies_that_rasa_makes_keep_the_slots(open_store):
    store = open_store()
    await say(store, "ann", "first")
    tracker = await store.retrieve("ann")
    add(tracker, SlotSet("seldom", "kept"))
    await store.save(tracker)
    await say(store, "ann", *(str(number) for number in range(30)))
    copy = (await store.retrieve("ann")).copy()  # Rasa replays the events for each action
    assert copy.get_slot("seldom") == "kept"


async def test_only_new_events_are_written(store):
    await say(store, "ann", "one", "two", "three")
    _, rows = await store.log.whole("ann")
    assert len(rows) == len(opening()) + 3 * len(turn(""))


async def test_saving_twice_writes_once(store):
    await say(store, "ann", "one")
    tracker = await store.retrieve("ann")
    add(tracker, *turn("two"))
    await store.save(tracker)
    await store.save(tracker)
    assert said(await store.retrieve("ann")) == ["one", "two"]


async def test_a_new_session_starts_empty_and_the_old_one_is_kept(open_store):
    store = open_store()
    await say(store, "ann", "old")
    tracker = await store.retrieve("ann")
    add(tracker, *opening(), *turn("new"))
    await store.save(tracker)
    for opened in (store, open_store()):
        tracker = await opened.retrieve("ann")
        assert said(tracker) == ["new"]
        assert isinstance(tracker.events[0], SessionStarted)
    assert said(await store.retrieve_full_tracker("ann")) == ["old", "new"]


async def test_what_another_process_wrote_is_seen(open_store):
    one, other = open_store(), open_store()
    await say(one, "ann", "one")
    await say(other, "ann", "two")
    await say(one, "ann", "three")
    assert said(await other.retrieve("ann")) == ["one", "two", "three"]


async def test_two_turns_at_once_give_a_conflict_and_lose_nothing(open_store):
    one, other = open_store(), open_store()
    await say(one, "ann", "one")
    first, second = await one.retrieve("ann"), await other.retrieve("ann")
    add(first, *turn("first"))
    add(second, *turn("second"))
    await one.save(first)
    with pytest.raises(ConflictError):
        await other.save(second)
    await say(other, "ann", "again")
    assert said(await one.retrieve("ann")) == ["one", "first", "again"]


async def test_many_conversations_at_once(store):
    senders = [f"sender-{number}" for number in range(20)]
    await asyncio.gather(*(say(store, sender, "one", "two", "three") for sender in senders))
    assert sorted(await store.keys()) == sorted(senders)
    for sender in senders:
        assert said(await store.retrieve(sender)) == ["one", "two", "three"]


async def test_few_conversations_stay_in_memory(open_store):
    store = open_store(hot=2)
    for sender in ("ann", "bob", "cid"):
        await say(store, sender, "one", "two")
    assert said(await store.retrieve("ann")) == ["one", "two"]


async def test_a_deleted_conversation_is_gone_everywhere(open_store):
    one, other = open_store(), open_store()
    await say(one, "ann", "one")
    await say(one, "bob", "one")
    assert said(await other.retrieve("ann")) == ["one"]
    assert await one.delete("ann") == len(opening()) + len(turn(""))
    assert await one.retrieve("ann") is None
    assert await other.retrieve("ann") is None
    assert said(await other.retrieve("bob")) == ["one"]


async def test_silent_conversations_are_pruned(open_store):
    store = open_store(retention_days=1)
    tracker = DialogueStateTracker("old", DOMAIN.slots)
    for event in (*opening(), *turn("long ago")):
        event.timestamp = time.time() - 2 * 86_400
        tracker.update(event)
    await store.log.append("old", 0, [_row(event) for event in tracker.events])
    await say(store, "ann", "one")  # the first turn of a day prunes
    for _ in range(100):
        await asyncio.sleep(0.01)
        if await store.keys() == ["ann"]:
            break
    assert await store.keys() == ["ann"]


async def test_events_are_published_once_they_are_stored(open_store):
    class Broker:
        def __init__(self):
            self.seen = []

        def publish(self, event):
            self.seen.append(event)

    broker = Broker()
    store = open_store()
    store.event_broker = broker
    await say(store, "ann", "one", "two")
    assert [e["text"] for e in broker.seen if e["event"] == "user"] == ["one", "two"]
    assert {e["sender_id"] for e in broker.seen} == {"ann"}
    _, rows = await store.log.whole("ann")
    assert [json.loads(row) for row in rows] == [
        {key: value for key, value in event.items() if key != "sender_id"} for event in broker.seen
    ]


async def test_a_broken_broker_does_not_fail_a_stored_turn(open_store):
    class Broken:
        def publish(self, event):
            raise ConnectionError

    store = open_store()
    store.event_broker = Broken()
    await say(store, "ann", "one")
    assert said(await store.retrieve("ann")) == ["one"]


async def test_a_turn_after_a_failed_read_is_stored_all_the_same(store):
    """Rasa then makes an empty tracker, and its own store drops the turn without a word."""
    await say(store, "ann", "one", "two", "three")
    tracker = DialogueStateTracker("ann", DOMAIN.slots)
    add(tracker, *opening(), *turn("four"))
    await store.save(tracker)
    assert said(await store.retrieve_full_tracker("ann")) == ["one", "two", "three", "four"]


async def test_a_full_tracker_of_rasas_making_is_not_stored_twice(store):
    await say(store, "ann", "one", "two")
    whole = await store.retrieve_full_tracker("ann")
    rasas = DialogueStateTracker.from_events("ann", list(whole.events), DOMAIN.slots)
    add(rasas, *turn("three"))
    await store.save(rasas)
    assert said(await store.retrieve_full_tracker("ann")) == ["one", "two", "three"]


async def test_it_works_inside_rasas_wrapper(open_store):
    wrapped = FailSafeTrackerStore(open_store(window=NO_WINDOW))
    await say(wrapped, "ann", "one", "two")
    assert said(await wrapped.retrieve("ann")) == ["one", "two"]


async def test_a_check_writes_and_leaves_nothing(store):
    await store.log.check()
    assert await store.keys() == []


async def test_the_export_is_what_rasa_publishes(store):
    await say(store, "ann", "one")
    exported = [(sender, json.loads(data)) for sender, data in store.log.export()]
    assert {sender for sender, _ in exported} == {"ann"}
    assert [event["text"] for _, event in exported if event["event"] == "user"] == ["one"]


@pytest.mark.parametrize("open_log", ["sqlite", "postgres"], indirect=True)
async def test_rasas_own_store_reads_and_goes_on_with_our_table(open_store, open_log):
    store = open_store(window=NO_WINDOW)
    await say(store, "ann", "one", "two")
    rasas = SQLTrackerStore(DOMAIN, **_rasas_options(store.log))
    tracker = await rasas.retrieve("ann")
    assert list(tracker.events) == list((await store.retrieve("ann")).events)
    add(tracker, *turn("three"))
    await rasas.save(tracker)
    rasas.engine.dispose()
    assert said(await store.retrieve("ann")) == ["one", "two", "three"]


def _rasas_options(log):
    file = getattr(log, "file", None)
    if file is not None:
        return {"dialect": "sqlite", "db": str(file)}
    port = log.dsn.split("port=")[1].split()[0]
    return {
        "dialect": "postgresql",
        "host": "127.0.0.1",
        "port": int(port),
        "db": "verbatim",
        "username": "verbatim",
    }


def _row(event):
    from verbatim.store.row import Row

    return Row.of(event)


def test_user_events_hold_what_rasa_writes():
    row = _row(UserUttered("hi", {"name": "ask_dli"}, [], {"intent": {"name": "ask_dli"}}))
    assert (row.type_name, row.intent_name, row.action_name) == ("user", "ask_dli", None)
