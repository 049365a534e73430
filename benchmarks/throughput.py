"""Part 1: messages a second, latency, CPU and memory, each set-up in turn on the same machine."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from benchmarks import load, processes
from benchmarks.server import Server
from benchmarks.setups import Setup

HALF = 0.5
ENOUGH = 500
"""Messages at half the top rate at least: of fewer, one slow message in a hundred is chance."""


async def measure(
    server: Server, asked: Sequence[str], clients: Sequence[int], seconds: float
) -> list[dict[str, Any]]:
    """One row for each number of clients, then one at half the top rate."""
    started = await ready(server, asked, seconds)
    rows = [await _row(server, asked, number, seconds) for number in clients]
    top = max(row["messages/s"] for row in rows)
    half = HALF * top
    rows.append(await _row(server, asked, 16, max(seconds, ENOUGH / half), half))
    for row in rows:
        row["start to first answer s"] = started
    return rows


async def ready(server: Server, asked: Sequence[str], seconds: float) -> float:
    """Seconds from the start to the first answer; after that it is warmed up."""
    started = await server.first_answer(asked[0])
    await load.run(server.channel, asked, 4, min(5.0, seconds))
    return started


async def _row(
    server: Server, asked: Sequence[str], clients: int, seconds: float, rate: float | None = None
) -> dict[str, Any]:
    before = processes.usage(server.pids)
    done = await load.run(server.channel, asked, clients, seconds, rate=rate)
    after = processes.usage(server.pids)
    return {
        "set-up": server.name,
        "clients": clients if rate is None else "half the top rate",
        "messages/s": done.rate,
        "p50 ms": done.percentile(50),
        "p99 ms": done.percentile(99),
        "CPU ms/message": 1000 * (after.cpu - before.cpu) / max(1, len(done.latencies)),
        "memory MB": after.memory,
        "errors": done.errors,
    }


def compare(
    setups: Sequence[Setup], asked: Sequence[str], clients: Sequence[int], seconds: float
) -> list[dict[str, Any]]:
    """All set-ups, one after the other; each must have been trained."""
    rows: list[dict[str, Any]] = []
    for setup in setups:
        with setup.served() as server:
            rows += asyncio.run(measure(server, asked, clients, seconds))
    return rows
