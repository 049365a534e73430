"""Coverage against wrong answers: what a stricter or laxer threshold would have brought."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from verbatim.evaluation.outcome import Outcome


def curve(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """One point for each threshold that changes something, strictest first.

    At a threshold every message whose best answer scores at least as high is answered, all
    others are refused. `answered` is the share of answerable messages that get a right
    passage, `wrong` the share of all messages that get a wrong one.
    """
    answerable = sum(outcome.item.label in ("answer", "gap") for outcome in outcomes)
    if not outcomes or not answerable:
        return []
    ranked = sorted(
        (outcome for outcome in outcomes if outcome.candidate is not None),
        key=_score,
        reverse=True,
    )
    points = [{"threshold": None, "answered": 0.0, "wrong": 0.0}]
    right = wrong = 0
    for score, same in groupby(ranked, key=_score):
        for outcome in same:
            assert outcome.candidate is not None
            # A message that may be answered or refused counts for neither side.
            if not outcome.candidate.right:
                wrong += 1
            elif outcome.item.label in ("answer", "gap"):
                right += 1
        points.append(
            {
                "threshold": round(score, 4),
                "answered": round(right / answerable, 4),
                "wrong": round(wrong / len(outcomes), 4),
            }
        )
    return points


def at_most_wrong(points: Sequence[dict[str, Any]], wrong: float) -> dict[str, Any] | None:
    """The point that answers most while no more than a share of messages is answered wrongly."""
    kept = [point for point in points if point["wrong"] <= wrong]
    return max(kept, key=lambda point: point["answered"], default=None)


def _score(outcome: Outcome) -> float:
    assert outcome.candidate is not None
    return outcome.candidate.score
