"""The source documents as pages, a quoted passage marked in its place."""

from __future__ import annotations

from http import HTTPStatus

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from verbatim.channel.problems import Problem
from verbatim.channel.templates import page
from verbatim.library import Library

_LONGEST_NUMBER = 9
"""Digits of an offset; no document is that long."""


def documents(library: Library) -> Blueprint:
    """GET /documents/<id>?start=&end=: the document, that span of it highlighted.

    Offsets are code points, `end` is exclusive. With `sha256` too, nothing is highlighted
    in a document that has changed since: the words there may be others.
    """
    blueprint = Blueprint("documents")

    @blueprint.get("/documents/<id:str>")
    async def document(request: Request, id: str) -> HTTPResponse:
        found = library.documents.get(id)
        if found is None:
            raise Problem(HTTPStatus.NOT_FOUND, "There is no such document.")
        start, end = _span(request, len(found.text))
        changed = request.args.get("sha256", found.sha256) != found.sha256
        if changed:
            start = end = 0
        return page(
            "document",
            document=found,
            before=found.text[:start],
            marked=found.text[start:end],
            after=found.text[end:],
            changed=changed,
        )

    return blueprint


def _span(request: Request, length: int) -> tuple[int, int]:
    """The offsets asked for; (0, 0) where none are.

    Raises:
        Problem: 400, not two numbers with 0 <= start < end <= length.
    """
    given = [request.args.get(name) for name in ("start", "end")]
    if given == [None, None]:
        return 0, 0
    numbers = [
        int(text)
        for text in given
        if text and text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER
    ]
    if len(numbers) != 2 or not 0 <= numbers[0] < numbers[1] <= length:
        raise Problem(HTTPStatus.BAD_REQUEST, "There is no such passage in this document.")
    return numbers[0], numbers[1]
