"""Everything that browsers reach, put together."""

from __future__ import annotations

from collections.abc import Iterable

import rasa.core.channels.channel
from rasa.core.channels.channel import InputChannel
from sanic import Sanic

from verbatim.channel import errors, headers
from verbatim.channel.assets import assets
from verbatim.channel.documents import documents
from verbatim.channel.gate import Gate
from verbatim.channel.pages import pages
from verbatim.channel.plain import plain
from verbatim.channel.readiness import Readiness, health
from verbatim.channel.request import LONGEST_BODY
from verbatim.channel.tokens import Tokens
from verbatim.channel.turns import Turns
from verbatim.channel.web import WebChannel
from verbatim.dialogue.resources import Resources
from verbatim.settings import Settings

_BODY_SLACK = 4096
_IDLE = 75
"""Seconds that a connection is kept for the next message. Sanic's five are less than people
take to read a reply, and whatever is sent in the moment that a connection closes is lost to
whoever must not ask twice; proxies keep theirs for sixty."""


def install(
    app: Sanic,
    content: Resources,
    settings: Settings,
    key: bytes,
    others: Iterable[InputChannel] = (),
) -> None:
    """Gives the app the web channel, the pages, health, and headers and errors for all.

    When it runs, `app.ctx.agent` is Rasa's agent and `app.ctx.store` its tracker store,
    not the wrapper of Rasa's that turns errors of the store into log lines.

    Args:
        app: gets the routes.
        content: the library, and whom people can turn to.
        settings: limits, origins, times.
        key: signs sessions and payloads.
        others: channels of Rasa's own, under /webhooks/ too.
    """
    person, library = content.contacts.person, content.library
    tokens = Tokens(key, settings.session_minutes * 60)
    turns = Turns(tokens, settings.turn_seconds)
    gate = Gate(settings)
    app.config.REQUEST_MAX_SIZE = LONGEST_BODY + _BODY_SLACK
    app.config.KEEP_ALIVE_TIMEOUT = _IDLE
    app.config.PROXIES_COUNT = settings.proxies or None
    errors.install(app)
    headers.install(app, gate.origins)
    channels = [WebChannel(tokens, turns, gate, person), *others]
    rasa.core.channels.channel.register(channels, app, route="/webhooks/")
    canary = next(question.label for question in library.questions if question.answered)
    for blueprint in (
        pages(library, person),
        plain(tokens, turns, gate, person),
        documents(library),
        assets(),
        health(Readiness(canary, settings.turn_seconds)),
    ):
        app.blueprint(blueprint)
