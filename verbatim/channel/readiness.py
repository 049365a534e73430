"""Whether the server is alive, and whether it can answer."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.events import UserUttered
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from verbatim.channel.conversations import CannotDeleteError, delete
from verbatim.channel.output import TurnOutput
from verbatim.channel.request import Incoming
from verbatim.channel.tokens import Session, Tokens
from verbatim.reply import Kind

logger = logging.getLogger(__name__)

CANARY = "canary"
"""How the names of the conversations begin in which the canary question is asked."""

FRESH_SECONDS = 5.0
"""How long a result is given again before the question is asked again."""

Ask = Callable[[UserMessage], Awaitable[object]]


class Readiness:
    """Asks a question end to end, and looks whether the turn was stored.

    Rasa answers on even when its tracker store is broken: it then writes nothing and says
    nothing. So the turn is read back from the store itself.

    Args:
        question: the canary question; its reply must be anything but an error.
        seconds: longest time for the whole.
        clock: seconds, for tests.
    """

    def __init__(
        self, question: str, seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._question = question
        self._seconds = seconds
        self._clock = clock
        self._tokens = Tokens(secrets.token_bytes(), float("inf"))
        self._checked: tuple[float, str | None] | None = None
        self._running = asyncio.Lock()

    async def problem(self, ask: Ask, store: TrackerStore) -> str | None:
        """What is wrong, a sentence; None if all is well. At most `FRESH_SECONDS` old."""
        async with self._running:
            if self._checked is None or self._clock() - self._checked[0] >= FRESH_SECONDS:
                found = await self._check(ask, store)
                if found:
                    logger.error("not ready: %s", found)
                self._checked = (self._clock(), found)
            return self._checked[1]

    async def _check(self, ask: Ask, store: TrackerStore) -> str | None:
        session = Session(f"{CANARY}-{secrets.token_hex(8)}", 0)
        try:
            return await asyncio.wait_for(self._turn(session, ask, store), self._seconds)
        except asyncio.TimeoutError:
            return "The canary question was not answered in time."
        except Exception as error:
            return f"The canary question failed: {type(error).__name__}."

    async def _turn(self, session: Session, ask: Ask, store: TrackerStore) -> str | None:
        incoming = Incoming(session, self._question)
        output = TurnOutput(session, self._tokens)
        message = UserMessage(incoming.text, output, session.id, input_channel=TurnOutput.name())
        await ask(message)
        kinds = [said["custom"]["kind"] for said in output.messages if "custom" in said]
        if len(kinds) != 1 or kinds[0] == Kind.ERROR.value:
            return "The canary question got no proper reply."
        tracker = await store.retrieve(session.id)
        stored = tracker.events if tracker is not None else ()
        if not any(
            isinstance(e, UserUttered) and e.message_id == message.message_id for e in stored
        ):
            return "The tracker store does not keep conversations."
        try:
            await delete(store, session.id)
        except CannotDeleteError:
            logger.warning("the tracker store cannot delete the canary's conversations")
        return None


def health(readiness: Readiness) -> Blueprint:
    """/health: the process answers. /ready: a question is answered end to end."""
    blueprint = Blueprint("health")

    @blueprint.get("/health")
    async def alive(_: Request) -> HTTPResponse:
        return json({"status": "alive"})

    @blueprint.get("/ready")
    async def ready(request: Request) -> HTTPResponse:
        context = request.app.ctx
        problem = await readiness.problem(context.agent.handle_message, context.store)
        if problem is None:
            return json({"status": "ready"})
        return json(
            {"status": "not ready", "error": problem}, status=HTTPStatus.SERVICE_UNAVAILABLE
        )

    return blueprint
