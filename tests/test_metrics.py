from __future__ import annotations

import pytest

from verbatim.metrics import Metrics


def test_turns_are_counted_by_kind_and_timed() -> None:
    metrics = Metrics()
    with metrics.turn() as observed:
        assert "verbatim_turns_in_flight 1.0" in metrics.text().decode()
        observed.kind = "answer"
    text = metrics.text().decode()
    assert 'verbatim_turns_total{kind="answer"} 1.0' in text
    assert 'verbatim_turns_total{kind="unclear"} 0.0' in text
    assert "verbatim_turn_seconds_count 1.0" in text
    assert "verbatim_turns_in_flight 0.0" in text


def test_a_turn_that_raises_counts_as_an_error() -> None:
    metrics = Metrics()
    with pytest.raises(ValueError, match="x"), metrics.turn():
        raise ValueError("x")
    assert 'verbatim_turns_total{kind="error"} 1.0' in metrics.text().decode()


def test_stores_and_responses_are_counted() -> None:
    metrics = Metrics()
    metrics.stored(0.002)
    metrics.store_failed()
    metrics.responded(429)
    text = metrics.text().decode()
    assert "verbatim_store_seconds_count 1.0" in text
    assert "verbatim_store_failures_total 1.0" in text
    assert 'verbatim_http_responses_total{status="429"} 1.0' in text
