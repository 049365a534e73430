"""Errors of the web channel and its pages, for people."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Mapping
from http import HTTPStatus

from sanic.response import HTTPResponse, json

logger = logging.getLogger(__name__)

SENTENCES = {
    400: "The request could not be read.",
    404: "There is nothing at this address.",
    405: "This address does not take that kind of request.",
    408: "The request took too long to arrive.",
    413: "This message is too long.",
    417: "The request asks for something that this server does not do.",
    503: "The assistant is not ready. Please try again in a moment.",
}


class Problem(Exception):  # noqa: N818 - what RFC 9457 calls a problem
    """Ends a request with a status and a sentence.

    Args:
        status: HTTP status.
        sentence: for the person in front of the screen.
        headers: to send with it.
    """

    def __init__(
        self, status: HTTPStatus, sentence: str, headers: Mapping[str, str] | None = None
    ) -> None:
        self.status = status
        self.sentence = sentence
        self.headers = dict(headers or {})
        super().__init__(f"{int(status)} {sentence}")

    def response(self) -> HTTPResponse:
        return json(
            {"error": self.sentence},
            status=int(self.status),
            headers=self.headers,
            ensure_ascii=False,
        )


def of(error: Exception) -> Problem:
    """The problem that an exception is to the person; the unexpected ones get a reference.

    The log gets the type of the unexpected and no message: it may hold a person's words.
    """
    if isinstance(error, Problem):
        return error
    status = getattr(error, "status_code", None)
    if isinstance(status, int) and status < HTTPStatus.INTERNAL_SERVER_ERROR:
        sentence = SENTENCES.get(status, SENTENCES[400])
        headers = getattr(error, "headers", None)
        return Problem(HTTPStatus(status), sentence, headers if status == 405 else None)
    reference = uuid.uuid4().hex[:8]
    logger.error("request failed reference=%s error=%s", reference, type(error).__name__)
    return Problem(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        f"Something went wrong on our side. If it goes on, tell support: {reference}.",
    )
