"""What the machine gives at best: a bare Sanic handler, and a bare SQLite commit."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import aiohttp

from benchmarks import load, services

_SANIC = """
import sys
from sanic import Sanic
from sanic.response import json
app = Sanic("floor", configure_logging=False)
@app.post("/message")
async def message(request):
    return json([{"text": request.json["message"]}])
app.run("127.0.0.1", int(sys.argv[1]), access_log=False, motd=False)
"""


class _Bare:
    def __init__(self, url: str) -> None:
        self.url = url

    async def open(self, http: aiohttp.ClientSession) -> str:
        return "x"

    async def say(self, http: aiohttp.ClientSession, conversation: str, text: str) -> bool:
        body = {"session": conversation, "message": text}
        async with http.post(f"{self.url}/message", json=body) as answer:
            return bool(await answer.json())


def measure(folder: Path, seconds: float) -> list[dict[str, Any]]:
    """One row each."""
    return [_sanic(seconds), *(_sqlite(folder, sync, seconds) for sync in ("FULL", "NORMAL"))]


def _sanic(seconds: float) -> dict[str, Any]:
    port = services.free_port()
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", _SANIC, str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        services.wait_for(port)
        done = asyncio.run(load.run(_Bare(f"http://127.0.0.1:{port}"), ["hello"], 32, seconds))
    finally:
        process.terminate()
        process.wait()
    return {
        "floor": "bare Sanic handler, 32 clients (the load generator is the limit)",
        "per second": done.rate,
        "p50 ms": done.percentile(50),
        "p99 ms": done.percentile(99),
    }


def _sqlite(folder: Path, synchronous: str, seconds: float) -> dict[str, Any]:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"floor-{synchronous}-{os.getpid()}.sqlite"
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA synchronous = {synchronous}")
    connection.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, sender TEXT, data TEXT)")
    rows = [("x", "y" * 500)] * 10  # what a turn of ours writes, about
    took: list[float] = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        begun = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO events (sender, data) VALUES (?, ?)", rows)
        connection.execute("COMMIT")
        took.append(time.perf_counter() - begun)
    connection.close()
    file.unlink()
    done = load.Load(1, sum(took), took)
    return {
        "floor": f"bare SQLite commit of 10 rows, WAL, synchronous {synchronous}",
        "per second": done.rate,
        "p50 ms": done.percentile(50),
        "p99 ms": done.percentile(99),
    }
