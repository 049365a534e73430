"""What operators see of requests: figures at /metrics, and a log line each with its id."""

from __future__ import annotations

import logging
import time
import uuid

from sanic import Sanic
from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse, raw

from verbatim import metrics
from verbatim.logs import request_id

logger = logging.getLogger("verbatim.requests")

HEADER = "X-Request-ID"
_LONGEST_ID = 64


def install(app: Sanic) -> None:
    """Adds /metrics, and gives every request an id, which the response names.

    A proxy's id is kept if it is plain; with INFO each request is logged: no address, no
    session, no words.
    """

    async def begin(request: Request) -> None:
        request.ctx.begun = time.perf_counter()
        given = request.headers.get(HEADER, "")
        plain = given.isascii() and given.replace("-", "").isalnum()
        request_id.set(given if plain and len(given) <= _LONGEST_ID else uuid.uuid4().hex)

    async def end(request: Request, response: BaseHTTPResponse) -> None:
        response.headers[HEADER] = request_id.get()
        metrics.METRICS.responded(response.status)
        if logger.isEnabledFor(logging.INFO):
            begun = getattr(request.ctx, "begun", None)
            took = (time.perf_counter() - begun) * 1000 if begun is not None else 0.0
            route = request.route.path if request.route else "-"
            logger.info(
                "method=%s route=/%s status=%d milliseconds=%.1f",
                request.method,
                route,
                response.status,
                took,
            )

    app.register_middleware(begin, "request")
    app.register_middleware(end, "response")

    @app.get("/metrics")
    async def figures(_: Request) -> HTTPResponse:
        return raw(metrics.METRICS.text(), content_type=metrics.CONTENT_TYPE)
