"""A bounded load: so many people at once, each of whom waits for the reply to go on."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import aiohttp

from benchmarks.channels import Channel

TURNS = 10
"""Turns of a conversation, where nothing else is asked for."""

_PATIENCE = 60
"""Seconds until a message without a reply counts as an error."""


@dataclass
class Load:
    """What a load did.

    Attributes:
        clients: people at once.
        seconds: how long it ran.
        latencies: seconds each answered message took.
        errors: messages without a proper reply.
    """

    clients: int
    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    errors: int = 0

    @property
    def rate(self) -> float:
        """Answered messages a second."""
        return len(self.latencies) / self.seconds if self.seconds else 0.0

    def percentile(self, percent: float) -> float:
        """Milliseconds that so many percent of the messages took at most."""
        ordered = sorted(self.latencies)
        if not ordered:
            return float("nan")
        return 1000 * ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


async def run(
    channel: Channel,
    questions: Sequence[str],
    clients: int,
    seconds: float,
    turns: int = TURNS,
    rate: float | None = None,
) -> Load:
    """Talks for so many seconds; a conversation ends after `turns`, and a new one begins.

    Args:
        channel: how to talk to the server.
        questions: what to say, over and over.
        clients: people at once.
        seconds: how long.
        turns: of one conversation.
        rate: messages a second in all at most; None is as fast as replies come.
    """
    load = Load(clients)
    asked = itertools.cycle(questions)
    pause = clients / rate if rate else 0.0
    end = time.perf_counter() + seconds

    async def person(http: aiohttp.ClientSession, offset: float) -> None:
        due = time.perf_counter() + offset
        while time.perf_counter() < end:
            conversation = await channel.open(http)
            for _ in range(turns):
                if pause:
                    await asyncio.sleep(max(0.0, due - time.perf_counter()))
                    due = max(due + pause, time.perf_counter() - pause)
                if time.perf_counter() >= end:
                    return
                begun = time.perf_counter()
                if await _said(channel, http, conversation, next(asked)):
                    load.latencies.append(time.perf_counter() - begun)
                else:
                    load.errors += 1

    begun = time.perf_counter()
    async with session() as http:
        await asyncio.gather(*(person(http, pause * n / clients) for n in range(clients)))
    load.seconds = time.perf_counter() - begun
    return load


def session() -> aiohttp.ClientSession:
    """As many connections as people; no waiting for one another."""
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0),
        timeout=aiohttp.ClientTimeout(total=_PATIENCE),
    )


async def _said(
    channel: Channel, http: aiohttp.ClientSession, conversation: str, text: str
) -> bool:
    try:
        return await channel.say(http, conversation, text)
    except (aiohttp.ClientError, asyncio.TimeoutError):
        return False
