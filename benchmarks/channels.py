"""How to talk to a server: our web channel, or Rasa's REST channel."""

from __future__ import annotations

import uuid
from typing import Protocol

import aiohttp


class Channel(Protocol):
    """One kind of channel of one server."""

    url: str

    async def open(self, http: aiohttp.ClientSession) -> str:
        """A new conversation."""

    async def say(self, http: aiohttp.ClientSession, conversation: str, text: str) -> bool:
        """Says something; whether a proper reply came."""


class Web:
    """Our web channel. Without a proper reply: an HTTP error, or the kind `error`."""

    def __init__(self, url: str) -> None:
        self.url = url

    async def open(self, http: aiohttp.ClientSession) -> str:
        async with http.post(f"{self.url}/webhooks/web/session") as answer:
            return str((await answer.json())["session"])

    async def say(self, http: aiohttp.ClientSession, conversation: str, text: str) -> bool:
        body = {"session": conversation, "message": text}
        async with http.post(f"{self.url}/webhooks/web/message", json=body) as answer:
            if answer.status != 200:
                return False
            said = await answer.json()
        return any(one.get("custom", {}).get("kind", "error") != "error" for one in said)


class Rest:
    """Rasa's REST channel. Without a proper reply: an HTTP error, or an empty list."""

    def __init__(self, url: str) -> None:
        self.url = url

    async def open(self, http: aiohttp.ClientSession) -> str:
        return uuid.uuid4().hex

    async def say(self, http: aiohttp.ClientSession, conversation: str, text: str) -> bool:
        body = {"sender": conversation, "message": text}
        async with http.post(f"{self.url}/webhooks/rest/webhook", json=body) as answer:
            return answer.status == 200 and bool(await answer.json())
