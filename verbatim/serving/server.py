"""The server: Rasa's agent behind the web channel, actions in process, one Sanic app."""

from __future__ import annotations

import asyncio
import errno
import os
import socket
from functools import partial
from pathlib import Path
from typing import Any

import rasa.core.run
from rasa.core.brokers.broker import EventBroker
from rasa.core.utils import AvailableEndpoints
from sanic import Sanic

from verbatim.channel import site
from verbatim.dialogue.resources import resources
from verbatim.errors import ServeError
from verbatim.serving import broker, observation
from verbatim.serving.actions import InProcessActions
from verbatim.serving.garbage import settle
from verbatim.serving.loading import load
from verbatim.serving.model_change import ModelChange
from verbatim.serving.secret import key
from verbatim.settings import ROOT, Settings
from verbatim.store.redis_locks import RedisLockStore
from verbatim.store.tracker_store import WindowTrackerStore

_CREDENTIALS = ROOT / "credentials.yml"


def endpoints(settings: Settings) -> AvailableEndpoints:
    """The endpoints file, with actions in process unless it names an action server.

    `${VERBATIM_STATE}` in the file stands for the state folder.
    """
    settings.state.mkdir(parents=True, exist_ok=True)
    os.environ["VERBATIM_STATE"] = str(settings.state)
    available = AvailableEndpoints.read_endpoints(str(settings.endpoints))
    if available.action is None:
        available.action = InProcessActions()
    return available


def build(model: Path, settings: Settings, credentials: Path = _CREDENTIALS) -> Sanic:
    """The Sanic app, ready to run; the model is loaded when it starts.

    Raises:
        ContentError: a file under the content folder is wrong.
        ServeError: the signing key cannot be kept.
    """
    content = resources()  # a broken content folder must stop the start, not the first answer
    app = Sanic("verbatim", configure_logging=False)
    others = rasa.core.run.create_http_input_channels(None, str(credentials))
    observation.install(app)
    site.install(app, content, settings, key(settings.secret, settings.state), others)
    app.register_listener(partial(_load, model, settings), "before_server_start")
    app.register_listener(_tell_the_broker, "before_server_stop")
    app.register_listener(_close, "after_server_stop")
    return app


async def _load(
    model: Path, settings: Settings, app: Sanic, loop: asyncio.AbstractEventLoop
) -> None:
    """Loads `app.ctx.agent` and `app.ctx.store`; another model follows a SIGHUP."""
    loaded = await load(model, endpoints(settings), loop, settings.reader)
    app.ctx.agent, app.ctx.store = loaded.agent, loaded.store
    ModelChange(loaded.agent).listen(loop)
    settle()


async def _tell_the_broker(app: Sanic, _: asyncio.AbstractEventLoop) -> None:
    """Events that are stored and on their way reach the broker before the loop ends."""
    await broker.finish(_broker(app))


def _broker(app: Sanic) -> EventBroker | None:
    found: EventBroker | None = getattr(getattr(app.ctx, "store", None), "event_broker", None)
    return found


async def _close(app: Sanic, _: asyncio.AbstractEventLoop) -> None:
    """Lets turns that are stored now finish, and lets go of what is open."""
    if isinstance(getattr(app.ctx, "store", None), WindowTrackerStore):
        app.ctx.store.close()
    locks = getattr(getattr(app.ctx, "agent", None), "lock_store", None)
    if isinstance(locks, RedisLockStore):
        await locks.close()
    if (told := _broker(app)) is not None:  # last: turns that finish still tell it
        await broker.close(told)


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
