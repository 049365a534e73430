"""Tokens: only ours, only in time."""

from __future__ import annotations

import base64

import pytest

from verbatim.channel.tokens import LONGEST_SESSION, Session, Tokens


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tokens(clock: Clock) -> Tokens:
    return Tokens(b"k" * 32, 60, clock)


def opened(tokens: Tokens, token: str) -> Session:
    session = tokens.session(token)
    assert session is not None
    return session


def test_a_session_has_more_than_128_random_bits(tokens: Tokens) -> None:
    ids = {opened(tokens, tokens.open_session()).id for _ in range(100)}
    assert len(ids) == 100
    assert all(len(bytes.fromhex(id)) * 8 >= 128 for id in ids)


def test_a_session_ends_when_it_is_not_used(tokens: Tokens, clock: Clock) -> None:
    token = tokens.open_session()
    clock.now += 60
    assert tokens.session(token)
    clock.now += 1
    assert tokens.session(token) is None


def test_a_session_in_use_is_renewed_and_stays_the_same(tokens: Tokens, clock: Clock) -> None:
    token = tokens.open_session()
    first = opened(tokens, token)
    for _ in range(5):
        clock.now += 50
        token = tokens.renew(opened(tokens, token))
    assert opened(tokens, token) == first


def test_no_session_goes_on_for_ever(tokens: Tokens, clock: Clock) -> None:
    token = tokens.open_session()
    for _ in range(LONGEST_SESSION // 50):
        clock.now += 50
        token = tokens.renew(opened(tokens, token))
    clock.now += 50
    assert tokens.session(token) is None


def test_a_session_that_ended_can_still_be_named(tokens: Tokens, clock: Clock) -> None:
    token = tokens.open_session()
    id = opened(tokens, token).id
    clock.now += 10**6
    found = tokens.session(token, ended=True)
    assert found is not None
    assert found.id == id


def test_every_bit_counts(tokens: Tokens) -> None:
    raw = base64.urlsafe_b64decode(tokens.open_session())
    for place in range(len(raw)):
        changed = bytearray(raw)
        changed[place] ^= 1
        assert tokens.session(base64.urlsafe_b64encode(changed).decode(), ended=True) is None


@pytest.mark.parametrize("token", ["", "=", "a", "ä", "\ud800", "A" * 64, "A" * 10_000])
def test_what_is_no_token_is_no_session(tokens: Tokens, token: str) -> None:
    assert tokens.session(token) is None


def test_another_key_makes_other_tokens(tokens: Tokens) -> None:
    assert Tokens(b"x" * 32, 60).session(tokens.open_session()) is None


def test_a_payload_belongs_to_one_session(tokens: Tokens) -> None:
    mine, other = (opened(tokens, tokens.open_session()) for _ in range(2))
    minted = tokens.mint(mine, "/ask_dli")
    assert tokens.payload(mine, minted) == "/ask_dli"
    assert tokens.payload(other, minted) is None
    assert tokens.payload(mine, minted + "x") is None
    assert tokens.payload(mine, "/ask_dli") is None


def test_a_turn_is_no_payload_and_a_payload_no_turn(tokens: Tokens) -> None:
    session = opened(tokens, tokens.open_session())
    turn = tokens.mint_turn(session, "abc")
    assert tokens.turn(session, turn) == "abc"
    assert tokens.payload(session, turn) is None
    assert tokens.turn(session, tokens.mint(session, "/abc")) is None
    assert tokens.turn(session, ".abc") is None
    assert tokens.turn(session, "\ud800.abc") is None
