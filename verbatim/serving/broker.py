"""Rasa's event brokers when a process stops: what is on its way is sent, and nobody waits long."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

logger = logging.getLogger(__name__)

SECONDS = 5.0
"""How long a process that stops waits for its event broker at most."""


async def finish(broker: Any, seconds: float = SECONDS) -> None:
    """Events that are stored and on their way reach the broker, or are let go with a log line.

    There is no public way to wait for either kind of broker: RabbitMQ's has tasks of the event
    loop, Kafka's a producer whose own close waits for five minutes while its cluster is away.
    """
    sending = list(getattr(broker, "_background_tasks", ()))
    if sending:
        await asyncio.wait(sending, timeout=seconds)
    producer = getattr(broker, "producer", None)
    if producer is not None:
        await asyncio.get_running_loop().run_in_executor(None, _flush, producer, seconds)


async def close(broker: Any) -> None:
    """Finishes and closes it; what goes wrong there must not keep the rest from being closed."""
    await finish(broker)
    try:
        await broker.close()
    except Exception as error:
        logger.error("event broker did not close error=%s", type(error).__name__)


def _flush(producer: Any, seconds: float) -> None:
    try:
        producer.flush(seconds)
    except Exception as error:  # raised by Rasa's callback when all of the cluster is away
        logger.error("event broker failed error=%s", type(error).__name__)
    left = len(producer)
    if left:
        logger.error("event broker is away events_not_sent=%d", left)
        producer.purge()
