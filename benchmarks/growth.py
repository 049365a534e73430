"""Part 2: what one message costs at turn 1, 50, 200 and 1,000 of a conversation."""

from __future__ import annotations

import itertools
import statistics
import time
from collections.abc import Sequence
from typing import Any

from benchmarks import load, processes
from benchmarks.server import Server

_AROUND = 10
"""Turns over which a figure is taken."""


async def measure(server: Server, asked: Sequence[str], turns: Sequence[int]) -> dict[str, Any]:
    """One row: milliseconds at each turn (median of ten), and the last against the first."""
    await server.first_answer(asked[0])
    took: list[float] = []
    cpu: list[float] = []
    async with load.session() as http:
        for _ in range(3):  # warm, in conversations of their own
            await server.channel.say(http, await server.channel.open(http), asked[0])
        conversation = await server.channel.open(http)
        for text in itertools.islice(itertools.cycle(asked[:10]), max(turns) + _AROUND):
            before, begun = processes.usage(server.pids).cpu, time.perf_counter()
            if not await server.channel.say(http, conversation, text):
                return {"set-up": server.name, "errors": f"turn {len(took) + 1} failed"}
            took.append(time.perf_counter() - begun)
            cpu.append(processes.usage(server.pids).cpu - before)
    row: dict[str, Any] = {"set-up": server.name}
    for turn in turns:
        row[f"turn {turn} ms"] = 1000 * statistics.median(took[turn - 1 : turn - 1 + _AROUND])
    first = row[f"turn {turns[0]} ms"]
    row["last : first"] = row[f"turn {turns[-1]} ms"] / first
    quarter = max(_AROUND, max(turns) // 4)
    row["CPU ms/message, first quarter"] = 1000 * statistics.mean(cpu[:quarter])
    row["last quarter"] = 1000 * statistics.mean(cpu[-quarter:])
    return row
