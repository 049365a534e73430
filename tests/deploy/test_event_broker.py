"""Events reach the broker once they are stored: a real RabbitMQ, and librdkafka's own Kafka.

librdkafka, which speaks Kafka's protocol for Rasa, brings a small cluster for tests; it listens
on loopback like any other.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aio_pika
import pytest
from confluent_kafka import Consumer
from confluent_kafka.admin import AdminClient

from benchmarks import services
from tests.conftest import ROOT, Server, custom_of

QUESTION = "what is DLI?"
TOPIC = "verbatim"
PATIENCE = 20.0


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[int]:
    try:
        with services.rabbitmq(tmp_path / "rabbitmq") as port:
            yield port
    except services.MissingError as missing:
        pytest.skip(str(missing))


@pytest.fixture
def kafka() -> Iterator[str]:
    """Its address; it lives as long as the client that brought it up."""
    client = AdminClient({"test.mock.num.brokers": 1, "bootstrap.servers": "127.0.0.1"})
    (broker,) = client.list_topics(timeout=PATIENCE).brokers.values()
    yield f"{broker.host}:{broker.port}"
    del client


def rabbitmq_at(port: int) -> str:
    return f"""
  type: pika
  url: 127.0.0.1
  port: {port}
  username: guest
  password: guest
  queues: [verbatim]
"""


def kafka_at(address: str) -> str:
    return f"""
  type: kafka
  url: {address}
  topic: {TOPIC}
  security_protocol: PLAINTEXT
  partition_by_sender: true
"""


def serve(folder: Path, broker: str) -> Server:
    endpoints = folder / "endpoints.yml"
    ours = (ROOT / "endpoints.yml").read_text(encoding="utf-8")
    endpoints.write_text(f"{ours}\nevent_broker:{broker}")
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


def consumed(address: str, most: int) -> list[dict[str, Any]]:
    """The first events of the topic."""
    consumer = Consumer(
        {"bootstrap.servers": address, "group.id": "staff", "auto.offset.reset": "earliest"}
    )
    consumer.subscribe([TOPIC])
    try:
        found = consumer.consume(most, timeout=PATIENCE)
    finally:
        consumer.close()
    assert not [message.error() for message in found if message.error()]
    return [json.loads(message.value()) for message in found]


def check(events: list[dict[str, Any]], answer: dict[str, Any]) -> None:
    """One conversation with the question and the answer is all there."""
    assert [e["text"] for e in events if e["event"] == "user"] == [QUESTION]
    said = [e["data"]["custom"] for e in events if e["event"] == "bot" and e["data"]["custom"]]
    assert [custom["passages"] for custom in said] == [answer["passages"]]
    assert len({event["sender_id"] for event in events}) == 1


def stored(folder: Path) -> int:
    """How many events the server has in its database."""
    with sqlite3.connect(folder / "state" / "conversations.sqlite") as database:
        (count,) = database.execute("SELECT count(*) FROM events").fetchone()
    return int(count)


def asked(folder: Path, broker: str) -> dict[str, Any]:
    """The answer of a server that has stopped since, and so has published all it had to."""
    server = serve(folder, broker)
    try:
        return custom_of(server.conversation().says(QUESTION))
    finally:
        server.stop()


def test_staff_tools_can_follow(broker: int, tmp_path: Path) -> None:
    answer = asked(tmp_path, rabbitmq_at(broker))
    check(asyncio.run(published(broker)), answer)


def test_staff_tools_can_follow_over_kafka(kafka: str, tmp_path: Path) -> None:
    answer = asked(tmp_path, kafka_at(kafka))
    check(consumed(kafka, stored(tmp_path)), answer)


def test_without_its_kafka_everybody_is_answered_and_stored(tmp_path: Path) -> None:
    server = serve(tmp_path, kafka_at(f"127.0.0.1:{services.free_port()}"))
    try:
        answers = [custom_of(server.conversation().says(QUESTION)) for _ in range(2)]
    finally:
        server.stop()
    assert [answer["kind"] for answer in answers] == ["answer", "answer"]
    assert stored(tmp_path) > 0
