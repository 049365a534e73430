"""The custom actions as a server of their own, for those who want them apart."""

from __future__ import annotations

import logging
import os

from rasa_sdk.endpoint import create_app
from sanic.request import Request
from sanic.response import HTTPResponse, json

from verbatim.dialogue.resources import resources
from verbatim.serving.actions import PACKAGE
from verbatim.settings import Settings

DEFAULT_PORT = 5055
logger = logging.getLogger(__name__)


def serve_actions(settings: Settings) -> None:
    """Serves rasa-sdk's action server on loopback (VERBATIM_ACTIONS_HOST, _PORT).

    It has no authentication and sees whole conversations, hence loopback; and its own
    error page would show the request, the person's words in it, hence another.
    """
    resources()
    app = create_app(PACKAGE, cors_origins="")

    async def failed(_: Request, error: Exception) -> HTTPResponse:
        status = int(getattr(error, "status_code", 500))
        logger.error("action server: %s, status %s", type(error).__name__, status)
        return json({"error": type(error).__name__}, status=status)

    app.error_handler.add(Exception, failed)
    host = os.environ.get("VERBATIM_ACTIONS_HOST", "127.0.0.1")
    port = int(os.environ.get("VERBATIM_ACTIONS_PORT", DEFAULT_PORT))
    print(f"Actions at http://{host}:{port}/webhook  (Ctrl-C ends it)", flush=True)
    app.run(host=host, port=port, access_log=False, motd=False)
