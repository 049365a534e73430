"""Every error of the app, told in the form that who asked can read."""

from __future__ import annotations

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

from verbatim.channel import problems
from verbatim.channel.templates import problem_page, wants_page


def install(app: Sanic) -> None:
    """Errors become JSON with a sentence, 404, 405, 413 and 500 too; for people, a page."""

    async def failed(request: Request, error: Exception) -> HTTPResponse:
        problem = problems.of(error)
        return problem_page(problem) if wants_page(request) else problem.response()

    app.error_handler.add(Exception, failed)
