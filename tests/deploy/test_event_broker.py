"""Events reach a real RabbitMQ once they are stored."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aio_pika
import pytest

from benchmarks import services
from tests.conftest import ROOT, Server, custom_of

QUESTION = "what is DLI?"


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[int]:
    try:
        with services.rabbitmq(tmp_path / "rabbitmq") as port:
            yield port
    except services.MissingError as missing:
        pytest.skip(str(missing))


def serve(folder: Path, port: int) -> Server:
    endpoints = folder / "endpoints.yml"
    endpoints.write_text(
        f"""{(ROOT / "endpoints.yml").read_text(encoding="utf-8")}
event_broker:
  type: pika
  url: 127.0.0.1
  port: {port}
  username: guest
  password: guest
  queues: [verbatim]
"""
    )
    server = Server(folder / "state", VERBATIM_ENDPOINTS=str(endpoints))
    server.wait_until_ready()
    return server


async def published(port: int) -> list[dict[str, Any]]:
    """What is in the queue."""
    connection = await aio_pika.connect(f"amqp://guest:guest@127.0.0.1:{port}/")
    async with connection:
        queue = await (await connection.channel()).get_queue("verbatim")
        found = []
        while (message := await queue.get(fail=False, timeout=10)) is not None:
            found.append(json.loads(message.body))
            await message.ack()
    return found


def test_staff_tools_can_follow(broker: int, tmp_path: Path) -> None:
    server = serve(tmp_path, broker)
    try:
        answer = custom_of(server.conversation().says(QUESTION))
    finally:
        server.stop()
    events = asyncio.run(published(broker))
    assert [e["text"] for e in events if e["event"] == "user"] == [QUESTION]
    said = [e["data"]["custom"] for e in events if e["event"] == "bot" and e["data"]["custom"]]
    assert [custom["passages"] for custom in said] == [answer["passages"]]
    assert len({event["sender_id"] for event in events}) == 1
