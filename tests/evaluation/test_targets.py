from __future__ import annotations

from pathlib import Path

import pytest

from verbatim.errors import ContentError
from verbatim.evaluation.scores import scores, share
from verbatim.evaluation.targets import TARGETS, Target, floors, missed

LEAST = Target("answered", "Answered", 0.9)
MOST = Target("wrong_passage", "Wrong", 0.03, most=True)


def test_every_figure_has_one_target() -> None:
    assert [target.key for target in TARGETS] == list(scores([]))


@pytest.mark.parametrize(
    ("target", "count", "of", "met"),
    [
        (LEAST, 9, 10, True),
        (LEAST, 89, 100, False),
        (LEAST, 89_999, 100_000, False),  # its share rounds to .9
        (MOST, 3, 100, True),
        (MOST, 31, 1000, False),
    ],
)
def test_a_target_is_met_or_not(target: Target, count: int, of: int, met: bool) -> None:
    figure = share([True] * count + [False] * (of - count))
    assert target.met(figure) is met


def test_of_nothing_a_target_is_neither_met_nor_missed() -> None:
    assert LEAST.met(share([])) is None


def test_bounds_are_said_in_words() -> None:
    assert (LEAST.bound, MOST.bound) == ("at least 90 %", "at most 3 %")


def test_floors_are_read_in_percent(tmp_path: Path) -> None:
    file = tmp_path / "floors.yml"
    file.write_text("held_out:\n  answered: 92.5\n  wrong_passage: 3\n")
    first, second = floors(file)["held_out"]
    assert (first.key, first.share, first.most) == ("answered", 0.925, False)
    assert (second.key, second.share, second.most) == ("wrong_passage", 0.03, True)


@pytest.mark.parametrize("value", ["ninety", "101", "-1", "true"])
def test_a_floor_that_is_no_percentage_is_named(tmp_path: Path, value: str) -> None:
    file = tmp_path / "floors.yml"
    file.write_text(f"held_out:\n  red_flags: 90\n  answered: {value}\n")
    with pytest.raises(ContentError, match="`answered`") as caught:
        floors(file)
    assert caught.value.line == 3


def test_a_floor_for_an_unknown_figure_is_named(tmp_path: Path) -> None:
    file = tmp_path / "floors.yml"
    file.write_text("held_out:\n  answer: 90\n")
    with pytest.raises(ContentError, match="answer"):
        floors(file)


def test_floors_that_are_not_kept_are_listed() -> None:
    figures = {"held_out": {"answered": share([True, False]), "wrong_passage": share([False])}}
    listed = missed({"held_out": (LEAST, MOST)}, figures)
    assert [(group, target.key) for group, target, _ in listed] == [("held_out", "answered")]


def test_a_floor_for_what_nobody_asked_is_not_kept() -> None:
    listed = missed({"elsewhere": (LEAST,)}, {})
    assert [group for group, *_ in listed] == ["elsewhere"]
