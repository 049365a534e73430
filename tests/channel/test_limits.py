"""How often somebody may ask."""

from __future__ import annotations

import pytest

from verbatim.channel import limits
from verbatim.channel.limits import Limit


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_passes_then_one_at_a_time() -> None:
    clock = Clock()
    limit = Limit(6, clock)
    assert [limit.take("a") for _ in range(6)] == [0] * 6
    assert limit.take("a") == pytest.approx(10)
    clock.now += 9
    assert limit.take("a") == pytest.approx(1)
    clock.now += 1.001
    assert limit.take("a") == 0
    assert limit.take("a") > 0


def test_waiting_does_not_save_up_more_than_a_minute() -> None:
    clock = Clock()
    limit = Limit(2, clock)
    clock.now += 10**6
    assert [bool(limit.take("a")) for _ in range(3)] == [False, False, True]


def test_each_key_has_its_own() -> None:
    limit = Limit(1, Clock())
    assert [limit.take("a"), limit.take("b")] == [0, 0]
    assert limit.take("a") > 0


def test_none_is_no_limit() -> None:
    limit = Limit(0, Clock())
    assert not any(limit.take("a") for _ in range(1000))


def test_memory_is_bounded_and_forgets_the_quiet_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_KEYS", 2)
    limit = Limit(1, Clock())
    for key in ("quiet", "busy", "new"):
        limit.take(key)
    assert limit.take("busy") > 0
    assert limit.take("quiet") == 0
