"""Pages made of templates; whatever is put into them is escaped."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape
from sanic.request import Request
from sanic.response import HTTPResponse, html

from verbatim.channel.headers import PAGE
from verbatim.channel.problems import Problem

WIDGET = Path(__file__).resolve().parent.parent / "widget"
"""The widget's files, and the templates of the pages in `pages/`."""


def exact(text: str) -> Markup:
    """Escapes text so that a browser's `textContent` is the very same text.

    Beyond the usual: a browser turns carriage returns into line feeds unless written as
    a character reference.
    """
    return Markup(str(escape(text)).replace("\r", "&#13;"))


_TEMPLATES = Environment(
    loader=FileSystemLoader(WIDGET / "pages"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters["exact"] = exact


def page(name: str, status: int = HTTPStatus.OK, **values: Any) -> HTTPResponse:
    """A page of ours; its scripts and styles come from this server only."""
    body = _TEMPLATES.get_template(f"{name}.html").render(**values)
    return html(body, status=int(status), headers=PAGE)


def problem_page(problem: Problem) -> HTTPResponse:
    """An error for somebody who followed a link, with the sentence and a way on."""
    return page("problem", problem.status, sentence=problem.sentence)


def wants_page(request: Request) -> bool:
    """Whether a person's browser is waiting for a page, not a program for data."""
    accepted = request.headers.get("accept", "")
    return "text/html" in accepted and not request.path.startswith("/webhooks/")
