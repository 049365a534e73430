"""Whether the model is right as often as it says it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from verbatim.evaluation.outcome import Outcome

BINS = 10
"""Equal parts of the range of confidence."""

CLAIMS = ("answer", "not_covered", "chat", "urgent")
"""Kinds of reply that claim to have understood; `unclear` claims nothing."""


def calibration(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """The reliability diagram and the expected calibration error (ECE).

    ECE is the distance between confidence and share of right replies in each bin, weighted
    by the bin's size (Guo et al., "On Calibration of Modern Neural Networks", 2017).
    """
    claims = [
        (min(max(outcome.confidence, 0.0), 1.0), outcome.right)
        for outcome in outcomes
        if outcome.kind in CLAIMS and outcome.confidence is not None
    ]
    bins = []
    error = 0.0
    for number in range(BINS):
        part = [claim for claim in claims if min(int(claim[0] * BINS), BINS - 1) == number]
        if not part:
            continue
        confidence = sum(said for said, _ in part) / len(part)
        right = sum(was_right for _, was_right in part) / len(part)
        error += abs(confidence - right) * len(part) / len(claims)
        bins.append(
            {
                "from": number / BINS,
                "to": (number + 1) / BINS,
                "of": len(part),
                "confidence": round(confidence, 4),
                "right": round(right, 4),
            }
        )
    return {"of": len(claims), "ece": round(error, 4) if claims else None, "bins": bins}
