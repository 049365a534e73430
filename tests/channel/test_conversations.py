"""Deleting and judging what is stored."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore, TrackerStore
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from tests.channel.conftest import DOMAIN, FakeAgent, Stage
from verbatim.channel.conversations import CannotDeleteError, Conversations, delete


async def turn(stage: Stage) -> tuple[str, str]:
    """Session and turn after one message."""
    session = await stage.session()
    _, _, said = await stage.post("message", {"session": session, "message": "Hi"})
    return session, said[0]["turn"]


async def judged(stage: Stage) -> list[dict[str, Any]]:
    """What is stored as feedback."""
    (sender_id,) = await stage.store.keys()
    tracker = await stage.store.retrieve(sender_id)
    assert tracker is not None
    return [event.value for event in tracker.events if isinstance(event, SlotSet)]


async def test_feedback_is_stored_with_the_message_that_it_is_about(stage: Stage) -> None:
    session, name = await turn(stage)
    for helpful in (True, False):
        body = {"session": session, "turn": name, "helpful": helpful}
        assert (await stage.post("feedback", body))[0] == 204
    (sender_id,) = await stage.store.keys()
    tracker = await stage.store.retrieve(sender_id)
    assert tracker is not None
    message = next(event for event in tracker.events if isinstance(event, UserUttered))
    assert await judged(stage) == [
        {"message_id": message.message_id, "helpful": True},
        {"message_id": message.message_id, "helpful": False},
    ]


@pytest.mark.parametrize(
    "change",
    [{"turn": "x.y"}, {"turn": 1}, {"turn": None}, {"helpful": "yes"}, {"helpful": None}],
)
async def test_feedback_about_nothing_is_refused(stage: Stage, change: dict[str, Any]) -> None:
    session, name = await turn(stage)
    body = {"session": session, "turn": name, "helpful": True, **change}
    assert (await stage.post("feedback", body))[0] == 422
    assert await judged(stage) == []


async def test_feedback_about_another_conversation_is_refused(stage: Stage) -> None:
    _, name = await turn(stage)
    body = {"session": await stage.session(), "turn": name, "helpful": True}
    assert (await stage.post("feedback", body))[0] == 422


async def test_deleting_leaves_nothing(stage: Stage) -> None:
    session, name = await turn(stage)
    assert (await stage.post("delete", {"session": session}))[0] == 204
    assert list(await stage.store.keys()) == []
    body = {"session": session, "turn": name, "helpful": True}
    assert (await stage.post("feedback", body))[0] == 404


async def test_a_conversation_that_ended_can_still_be_deleted(stages: Any) -> None:
    stage = await stages.open(session_minutes=0)
    session = await stage.session()
    assert (await stage.post("message", {"session": session, "message": "Hi"}))[0] in (200, 401)
    assert (await stage.post("delete", {"session": session}))[0] == 204


async def test_deleting_waits_for_the_turn_that_is_running(stage: Stage) -> None:
    session = await stage.session()
    stage.agent.go.clear()
    message = asyncio.ensure_future(stage.post("message", {"session": session, "message": "Hi"}))
    await stage.agent.asked.wait()
    gone = asyncio.ensure_future(stage.post("delete", {"session": session}))
    await asyncio.sleep(0.05)
    stage.agent.go.set()
    assert ((await message)[0], (await gone)[0]) == (200, 204)
    assert list(await stage.store.keys()) == []


async def test_a_turn_that_hangs_is_not_deleted_behind_its_back(stages: Any) -> None:
    stage = await stages.open(turn_seconds=0.05)
    session = await stage.session()
    stage.agent.go.clear()
    await stage.post("message", {"session": session, "message": "Hi"})
    assert (await stage.post("delete", {"session": session}))[0] == 429
    stage.agent.go.set()


async def test_a_store_that_cannot_delete_is_owned_up_to(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, _ = await turn(stage)

    async def cannot(*_: object) -> None:
        raise CannotDeleteError("Strange")

    monkeypatch.setattr("verbatim.channel.conversations.delete", cannot)
    status, _, answer = await stage.post("delete", {"session": session})
    assert (status, bool(answer["error"])) == (501, True)


def said(store: TrackerStore, sender_id: str) -> DialogueStateTracker:
    tracker = DialogueStateTracker(sender_id, store.domain.slots)
    tracker.update(UserUttered("my name is Ada"))
    return tracker


async def test_sqlite_keeps_no_trace_of_the_words(tmp_path: Path) -> None:
    file = tmp_path / "conversations.sqlite"
    store = SQLTrackerStore(DOMAIN, dialect="sqlite", db=str(file))
    await store.save(said(store, "a"))
    await store.save(said(store, "b"))
    before = file.read_bytes().count(b"Ada")
    await delete(store, "a")
    assert list(await store.keys()) == ["b"]
    assert file.read_bytes().count(b"Ada") == before // 2 > 0
    store.engine.dispose()


async def test_a_store_of_our_own_deletes_by_itself() -> None:
    class Own(InMemoryTrackerStore):
        deleted: list[str] = []  # noqa: RUF012

        async def delete(self, sender_id: str) -> None:
            self.deleted.append(sender_id)

    store = Own(DOMAIN)
    await delete(store, "a")
    assert store.deleted == ["a"]


async def test_other_stores_cannot() -> None:
    with pytest.raises(CannotDeleteError):
        await delete(TrackerStore(DOMAIN), "a")


async def test_what_is_still_there_was_not_deleted() -> None:
    class Stubborn(InMemoryTrackerStore):
        async def delete(self, sender_id: str) -> None:
            pass

    store = Stubborn(DOMAIN)
    await store.save(said(store, "a"))
    with pytest.raises(CannotDeleteError):
        await Conversations(FakeAgent(store), store).delete("a")
