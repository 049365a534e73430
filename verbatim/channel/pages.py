"""The pages for browsers."""

from __future__ import annotations

from pathlib import Path

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, file

_WIDGET = Path(__file__).resolve().parent.parent / "widget"


def pages() -> Blueprint:
    """The page at / and what it needs."""
    blueprint = Blueprint("pages")

    @blueprint.get("/")
    async def index(_: Request) -> HTTPResponse:
        return await file(_WIDGET / "index.html")

    return blueprint
