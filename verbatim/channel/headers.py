"""Headers of every response: strict unless a page says what it needs."""

from __future__ import annotations

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

from verbatim.channel.origins import Origins

RENEWED = "Verbatim-Session"
"""Carries the renewed token of the session, so that a conversation in use does not end."""

_EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    # Not `no-referrer`: with it browsers hide the origin of forms, which we check.
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": (
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
}

PAGE = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""For pages of ours: scripts and styles from this server only, none inside the page."""

PUBLIC = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""For the widget's files, which pages of other sites load."""


def install(app: Sanic, origins: Origins) -> None:
    """Adds the headers to every response of the app, errors included."""

    @app.on_response
    async def harden(request: Request, response: HTTPResponse) -> None:
        for name, value in _EVERYWHERE.items():
            response.headers.setdefault(name, value)
        origin = request.headers.get("origin")
        if origin is not None and "Access-Control-Allow-Origin" not in response.headers:
            response.headers["Vary"] = "Origin"
            if origins.foreign(origin):
                response.headers["Access-Control-Allow-Origin"] = origin
                response.headers["Access-Control-Expose-Headers"] = f"{RENEWED}, Retry-After"


def preflight(origins: Origins, origin: str | None) -> dict[str, str]:
    """What a browser is told that asks before it sends a message from another origin."""
    if origin is None or not origins.foreign(origin):
        return {}
    return {
        "Access-Control-Allow-Methods": "POST",
        "Access-Control-Allow-Headers": "Content-Type",
        "Access-Control-Max-Age": "600",
    }
