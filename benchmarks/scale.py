"""Part 3: one, two and four processes behind nginx, with PostgreSQL and Redis."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import load, processes, services
from benchmarks.channels import Web
from benchmarks.setups import Setup

_NGINX = """
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    upstream verbatim {{ least_conn; {servers} }}
    server {{ listen 127.0.0.1:{port}; location / {{ proxy_pass http://verbatim; }} }}
}}
"""


def endpoints(postgres: int, redis: int) -> dict[str, object]:
    """endpoints.yml for services on loopback ports."""
    return {
        "tracker_store": {
            "type": "verbatim.store.PostgresTrackerStore",
            "window": 20,
            "url": "127.0.0.1",
            "port": postgres,
            "db": "verbatim",
            "username": "verbatim",
        },
        "lock_store": {"type": "verbatim.store.RedisLockStore", "url": "127.0.0.1", "port": redis},
    }


def measure(
    setup: Setup,
    folder: Path,
    asked: Sequence[str],
    counts: Sequence[int],
    clients: int,
    seconds: float,
) -> list[dict[str, Any]]:
    """A row for each number of processes and each way to read messages (VERBATIM_READER); the
    set-up must have been trained.

    Raises:
        MissingError: PostgreSQL, Redis or nginx is not installed.
    """
    rows: list[dict[str, Any]] = []
    with contextlib.ExitStack() as running:
        shutil.rmtree(folder, ignore_errors=True)  # a cluster is made where there is none
        # The cluster belongs to another account, which must get to its folder.
        folder.mkdir(parents=True, exist_ok=True)
        postgres = running.enter_context(services.postgres(folder / "postgres"))
        redis = running.enter_context(services.redis(folder))
        setup.endpoints = endpoints(postgres, redis)
        setup.environment["VERBATIM_SECRET"] = "the same for all processes of one run"
        setup.prepare()
        for reader in ("loop", "thread"):
            setup.environment["VERBATIM_READER"] = reader
            several = [_with(setup, folder, asked, count, clients, seconds) for count in counts]
            one = several[0]["messages/s"]
            rows += [
                {"reader": reader, **row, "against one": row["messages/s"] / one} for row in several
            ]
    return rows


def _with(
    setup: Setup, folder: Path, asked: Sequence[str], count: int, clients: int, seconds: float
) -> dict[str, Any]:
    with contextlib.ExitStack() as running:
        servers = [running.enter_context(setup.served()) for _ in range(count)]
        port = services.free_port()
        upstream = " ".join(f"server {s.channel.url.removeprefix('http://')};" for s in servers)
        text = _NGINX.format(folder=folder, servers=upstream, port=port)
        running.enter_context(services.nginx(folder, text, port))

        pids = [pid for server in servers for pid in server.pids]

        async def loaded() -> tuple[processes.Usage, load.Load]:
            for server in servers:
                await server.first_answer(asked[0])
            channel = Web(f"http://127.0.0.1:{port}")
            await load.run(channel, asked, 4 * count, min(5.0, seconds))
            before = processes.usage(pids)
            return before, await load.run(channel, asked, clients, seconds)

        before, done = asyncio.run(loaded())
        after = processes.usage(pids)
    return {
        "processes": count,
        "messages/s": done.rate,
        "p50 ms": done.percentile(50),
        "p99 ms": done.percentile(99),
        "CPU ms/message": 1000 * (after.cpu - before.cpu) / max(1, len(done.latencies)),
        "memory MB": after.memory,
        "errors": done.errors,
    }
