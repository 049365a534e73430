"""Sessions, payloads and turn numbers that only this server can make, checked without storage."""

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
_BODY_BYTES = _ID_BYTES + 2 * _TIME_BYTES

LONGEST_SESSION = 24 * 60 * 60
"""Seconds after which a session ends even if it is renewed all the time."""


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
        seconds: how long a token may be used; each message brings a renewed one.
        clock: seconds since the epoch, for tests.
    """

    def __init__(self, key: bytes, seconds: float, clock: Callable[[], float] = time.time) -> None:
        self._key = key
        self._seconds = seconds
        self._longest = max(seconds, LONGEST_SESSION)
        self._clock = clock

    def open_session(self) -> str:
        """A fresh, opaque session token of 144 random bits."""
        return self.renew(Session(secrets.token_bytes(_ID_BYTES).hex(), int(self._clock())))

    def renew(self, session: Session) -> str:
        """Another token of the same session, good for the full time from now."""
        times = (session.opened, int(self._clock()))
        body = bytes.fromhex(session.id) + b"".join(t.to_bytes(_TIME_BYTES, "big") for t in times)
        return base64.urlsafe_b64encode(body + self._tag(b"session", body)).decode()

    def session(self, token: str, ended: bool = False) -> Session | None:
        """The session of a token; None if we did not make it, or its time is over.

        Args:
            token: what the browser sent.
            ended: whether a session whose time is over counts as well.
        """
        try:
            raw = base64.b64decode(token.encode(), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        body, tag = raw[:-_TAG_BYTES], raw[-_TAG_BYTES:]
        if len(body) != _BODY_BYTES or not hmac.compare_digest(tag, self._tag(b"session", body)):
            return None
        opened = int.from_bytes(body[_ID_BYTES:-_TIME_BYTES], "big")
        renewed = int.from_bytes(body[-_TIME_BYTES:], "big")
        now = self._clock()
        if not ended and (now - renewed > self._seconds or now - opened > self._longest):
            return None
        return Session(body[:_ID_BYTES].hex(), opened)

    def mint(self, session: Session, payload: str) -> str:
        """A payload (`/intent`) that this session may send back."""
        return f"{self._seal(b'payload', session, payload)}{payload}"

    def payload(self, session: Session, minted: str) -> str | None:
        """The payload inside, if it was minted for this very session."""
        _, slash, rest = minted.partition("/")
        payload = slash + rest
        if not slash or not _same(self.mint(session, payload), minted):
            return None
        return payload

    def mint_turn(self, session: Session, message_id: str) -> str:
        """Names one turn of a session, for feedback about it."""
        return f"{self._seal(b'turn', session, message_id)}.{message_id}"

    def turn(self, session: Session, minted: str) -> str | None:
        """Rasa's id of the message that began the turn, if this session had such a turn."""
        _, _, message_id = minted.rpartition(".")
        return message_id if _same(self.mint_turn(session, message_id), minted) else None

    def _seal(self, purpose: bytes, session: Session, text: str) -> str:
        tag = self._tag(purpose, session.id.encode() + b"\0" + text.encode("utf-8", "replace"))
        return base64.urlsafe_b64encode(tag).decode()

    def _tag(self, purpose: bytes, body: bytes) -> bytes:
        return hmac.digest(self._key, purpose + b"\0" + body, hashlib.sha256)[:_TAG_BYTES]


def _same(ours: str, theirs: str) -> bool:
    """Compares in constant time; lone surrogates, which JSON allows, must not raise."""
    return hmac.compare_digest(
        ours.encode("utf-8", "surrogatepass"), theirs.encode("utf-8", "surrogatepass")
    )
