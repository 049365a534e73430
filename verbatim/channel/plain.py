"""The assistant without any script: a form, and the reply as a page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from rasa.core.channels.channel import UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from verbatim.channel.gate import Gate
from verbatim.channel.problems import Problem
from verbatim.channel.request import LONGEST_MESSAGE, read_message
from verbatim.channel.templates import page
from verbatim.channel.tokens import Tokens
from verbatim.channel.turns import Turns

Ask = Callable[[UserMessage], Awaitable[Any]]


def plain(tokens: Tokens, turns: Turns, gate: Gate, person: Mapping[str, str]) -> Blueprint:
    """GET /plain shows the form; POST /plain takes a message or a button of it.

    The form carries the session, so that a follow-up is understood. Each page shows one
    question and its reply; no browser keeps it (`no-store`), for it may be shared.
    """
    blueprint = Blueprint("plain")

    @blueprint.get("/plain")
    async def empty_form(_: Request) -> HTTPResponse:
        return _page(tokens.open_session(), person)

    @blueprint.post("/plain")
    async def ask(request: Request) -> HTTPResponse:
        gate.admit(request)
        form = {name: values[-1] for name, values in (request.form or {}).items() if values}
        if tokens.session(form.get("session", "")) is None:
            form["session"] = tokens.open_session()
            form.pop("payload", None)  # a button of a session that has ended
        asked = form.get("asked") if "payload" in form else form.get("message")
        try:
            incoming = read_message(form, tokens)
            gate.admit_message(request, incoming.session)
            said = await turns.take(incoming, request.app.ctx.agent.handle_message)
        except Problem as problem:
            return _page(form["session"], person, asked=asked, problem=problem)
        return _page(tokens.renew(incoming.session), person, asked=asked, said=said)

    return blueprint


def _page(
    session: str,
    person: Mapping[str, str],
    asked: str | None = None,
    said: list[dict[str, Any]] | None = None,
    problem: Problem | None = None,
) -> HTTPResponse:
    return page(
        "plain",
        problem.status if problem else 200,
        session=session,
        person=person,
        asked=asked,
        said=[{**one, "own": own_words(one)} for one in said or []],
        problem=problem.sentence if problem else None,
        longest=LONGEST_MESSAGE,
    )


def own_words(message: dict[str, Any]) -> str:
    """The words of a message that are our own and are not shown as something else.

    `text` has everything, for channels that show nothing but text: the quotations of an
    answer, the offered questions and the contacts as lines of their own.
    """
    custom = message.get("custom") or {}
    if custom.get("passages"):
        return ""
    elsewhere = {f"• {offer['title']}" for offer in custom.get("options", [])}
    elsewhere |= {f"• {c['label']}: {c['number']}" for c in custom.get("contacts", [])}
    lines = message.get("text", "").splitlines()
    return "\n".join(line for line in lines if line not in elsewhere).strip()
