"""The server: Rasa's agent behind the web channel, actions in process, one Sanic app."""

from __future__ import annotations

import asyncio
import errno
import os
import socket
from functools import partial
from pathlib import Path
from typing import Any

import rasa.core.channels.channel
import rasa.core.run
from rasa.core.utils import AvailableEndpoints
from sanic import Sanic

from verbatim.channel import WebChannel
from verbatim.channel.pages import pages
from verbatim.channel.request import LONGEST_BODY
from verbatim.channel.tokens import Tokens
from verbatim.dialogue.resources import resources
from verbatim.errors import ServeError
from verbatim.serving.actions import InProcessActions
from verbatim.serving.secret import key
from verbatim.settings import ROOT, Settings

_CREDENTIALS = ROOT / "credentials.yml"
_ENDPOINTS = ROOT / "endpoints.yml"
_BODY_SLACK = 4096


def endpoints(settings: Settings, file: Path = _ENDPOINTS) -> AvailableEndpoints:
    """endpoints.yml, with actions in process unless it names an action server.

    `${VERBATIM_STATE}` in the file stands for the state folder.
    """
    settings.state.mkdir(parents=True, exist_ok=True)
    os.environ["VERBATIM_STATE"] = str(settings.state)
    available = AvailableEndpoints.read_endpoints(str(file))
    if available.action is None:
        available.action = InProcessActions()
    return available


def build(model: Path, settings: Settings, credentials: Path = _CREDENTIALS) -> Sanic:
    """The Sanic app, ready to run; the model is loaded when it starts.

    Raises:
        ContentError: a file under the content folder is wrong.
        ServeError: the signing key cannot be kept.
    """
    resources()  # a broken content folder must stop the start, not the first answer
    tokens = Tokens(key(settings.secret, settings.state), settings.session_minutes * 60)
    app = Sanic("verbatim", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = LONGEST_BODY + _BODY_SLACK
    app.config.FALLBACK_ERROR_FORMAT = "json"
    channels = [
        WebChannel(tokens, settings.turn_seconds),
        *rasa.core.run.create_http_input_channels(None, str(credentials)),
    ]
    rasa.core.channels.channel.register(channels, app, route="/webhooks/")
    app.blueprint(pages())
    app.register_listener(
        partial(rasa.core.run.load_agent_on_start, str(model), endpoints(settings), None),
        "before_server_start",
    )
    app.register_listener(rasa.core.run.close_resources, "after_server_stop")
    return app


def check_address(host: str, port: int) -> None:
    """Raises ServeError if nobody could listen there, with the reason."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except socket.gaierror:
        raise ServeError(f"There is no address “{host}” on this machine.") from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise ServeError(
                f"Port {port} is in use. Stop what uses it, or choose another: "
                f"make run PORT={port + 300 if port < 65000 else 5305}"
            ) from None
        raise ServeError(f"Cannot listen on {host}:{port}: {error.strerror}.") from None


def serve(model: Path, settings: Settings) -> None:
    """Serves until interrupted; prints one line with the address once it can answer.

    Raises:
        ContentError, ServeError: as `build` and `check_address`.
    """
    check_address(settings.host, settings.port)
    app = build(model, settings)
    shown = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host

    async def announce(_: Sanic, __: asyncio.AbstractEventLoop) -> None:
        print(f"Verbatim answers at http://{shown}:{settings.port}/  (Ctrl-C ends it)", flush=True)

    app.register_listener(announce, "after_server_start")
    options: dict[str, Any] = {"host": settings.host, "port": settings.port}
    app.run(**options, access_log=False, motd=False)
