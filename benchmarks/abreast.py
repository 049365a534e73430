"""Part 1 again, for machines with slow and fast minutes: all set-ups serve, and take turns."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from contextlib import ExitStack
from statistics import median
from typing import Any

from benchmarks import load
from benchmarks.server import Server
from benchmarks.setups import Setup
from benchmarks.throughput import ENOUGH, HALF, ready

_ROUNDS = 3


def measure(
    setups: Sequence[Setup], asked: Sequence[str], clients: int, seconds: float
) -> list[dict[str, Any]]:
    """One row a set-up. Those that wait cost memory and no time.

    Args:
        setups: trained ones.
        asked: what people say.
        clients: people at once, for the rate.
        seconds: of each measurement.
    """
    with ExitStack() as running:
        # One after the other: each start is measured by itself.
        servers = []
        starts = {}
        for setup in setups:
            server = running.enter_context(setup.served())
            servers.append(server)
            starts[server.name] = asyncio.run(ready(server, asked, seconds))
        return asyncio.run(_rounds(servers, starts, asked, clients, seconds))


async def _rounds(
    servers: Sequence[Server],
    starts: dict[str, float],
    asked: Sequence[str],
    clients: int,
    seconds: float,
) -> list[dict[str, Any]]:
    rates: dict[str, list[float]] = defaultdict(list)
    alone: dict[str, list[float]] = defaultdict(list)
    half: dict[str, load.Load] = defaultdict(lambda: load.Load(16))
    errors: dict[str, int] = defaultdict(int)
    for _ in range(_ROUNDS):
        for server in servers:
            full = await load.run(server.channel, asked, clients, seconds)
            one = await load.run(server.channel, asked, 1, seconds / 2)
            rates[server.name].append(full.rate)
            alone[server.name].append(one.percentile(50))
            rate = HALF * rates[server.name][0]
            enough = max(seconds, ENOUGH / rate / _ROUNDS)
            slow = await load.run(server.channel, asked, 16, enough, rate=rate)
            half[server.name].latencies += slow.latencies
            errors[server.name] += full.errors + one.errors + slow.errors
    return [
        {
            "set-up": server.name,
            f"messages/s, {clients} clients": median(rates[server.name]),
            "least and most": " to ".join(f"{edge(rates[server.name]):.1f}" for edge in (min, max)),
            "p50 ms alone": median(alone[server.name]),
            "p99 ms at half the rate": half[server.name].percentile(99),
            "errors": errors[server.name],
            "start to first answer s": starts[server.name],
        }
        for server in servers
    ]
