"""The web channel: sessions made by the server, one reply list a message."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json

from verbatim.channel import headers
from verbatim.channel.conversations import CannotDeleteError, Conversations
from verbatim.channel.gate import Gate
from verbatim.channel.problems import Problem
from verbatim.channel.request import read_message, read_object, read_session
from verbatim.channel.tokens import Session, Tokens
from verbatim.channel.turns import Turns


class WebChannel(InputChannel):
    """What a page's script talks to; errors are JSON with a status and a sentence.

    - POST session: opens a conversation, `{"session", "human"}`
    - POST message: takes one message of it, gives the list of replies
    - POST feedback: takes `{"session", "turn", "helpful"}`
    - POST delete: removes the stored conversation, `{"session"}`

    Args:
        tokens: makes and checks sessions and payloads.
        turns: runs the turns.
        gate: turns away foreign pages and too many requests.
        person: the way to a person, as the reply contract shows it.
    """

    def __init__(self, tokens: Tokens, turns: Turns, gate: Gate, person: Mapping[str, str]) -> None:
        self._tokens = tokens
        self._turns = turns
        self._gate = gate
        self._person = dict(person)

    @classmethod
    def name(cls) -> str:
        return "web"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Routes, under the prefix that Rasa gives the channel (/webhooks/web)."""
        web = Blueprint("web")

        @web.post("/session")
        async def session(request: Request) -> HTTPResponse:
            self._gate.admit(request)
            return self._json({"session": self._tokens.open_session(), "human": self._person})

        @web.post("/message")
        async def message(request: Request) -> HTTPResponse:
            self._gate.admit(request)
            incoming = read_message(read_object(request.body), self._tokens)
            self._gate.admit_message(request, incoming.session)
            said = await self._turns.take(incoming, on_new_message)
            return self._json(said, incoming.session)

        @web.post("/feedback")
        async def feedback(request: Request) -> HTTPResponse:
            self._gate.admit(request)
            data = read_object(request.body)
            session = read_session(data, self._tokens)
            self._gate.admit_message(request, session)
            turn, helpful = data.get("turn"), data.get("helpful")
            message_id = self._tokens.turn(session, turn) if isinstance(turn, str) else None
            if message_id is None or not isinstance(helpful, bool):
                raise Problem(
                    HTTPStatus.UNPROCESSABLE_ENTITY,
                    "This is not about a reply of this conversation.",
                )
            if not await _conversations(request).judge(session.id, message_id, helpful):
                raise Problem(HTTPStatus.NOT_FOUND, "This conversation is not stored any more.")
            return empty()

        @web.post("/delete")
        async def delete(request: Request) -> HTTPResponse:
            self._gate.admit(request)
            session = read_session(read_object(request.body), self._tokens, ended=True)
            self._gate.admit_message(request, session)
            if not await self._turns.finish(session):
                raise Problem(
                    HTTPStatus.TOO_MANY_REQUESTS,
                    "I am still answering your last message. Please try again in a moment.",
                    {"Retry-After": "2"},
                )
            try:
                await _conversations(request).delete(session.id)
            except CannotDeleteError:
                raise Problem(
                    HTTPStatus.NOT_IMPLEMENTED,
                    "This server cannot delete conversations: ask whoever runs it.",
                ) from None
            return empty()

        async def preflight(request: Request) -> HTTPResponse:
            origin = request.headers.get("origin")
            return empty(headers=headers.preflight(self._gate.origins, origin))

        for action in ("session", "message", "feedback", "delete"):
            web.add_route(preflight, f"/{action}", methods=["OPTIONS"], name=f"preflight_{action}")

        return web

    def _json(self, data: object, session: Session | None = None) -> HTTPResponse:
        renewed = {headers.RENEWED: self._tokens.renew(session)} if session else {}
        return json(data, headers=renewed, ensure_ascii=False)


def _conversations(request: Request) -> Conversations:
    return Conversations(request.app.ctx.agent, request.app.ctx.store)
