"""Part 4: what becomes of training, latency, memory and accuracy as documents grow."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import generated, load, processes
from benchmarks.server import Server
from benchmarks.setups import Setup, store

_MOST_QUESTIONS = 300


def measure(work: Path, counts: Sequence[int], seconds: float) -> list[dict[str, Any]]:
    """One row for each number of passages, beside the assistant's own document."""
    rows: list[dict[str, Any]] = []
    for count in counts:
        setup = Setup(f"{count} passages", work / f"documents-{count}", store())
        setup.prepare()
        made = generated.passages(count)
        generated.add_to(setup.folder, made)
        trained = setup.train()
        with setup.served() as server:
            row = asyncio.run(_measured(server, made, seconds))
        rows.append(
            {"passages": count, "training s": trained, "model MB": setup.model_megabytes, **row}
        )
    return rows


async def _measured(
    server: Server, made: list[generated.Passage], seconds: float
) -> dict[str, Any]:
    pairs = generated.test_questions(made, _MOST_QUESTIONS)
    started = await server.first_answer(pairs[0][0])
    right = 0
    async with load.session() as http:
        for question, text in pairs:
            conversation = await server.channel.open(http)
            body = {"session": conversation, "message": question}
            address = f"{server.channel.url}/webhooks/web/message"
            async with http.post(address, json=body) as answer:
                said = await answer.json()
            quoted = [
                passage["text"]
                for one in said
                if "custom" in one
                for passage in one["custom"].get("passages", [])
            ]
            right += text in quoted
    done = await load.run(server.channel, [question for question, _ in pairs], 1, seconds)
    return {
        "start to first answer s": started,
        "p50 ms": done.percentile(50),
        "p99 ms": done.percentile(99),
        "memory MB": processes.usage(server.pids).memory,
        "answered right %": 100 * right / len(pairs),
        "questions": len(pairs),
    }
