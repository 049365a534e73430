"""Runs one turn so that something is always said, and nothing is lost."""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import UserMessage

from verbatim.channel.output import TurnOutput
from verbatim.channel.request import Incoming
from verbatim.channel.tokens import Tokens
from verbatim.reply import Kind, Reply

logger = logging.getLogger(__name__)

SAFE_TEXT = (
    "Something went wrong on our side and I have no answer for you. Please try again in a "
    "moment. If it goes on, tell support this reference: {reference}"
)
"""Said where not even Rasa's domain can be reached, hence not in domain.yml."""

Handler = Callable[[UserMessage], Awaitable[Any]]


class Turns:
    """Runs turns as tasks of their own, which outlive the connection that asked for them.

    Args:
        tokens: signs the payloads of replies.
        seconds: how long a person waits at most before being told that it failed.
    """

    def __init__(self, tokens: Tokens, seconds: float) -> None:
        self._tokens = tokens
        self._seconds = seconds
        self._busy: dict[str, asyncio.Task[Any]] = {}

    def is_busy(self, incoming: Incoming) -> bool:
        """Whether an earlier message of the same session is still being worked on."""
        return incoming.session.id in self._busy

    async def take(self, incoming: Incoming, handle: Handler) -> list[dict[str, Any]]:
        """The messages of the turn; never none, exactly one with `custom`."""
        output = TurnOutput(incoming.session, self._tokens)
        message = UserMessage(
            incoming.text, output, incoming.session.id, input_channel=TurnOutput.name()
        )
        task = asyncio.ensure_future(handle(message))
        self._busy[incoming.session.id] = task
        task.add_done_callback(lambda _: self._busy.pop(incoming.session.id, None))
        try:
            await asyncio.wait_for(asyncio.shield(task), self._seconds)
        except asyncio.TimeoutError:
            return _failed("turn timed out")
        except Exception as error:
            return _failed(f"turn raised {type(error).__name__}")
        said = output.messages
        if sum("custom" in one for one in said) != 1:
            return _failed(f"turn said {len(said)} messages without one reply")
        return said


def _failed(why: str) -> list[dict[str, Any]]:
    reference = uuid.uuid4().hex[:8]
    logger.error("%s reference=%s", why, reference)
    reply = Reply(kind=Kind.ERROR, reference=reference)
    return [{"text": SAFE_TEXT.format(reference=reference), "custom": reply.as_dict()}]
