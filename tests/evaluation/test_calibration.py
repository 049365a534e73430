from __future__ import annotations

import pytest

from tests.evaluation.conftest import outcome
from verbatim.evaluation.calibration import calibration


def sure(confidence: float, right: bool, kind: str = "answer") -> object:
    return outcome("answer", kind, right, confidence=confidence)


def test_who_is_right_as_often_as_it_says_has_no_error() -> None:
    found = calibration([sure(0.75, number < 3) for number in range(4)])
    assert found["ece"] == 0
    assert found["bins"] == [{"from": 0.7, "to": 0.8, "of": 4, "confidence": 0.75, "right": 0.75}]


def test_the_error_is_weighted_by_how_many_replies_a_bin_holds() -> None:
    found = calibration([sure(0.95, False), *[sure(0.55, True)] * 3])
    assert found["ece"] == pytest.approx((0.95 + 3 * 0.45) / 4, abs=1e-4)
    assert [part["of"] for part in found["bins"]] == [3, 1]


@pytest.mark.parametrize(("confidence", "start"), [(0.0, 0.0), (1.0, 0.9), (1.2, 0.9), (-1, 0.0)])
def test_the_ends_of_the_range_have_their_bins(confidence: float, start: float) -> None:
    (part,) = calibration([sure(confidence, True)])["bins"]
    assert part["from"] == start


def test_replies_that_claim_nothing_do_not_count() -> None:
    unclear, silent = sure(0.9, False, "unclear"), outcome("answer", "answer", True)
    assert calibration([unclear, silent]) == {"of": 0, "ece": None, "bins": []}
