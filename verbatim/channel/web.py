"""The web channel: sessions made by the server, one reply list a message."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from verbatim.channel.problems import Problem
from verbatim.channel.request import read_message
from verbatim.channel.tokens import Tokens
from verbatim.channel.turns import Turns


class WebChannel(InputChannel):
    """POST /session opens a conversation, POST /message takes one message of it.

    Args:
        tokens: makes and checks sessions and payloads.
        turn_seconds: how long a person waits at most.
    """

    def __init__(self, tokens: Tokens, turn_seconds: float) -> None:
        self._tokens = tokens
        self._turns = Turns(tokens, turn_seconds)

    @classmethod
    def name(cls) -> str:
        return "web"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Routes, under the prefix that Rasa gives the channel (/webhooks/web)."""
        web = Blueprint("web")

        @web.post("/session")
        async def session(_: Request) -> HTTPResponse:
            return json({"session": self._tokens.open_session()})

        @web.post("/message")
        async def message(request: Request) -> HTTPResponse:
            try:
                incoming = read_message(request.body, self._tokens)
                if self._turns.is_busy(incoming):
                    raise Problem(
                        HTTPStatus.TOO_MANY_REQUESTS,
                        "I am still answering your last message. One moment.",
                    )
            except Problem as problem:
                return problem.response()
            return json(await self._turns.take(incoming, on_new_message), ensure_ascii=False)

        return web
