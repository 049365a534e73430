"""Part 5: half an hour at 70 % of the top rate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from benchmarks import load, processes
from benchmarks.server import Server

SHARE = 0.7
_CLIENTS = 16


async def measure(
    server: Server, asked: Sequence[str], seconds: float, samples: int = 10
) -> list[dict[str, Any]]:
    """Memory, file descriptors, latency and errors, sampled over the time."""
    await server.first_answer(asked[0])
    top = await load.run(server.channel, asked, 32, min(20.0, seconds))
    rows: list[dict[str, Any]] = []
    for number in range(1, samples + 1):
        done = await load.run(
            server.channel, asked, _CLIENTS, seconds / samples, rate=SHARE * top.rate
        )
        now = processes.usage(server.pids)
        rows.append(
            {
                "minute": number * seconds / samples / 60,
                "messages/s": done.rate,
                "p50 ms": done.percentile(50),
                "p99 ms": done.percentile(99),
                "memory MB": now.memory,
                "file descriptors": now.files,
                "errors": done.errors,
            }
        )
    return rows
