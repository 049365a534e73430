"""Checks what a browser sends before anything else sees it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from verbatim.channel.problems import Problem
from verbatim.channel.tokens import Session, Tokens

LONGEST_MESSAGE = 1000
"""Code points of one message."""

LONGEST_BODY = 16_384
"""Bytes of one request: the longest message in any encoding that JSON allows, and some."""


@dataclass(frozen=True)
class Incoming:
    """A checked message: `text` is what Rasa gets to see."""

    session: Session
    text: str


def read_object(body: bytes) -> dict[str, Any]:
    """The JSON object of a request body.

    Raises:
        Problem: 400 not a JSON object; 413 too long.
    """
    if len(body) > LONGEST_BODY:
        raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "This message is too long.")
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        raise Problem(HTTPStatus.BAD_REQUEST, "The request is not JSON.") from None
    if not isinstance(data, dict):
        raise Problem(HTTPStatus.BAD_REQUEST, "The request must be a JSON object.")
    return data


def read_session(data: Mapping[str, Any], tokens: Tokens, ended: bool = False) -> Session:
    """The session of a request.

    Args:
        data: what was sent.
        tokens: checks it.
        ended: also take a session whose time is over: it may still be deleted.

    Raises:
        Problem: 401, not a session that we opened, or one that has ended.
    """
    token = data.get("session")
    session = tokens.session(token, ended) if isinstance(token, str) else None
    if session is None:
        raise Problem(HTTPStatus.UNAUTHORIZED, "This conversation has ended. Start a new one.")
    return session


def read_message(data: Mapping[str, Any], tokens: Tokens) -> Incoming:
    """The session and the text of a message.

    It is `{"session", "message"}`, or `{"session", "payload"}` for a button. A message
    that begins with slashes loses them: to Rasa they would make it a command.

    Raises:
        Problem: 401 no session of ours; 413 too long; 422 wrong type, no word in it, or
            a payload that we did not offer.
    """
    session = read_session(data, tokens)
    if "payload" in data:
        return Incoming(session, _payload(data["payload"], session, tokens))
    return Incoming(session, _text(data.get("message")))


def _payload(minted: object, session: Session, tokens: Tokens) -> str:
    payload = tokens.payload(session, minted) if isinstance(minted, str) else None
    if payload is None:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "This button is not of this conversation.")
    return payload


def _text(message: object) -> str:
    if not isinstance(message, str):
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "The message must be text.")
    if len(message) > LONGEST_MESSAGE:
        raise Problem(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            f"Please keep a message under {LONGEST_MESSAGE} characters.",
        )
    text = message.encode("utf-8", "ignore").decode().replace("\0", " ").strip()
    text = text.lstrip("/ \t\r\n")
    if not any(character.isalnum() for character in text):
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "Please write your question in words.")
    return text
