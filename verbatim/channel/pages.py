"""The page at /, made for people: what the assistant answers, and the assistant itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from verbatim.channel.templates import page
from verbatim.library import Library

_EXAMPLES = 6
"""Questions shown as examples."""

_NOT_ANSWERED = 8
"""Subjects shown that no document answers."""

_LINE = (
    '<script type="module" src="{origin}/widget/verbatim.js"></script>'
    "<verbatim-chat></verbatim-chat>"
)
"""What a web master copies."""


@dataclass(frozen=True)
class Overview:
    """What the library covers, in words for people."""

    examples: list[str]
    answered: list[str]
    not_answered: list[str]

    @classmethod
    def of(cls, library: Library) -> Overview:
        """The examples are the first question of each topic, in the order of questions.yml."""
        answered = [question for question in library.questions if question.answered]
        spread = {q.topic: q.label for q in reversed(answered) if q.topic is not None}
        return cls(
            examples=list(spread.values())[::-1][:_EXAMPLES],
            answered=[question.label for question in answered],
            not_answered=[q.label for q in library.questions if not q.answered][:_NOT_ANSWERED],
        )


def pages(library: Library, person: Mapping[str, str]) -> Blueprint:
    """The page at /."""
    blueprint = Blueprint("pages")
    overview = Overview.of(library)

    @blueprint.get("/")
    async def index(request: Request) -> HTTPResponse:
        return page(
            "index",
            documents=list(library.documents.values()),
            overview=overview,
            person=person,
            line=_LINE.format(origin=f"{request.scheme}://{request.host}"),
        )

    return blueprint
