from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from verbatim.understanding.follow_ups import LONGEST, NEEDS_CONTEXT
from verbatim.understanding.probabilities import Weighing, judge
from verbatim.understanding.reading import Reading
from verbatim.understanding.weights import Array

LABELS = ("ask_relapse", "gap_cost", "urgent_fever", "urgent_body", NEEDS_CONTEXT)
WEIGHING = Weighing(temperature=1.0, context_at=0.5, sure_at=0.6, lacks_at=0.8, alarm_floor=0.1)


def logits(*shares: float) -> Array:
    return np.log(np.array(shares, np.float32))


def must_not_run() -> list[Array]:
    raise AssertionError("encoded in context without need")


def test_probabilities_leave_out_the_want_of_context_and_sum_to_one() -> None:
    found = judge(Reading(LABELS, logits(0.6, 0.1, 0.1, 0.1, 0.1)), WEIGHING)
    assert set(found.probabilities) == set(LABELS[:-1])
    assert sum(found.probabilities.values()) == pytest.approx(1)
    assert found.ranked(1) == [("ask_relapse", pytest.approx(0.6 / 0.9))]
    assert len(found.ranked()) == 4


def test_a_message_that_surely_stands_alone_is_never_read_in_context() -> None:
    reading = Reading(LABELS, logits(0.66, 0.1, 0.01, 0.01, 0.22), encode_in_context=must_not_run)
    assert not judge(reading, WEIGHING).follows_up


def test_a_story_that_may_stand_alone_is_never_read_in_context() -> None:
    whole = logits(0.56, 0.1, 0.01, 0.01, 0.32)
    story = Reading(LABELS, whole, encode_in_context=must_not_run, words=LONGEST + 1)
    assert judge(story, WEIGHING).ranked(1)[0][0] == "ask_relapse"


@pytest.mark.parametrize(("share", "expected"), [(0.7, "gap_cost"), (0.5, "ask_relapse")])
def test_a_message_that_may_stand_alone_is_what_is_surest(share: float, expected: str) -> None:
    rest = 0.97 - share
    reading = Reading(
        LABELS,
        logits(0.56, 0.1, 0.01, 0.01, 0.32),
        encode_in_context=lambda: [logits(rest, share, 0.01, 0.01, 0.01)],
    )
    found = judge(reading, WEIGHING)
    assert found.ranked(1)[0][0] == expected
    assert not found.follows_up


def test_a_follow_up_is_read_after_the_question_before_it() -> None:
    reading = Reading(
        LABELS,
        logits(0.2, 0.1, 0.01, 0.01, 0.68),
        encode_in_context=lambda: [logits(0.1, 0.86, 0.01, 0.01, 0.02)],
    )
    found = judge(reading, WEIGHING)
    assert found.follows_up
    assert not found.lacks_context
    assert found.ranked(1)[0][0] == "gap_cost"


@pytest.mark.parametrize(("wanting", "lacks"), [(0.7, False), (0.9, True)])
def test_without_a_question_before_it_a_sure_follow_up_cannot_be_understood(
    wanting: float, lacks: bool
) -> None:
    rest = 1 - wanting
    reading = Reading(LABELS, logits(rest / 2, rest / 2, 1e-4, 1e-4, wanting))
    found = judge(reading, WEIGHING)
    assert (found.follows_up, found.lacks_context) == (False, lacks)


def test_what_means_one_thing_only_is_understood_without_a_question_before_it() -> None:
    found = judge(Reading(LABELS, logits(0.08, 0.02, 1e-4, 1e-4, 0.9)), WEIGHING)
    assert not found.lacks_context
    assert found.probabilities["ask_relapse"] == pytest.approx(0.8, abs=0.01)


def test_a_story_is_no_follow_up_however_it_ends() -> None:
    reading = Reading(LABELS, logits(0.02, 0.01, 1e-4, 1e-4, 0.97), words=LONGEST + 1)
    found = judge(reading, WEIGHING)
    assert not found.lacks_context
    assert found.ranked(1)[0][0] == "ask_relapse"


def test_alarm_is_the_sum_over_all_emergencies() -> None:
    found = judge(Reading(LABELS, logits(0.4, 0.1, 0.2, 0.2, 0.1)), WEIGHING)
    assert found.urgent == pytest.approx(0.4)


def test_one_stretch_raises_the_alarm_only_if_the_whole_does_not_speak_against_it() -> None:
    alarming = logits(0.05, 0.05, 0.8, 0.05, 0.05)
    calm = logits(0.9, 0.05, 0.01, 0.01, 0.03)
    doubtful = logits(0.8, 0.05, 0.1, 0.02, 0.03)
    whole = {True: doubtful, False: calm}
    for heard, expected in ((True, 0.85), (False, 0.02)):
        reading = Reading(LABELS, whole[heard], encode_stretches=lambda: [calm, alarming])
        assert judge(reading, WEIGHING).urgent == pytest.approx(expected, abs=1e-4)


def test_stretches_of_a_calm_message_are_not_even_encoded() -> None:
    calm = logits(0.9, 0.05, 0.01, 0.01, 0.03)
    reading = Reading(LABELS, calm, encode_stretches=must_not_run)
    assert judge(reading, WEIGHING).urgent == pytest.approx(0.02)


def test_temperature_sharpens_and_keeps_the_order() -> None:
    reading = Reading(LABELS, logits(0.5, 0.3, 0.1, 0.05, 0.05))
    cold, warm = (
        judge(reading, dataclasses.replace(WEIGHING, temperature=temperature))
        for temperature in (0.5, 1.0)
    )
    assert cold.probabilities["ask_relapse"] > warm.probabilities["ask_relapse"]
    assert [i for i, _ in cold.ranked()] == [i for i, _ in warm.ranked()]


@pytest.mark.parametrize(
    ("last", "answered", "expected"),
    [
        ((0.1, 0.86), (0.6, 0.36), "gap_cost"),
        ((0.4, 0.56), (0.86, 0.1), "ask_relapse"),
    ],
)
def test_of_several_questions_that_it_may_follow_the_surest_counts(
    last: tuple[float, ...], answered: tuple[float, ...], expected: str
) -> None:
    reading = Reading(
        LABELS,
        logits(0.2, 0.1, 0.01, 0.01, 0.68),
        encode_in_context=lambda: [
            logits(*shares, 0.01, 0.01, 0.02) for shares in (last, answered)
        ],
    )
    found = judge(reading, WEIGHING)
    assert found.follows_up
    assert found.ranked(1)[0][0] == expected
