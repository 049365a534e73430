"""Alive and ready are two things."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from rasa.core.tracker_store import InMemoryTrackerStore

from tests.channel.conftest import DOMAIN, FakeAgent, Stage
from verbatim.channel.conversations import CannotDeleteError
from verbatim.channel.readiness import FRESH_SECONDS, Readiness


class Forgetful(InMemoryTrackerStore):
    """What Rasa's wrapper makes of a store that is down: writes go nowhere, nothing is said."""

    async def save(self, tracker: Any) -> None:
        pass


class Broken(InMemoryTrackerStore):
    async def retrieve(self, sender_id: str) -> Any:
        raise OSError("disk full")


async def test_alive_needs_no_agent(stage: Stage) -> None:
    status, _, body = await stage.get("/health")
    assert (status, json.loads(body)) == (200, {"status": "alive"})
    assert stage.agent.texts == []


async def test_ready_asks_a_question_and_leaves_no_conversation(stage: Stage) -> None:
    status, _, body = await stage.get("/ready")
    assert (status, json.loads(body)) == (200, {"status": "ready"})
    assert len(stage.agent.texts) == 1
    assert list(await stage.store.keys()) == []


async def test_not_ready_is_503_with_a_sentence(stage: Stage) -> None:
    stage.agent.says = []
    status, _, body = await stage.get("/ready")
    assert status == 503
    assert json.loads(body)["error"].endswith(".")


async def problem(agent: FakeAgent, seconds: float = 1, store: Any = None) -> str | None:
    readiness = Readiness("What?", seconds)
    return await readiness.problem(agent.handle_message, store or agent.store)


@pytest.mark.parametrize("says", [[], [{"text": "a"}], [{"custom": {"kind": "error"}}]])
async def test_no_proper_reply_is_a_problem(says: list[dict]) -> None:
    agent = FakeAgent(InMemoryTrackerStore(DOMAIN))
    agent.says = says
    assert await problem(agent)


async def test_an_agent_that_raises_or_hangs_is_a_problem() -> None:
    agent = FakeAgent(InMemoryTrackerStore(DOMAIN))
    agent.raises = ValueError("secret")
    assert await problem(agent) == "The canary question failed: ValueError."
    agent.go.clear()
    assert "in time" in str(await problem(agent, 0.02))


@pytest.mark.parametrize("store", [Forgetful(DOMAIN), Broken(DOMAIN)])
async def test_a_store_that_does_not_keep_is_a_problem(store: Any) -> None:
    assert await problem(FakeAgent(InMemoryTrackerStore(DOMAIN)), store=store)


async def test_a_store_that_cannot_delete_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    async def cannot(*_: object) -> None:
        raise CannotDeleteError("Strange")

    monkeypatch.setattr("verbatim.channel.readiness.delete", cannot)
    assert await problem(FakeAgent(InMemoryTrackerStore(DOMAIN))) is None


async def test_many_who_ask_at_once_cost_one_question() -> None:
    now = 0.0
    agent = FakeAgent(InMemoryTrackerStore(DOMAIN))
    readiness = Readiness("What?", 1, lambda: now)
    asked = (readiness.problem(agent.handle_message, agent.store) for _ in range(5))
    assert await asyncio.gather(*asked) == [None] * 5
    assert len(agent.texts) == 1
    now = FRESH_SECONDS
    await readiness.problem(agent.handle_message, agent.store)
    assert len(agent.texts) == 2
