"""The web channel on a socket, with an agent that says what a test wants."""

from __future__ import annotations

import asyncio
import json
import warnings
from collections.abc import AsyncIterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest
from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from sanic import Sanic

from tests.conftest import free_port
from verbatim.channel import site
from verbatim.dialogue.resources import Resources
from verbatim.settings import Settings

KEY = b"k" * 32
with warnings.catch_warnings():
    warnings.simplefilter("ignore", UserWarning)  # Rasa's: about slots of any domain
    DOMAIN = Domain.from_dict(
        {"slots": {"feedback": {"type": "any", "mappings": [{"type": "custom"}]}}}
    )
CHAT = {"text": "Hello.", "custom": {"kind": "chat", "related": [{"title": "A", "payload": "/a"}]}}
AWAY = {"X-Forwarded-For": "203.0.113.7"}
"""Headers of somebody who is not on this machine, as a trusted proxy tells it."""


class FakeAgent:
    """Stores the message and says `says`; waits for `go` first."""

    def __init__(self, store: InMemoryTrackerStore) -> None:
        self.store = store
        self.lock_store = InMemoryLockStore()
        self.says: list[dict[str, Any]] = [CHAT]
        self.texts: list[str] = []
        self.raises: Exception | None = None
        self.asked = asyncio.Event()
        self.stored = asyncio.Event()
        self.go = asyncio.Event()
        self.go.set()

    async def handle_message(self, message: UserMessage) -> None:
        self.texts.append(message.text)
        self.asked.set()
        await self.go.wait()
        if self.raises:
            raise self.raises
        tracker = await self.store.get_or_create_tracker(message.sender_id)
        tracker.update(UserUttered(message.text, message_id=message.message_id))
        await self.store.save(tracker)
        self.stored.set()
        for said in self.says:
            await message.output_channel.send_response(message.sender_id, dict(said))


class Stage:
    """A running channel and a client of it."""

    def __init__(self, agent: FakeAgent, url: str, client: aiohttp.ClientSession) -> None:
        self.agent = agent
        self.store = agent.store
        self.url = url
        self.client = client

    async def get(self, path: str, **headers: str) -> tuple[int, Any, Any]:
        """Status, headers and body."""
        async with self.client.get(self.url + path, headers=headers) as answer:
            return answer.status, answer.headers, await answer.text()

    async def post(self, action: str, body: Any = None, **headers: str) -> tuple[int, Any, Any]:
        """Status, headers and JSON of a POST to the web channel."""
        data = body if isinstance(body, bytes) else json.dumps(body or {}).encode()
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        url = f"{self.url}/webhooks/web/{action}"
        async with self.client.post(url, data=data, headers=headers) as answer:
            text = await answer.text()
            return answer.status, answer.headers, json.loads(text) if text else None

    async def session(self, **headers: str) -> str:
        status, _, body = await self.post("session", **headers)
        assert status == 200, body
        return body["session"]


@pytest.fixture(scope="session")
def content() -> Resources:
    return Resources.load(Settings())


@pytest.fixture
async def stages(content: Resources) -> AsyncIterator[Any]:
    """Opens a stage with settings of the test's own."""
    open_ones: list[tuple[Any, aiohttp.ClientSession]] = []

    async def open_stage(**settings: Any) -> Stage:
        port = free_port()
        Sanic.test_mode = True
        app = Sanic(f"stage{port}", configure_logging=False)
        site.install(app, content, replace(Settings(), **settings), KEY)
        store = InMemoryTrackerStore(DOMAIN)
        agent = FakeAgent(store)
        app.ctx.agent, app.ctx.store = agent, store
        server = await app.create_server(
            host="127.0.0.1", port=port, return_asyncio_server=True, access_log=False
        )
        await server.startup()
        client = aiohttp.ClientSession()
        open_ones.append((server, client))
        return Stage(agent, f"http://127.0.0.1:{port}", client)

    yield SimpleNamespace(open=open_stage)
    for server, client in open_ones:
        await client.close()
        server.close()
        await server.wait_closed()


@pytest.fixture
async def stage(stages: Any) -> Stage:
    return await stages.open()
