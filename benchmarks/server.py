"""A set-up that is being served."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

import aiohttp

from benchmarks.channels import Channel
from benchmarks.load import session

_START_SECONDS = 600


@dataclass
class Server:
    """A set-up that is being served.

    Attributes:
        name: of the set-up.
        channel: how to talk to it.
        pids: of its processes, without their children.
        begun: when it was started (`time.perf_counter`).
    """

    name: str
    channel: Channel
    pids: list[int]
    begun: float

    async def first_answer(self, question: str) -> float:
        """Seconds from the start to the first answer.

        Raises:
            TimeoutError: none came.
        """
        async with session() as http:
            while time.perf_counter() - self.begun < _START_SECONDS:
                try:
                    conversation = await self.channel.open(http)
                    if await self.channel.say(http, conversation, question):
                        return time.perf_counter() - self.begun
                except (aiohttp.ClientError, asyncio.TimeoutError):
                    pass
                await asyncio.sleep(0.1)
        raise TimeoutError(f"{self.name} gives no answer")
