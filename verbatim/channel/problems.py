"""Errors of the web channel, for people."""

from __future__ import annotations

from http import HTTPStatus

from sanic.response import HTTPResponse, json


class Problem(Exception):
    """Ends a request with a status and a sentence.

    Args:
        status: HTTP status.
        sentence: for the person in front of the screen.
    """

    def __init__(self, status: HTTPStatus, sentence: str) -> None:
        self.status = status
        self.sentence = sentence
        super().__init__(f"{int(status)} {sentence}")

    def response(self) -> HTTPResponse:
        return json({"error": self.sentence}, status=int(self.status))
