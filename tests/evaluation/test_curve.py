from __future__ import annotations

from itertools import pairwise

from tests.evaluation.conftest import outcome
from verbatim.evaluation.curve import at_most_wrong, curve

OUTCOMES = [
    outcome("answer", "answer", True, candidate=(0.9, True)),
    outcome("answer", "unclear", False, candidate=(0.4, True)),
    outcome("decline", "answer", False, near=True, candidate=(0.6, False)),
    outcome("answer", "not_covered", False, candidate=(0.4, False)),
    outcome("urgent", "urgent", True),
]


def test_each_threshold_counts_what_it_would_let_through() -> None:
    assert curve(OUTCOMES) == [
        {"threshold": None, "answered": 0.0, "wrong": 0.0},
        {"threshold": 0.9, "answered": 0.3333, "wrong": 0.0},
        {"threshold": 0.6, "answered": 0.3333, "wrong": 0.2},
        {"threshold": 0.4, "answered": 0.6667, "wrong": 0.4},
    ]


def test_a_laxer_threshold_never_answers_less() -> None:
    points = curve(OUTCOMES)
    for stricter, laxer in pairwise(points):
        assert laxer["answered"] >= stricter["answered"]
        assert laxer["wrong"] >= stricter["wrong"]


def test_an_answer_accepted_for_a_refusal_counts_for_neither_side() -> None:
    fair = outcome("decline", "answer", True, near=True, candidate=(0.99, True))
    assert curve([*OUTCOMES, fair])[1] == {"threshold": 0.99, "answered": 0.0, "wrong": 0.0}


def test_without_answerable_questions_there_is_no_curve() -> None:
    assert curve([]) == []
    assert curve([outcome("urgent", "urgent", True)]) == []


def test_the_best_point_within_the_target_is_found() -> None:
    points = curve(OUTCOMES)
    best = at_most_wrong(points, 0.2)
    assert best is not None
    assert best["answered"] == 0.3333
    assert at_most_wrong(points, 0.0) == points[1]
    assert at_most_wrong([], 0.5) is None
