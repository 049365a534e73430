"""Runs one turn so that something is always said, and nothing is lost."""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Awaitable, Callable
from functools import partial
from http import HTTPStatus
from typing import Any

from rasa.core.channels.channel import UserMessage

from verbatim.channel.output import TurnOutput
from verbatim.channel.problems import Problem
from verbatim.channel.request import Incoming
from verbatim.channel.tokens import Session, Tokens
from verbatim.metrics import METRICS
from verbatim.reply import Kind, Reply
from verbatim.store.receipt import receipt

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

    def is_busy(self, session: Session) -> bool:
        """Whether an earlier message of the session is still being worked on."""
        return session.id in self._busy

    async def finish(self, session: Session) -> bool:
        """Waits for the session's turn, if there is one; False if it takes too long."""
        task = self._busy.get(session.id)
        if task is not None:
            await asyncio.wait({task}, timeout=self._seconds)
        return not self.is_busy(session)

    async def take(self, incoming: Incoming, handle: Handler) -> list[dict[str, Any]]:
        """The messages of the turn; never none, exactly one with `custom`.

        That one also has `turn`, which names the turn for feedback.

        Raises:
            Problem: 429, the session's last message is still being worked on.
        """
        if self.is_busy(incoming.session):
            raise Problem(
                HTTPStatus.TOO_MANY_REQUESTS,
                "I am still answering your last message. One moment.",
                {"Retry-After": "1"},
            )
        with METRICS.turn() as observed:
            said = await self._run(incoming, handle)
            observed.kind = next(one["custom"]["kind"] for one in said if "custom" in one)
        return said

    async def _run(self, incoming: Incoming, handle: Handler) -> list[dict[str, Any]]:
        output = TurnOutput(incoming.session, self._tokens)
        message = UserMessage(
            incoming.text, output, incoming.session.id, input_channel=TurnOutput.name()
        )
        with receipt() as stored:  # the task sees it, too
            task = asyncio.ensure_future(handle(message))
        self._busy[incoming.session.id] = task
        task.add_done_callback(partial(self._done, incoming.session.id))
        try:
            await asyncio.wait_for(asyncio.shield(task), self._seconds)
        except asyncio.TimeoutError:
            return _failed("turn timed out")
        except Exception as error:
            return _failed(f"turn raised {type(error).__name__}")
        if stored.failure is not None:
            # Rasa answers on when nothing can be stored; nobody shall take that for kept.
            METRICS.store_failed()
            return _failed("turn was not stored")
        said = output.messages
        if sum("custom" in one for one in said) != 1:
            return _failed(f"turn said {len(said)} messages without one reply")
        turn = self._tokens.mint_turn(incoming.session, message.message_id)
        return [{**one, "turn": turn} if "custom" in one else one for one in said]

    def _done(self, session_id: str, task: asyncio.Task[Any]) -> None:
        self._busy.pop(session_id, None)
        if not task.cancelled():
            task.exception()  # seen: nobody waits for a turn that timed out


def _failed(why: str) -> list[dict[str, Any]]:
    reference = uuid.uuid4().hex[:8]
    logger.error("%s reference=%s", why, reference)
    reply = Reply(kind=Kind.ERROR, reference=reference)
    return [{"text": SAFE_TEXT.format(reference=reference), "custom": reply.as_dict()}]
