"""Sessions and payloads that only this server can make, checked without any storage."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

_ID_BYTES = 18  # 144 bits: more than the 128 the contract asks for, and no base64 padding
_TIME_BYTES = 6
_TAG_BYTES = 18


@dataclass(frozen=True)
class Session:
    """A session that this server opened.

    Attributes:
        id: what Rasa knows as the sender; says nothing about the token.
        opened: seconds since the epoch.
    """

    id: str
    opened: int


class Tokens:
    """Makes and checks signed tokens.

    Args:
        key: the secret; processes that share it accept each other's tokens.
        seconds: how long a session may be used after it was opened.
        clock: seconds since the epoch, for tests.
    """

    def __init__(self, key: bytes, seconds: float, clock: Callable[[], float] = time.time) -> None:
        self._key = key
        self._seconds = seconds
        self._clock = clock

    def open_session(self) -> str:
        """A fresh, opaque session token of 144 random bits."""
        body = secrets.token_bytes(_ID_BYTES) + int(self._clock()).to_bytes(_TIME_BYTES, "big")
        return base64.urlsafe_b64encode(body + self._tag(b"session", body)).decode()

    def session(self, token: str) -> Session | None:
        """The session of a token; None if we did not make it or its time is over."""
        try:
            raw = base64.b64decode(token.encode(), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        body, tag = raw[:-_TAG_BYTES], raw[-_TAG_BYTES:]
        if len(body) != _ID_BYTES + _TIME_BYTES:
            return None
        if not hmac.compare_digest(tag, self._tag(b"session", body)):
            return None
        opened = int.from_bytes(body[_ID_BYTES:], "big")
        if self._clock() - opened > self._seconds:
            return None
        return Session(body[:_ID_BYTES].hex(), opened)

    def mint(self, session: Session, payload: str) -> str:
        """A payload (`/intent`) that this session may send back."""
        body = payload.encode()
        tag = self._tag(b"payload", session.id.encode() + b"\0" + body)
        return f"{base64.urlsafe_b64encode(tag).decode()}{payload}"

    def payload(self, session: Session, minted: str) -> str | None:
        """The payload inside, if it was minted for this very session."""
        _, slash, rest = minted.partition("/")
        payload = slash + rest
        if not slash or not hmac.compare_digest(
            self.mint(session, payload).encode(), minted.encode()
        ):
            return None
        return payload

    def _tag(self, purpose: bytes, body: bytes) -> bytes:
        return hmac.digest(self._key, purpose + b"\0" + body, hashlib.sha256)[:_TAG_BYTES]
