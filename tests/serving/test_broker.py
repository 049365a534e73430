"""A process that stops sends what is on its way, and does not wait for a broker that is gone."""

from __future__ import annotations

import asyncio
import logging

import pytest

from verbatim.serving import broker


class Tasks:
    """As Rasa's RabbitMQ broker: publishes in tasks of the event loop."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self._background_tasks = {asyncio.create_task(self._send("event"))}

    async def _send(self, event: str) -> None:
        await asyncio.sleep(0)
        self.sent.append(event)


class Producer:
    """As confluent_kafka's: `len` is what waits to be sent."""

    def __init__(self, waiting: int, away: bool = False) -> None:
        self.waiting, self.away = waiting, away
        self.patience: list[float] = []

    def __len__(self) -> int:
        return self.waiting

    def flush(self, seconds: float) -> int:
        self.patience.append(seconds)
        if self.away:
            raise ConnectionError("all brokers are down")
        self.waiting = 0
        return 0

    def purge(self) -> None:
        self.waiting = 0


class Kafka:
    def __init__(self, producer: Producer | None) -> None:
        self.producer = producer

    async def close(self) -> None:
        raise ConnectionError("all brokers are down")


async def test_what_is_being_sent_is_waited_for() -> None:
    told = Tasks()
    await broker.finish(told)
    assert told.sent == ["event"]


async def test_nothing_is_lost_that_kafka_takes(caplog: pytest.LogCaptureFixture) -> None:
    producer = Producer(waiting=3)
    await broker.finish(Kafka(producer), seconds=2.0)
    assert (producer.waiting, producer.patience) == (0, [2.0])
    assert not caplog.records


async def test_what_kafka_does_not_take_is_logged_and_let_go(
    caplog: pytest.LogCaptureFixture,
) -> None:
    producer = Producer(waiting=3, away=True)
    with caplog.at_level(logging.ERROR):
        await broker.finish(Kafka(producer))
    assert producer.waiting == 0
    assert "events_not_sent=3" in caplog.text


@pytest.mark.parametrize("told", [None, Kafka(None)])
async def test_without_a_broker_or_an_event_there_is_nothing_to_do(told: Kafka | None) -> None:
    await broker.finish(told)


async def test_what_comes_while_closing_is_sent_or_let_go_as_well() -> None:
    producer = Producer(waiting=1)
    await broker.close(Kafka(producer))
    assert (producer.waiting, len(producer.patience)) == (0, 1)


async def test_a_broker_that_cannot_be_closed_keeps_nothing_else_open(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR):
        await broker.close(Kafka(None))
    assert "did not close error=ConnectionError" in caplog.text
