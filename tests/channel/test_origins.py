"""Which pages may talk to the channel."""

from __future__ import annotations

import pytest

from verbatim.channel.origins import Origins

ORIGINS = Origins(["https://www.example.org", "https://Clinic.example/"])


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("http://chat.example:5005", "chat.example:5005"),
        ("https://chat.example", "chat.example"),
        ("https://chat.example", "chat.example:443"),
        ("http://127.0.0.1:5005", "127.0.0.1:5005"),
        ("http://[::1]:5005", "[::1]:5005"),
        ("https://www.example.org", "chat.example"),
        ("https://clinic.example", "chat.example"),
        (None, "chat.example"),
    ],
)
def test_these_may(origin: str | None, host: str) -> None:
    assert ORIGINS.may(origin, host)


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("null", "chat.example"),
        ("", "chat.example"),
        ("https://chat.example.evil", "chat.example"),
        ("https://evil.example", "chat.example"),
        ("https://www.example.org.evil", "chat.example"),
        ("http://www.example.org", "chat.example"),
        ("https://chat.example:8443", "chat.example"),
        ("file://", "chat.example"),
        ("https://chat.example:port", "chat.example"),
        ("https://chat.example", ""),
    ],
)
def test_these_may_not(origin: str, host: str) -> None:
    assert not ORIGINS.may(origin, host)


def test_a_browser_that_hides_the_origin_is_known_by_the_site() -> None:
    assert not ORIGINS.may(None, "chat.example", "cross-site")
    assert ORIGINS.may(None, "chat.example", "same-origin")
