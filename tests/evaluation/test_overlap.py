from __future__ import annotations

import random
from pathlib import Path

import pytest

from verbatim.evaluation.overlap import NEAR, overlaps, training_lines, words


@pytest.mark.parametrize("question", ["What is DLI?", "what is dli", "WHAT  IS, DLI!!"])
def test_case_and_punctuation_make_no_difference(question: str) -> None:
    assert overlaps(["what is DLI"], [question]) == [("what is DLI", question)]


def test_apostrophes_make_no_difference() -> None:
    assert words("What’s this?") == words("what's THIS") == ("whats", "this")


def test_nearly_the_same_long_line_is_found() -> None:
    line = "can a total stranger be my donor"
    assert overlaps([line], ["Can a stranger be my donor?"]) == [
        (line, "Can a stranger be my donor?")
    ]


def test_short_lines_are_only_compared_whole() -> None:
    assert overlaps(["does it really work"], ["does it work"]) == []


def test_other_lines_are_not_found() -> None:
    assert overlaps(["what can they do when it comes back"], ["whose cells are given to me"]) == []


def test_the_index_finds_what_comparing_all_pairs_finds() -> None:
    chance = random.Random(1)
    vocabulary = [f"word{number}" for number in range(12)]
    lines = [" ".join(chance.choices(vocabulary, k=chance.randint(5, 14))) for _ in range(300)]
    training, asked = lines[:150], lines[150:]
    expected = {
        (one, other)
        for one in training
        for other in asked
        if len((a := set(words(one))) & (b := set(words(other)))) / len(a | b) >= NEAR
    }
    assert expected
    assert set(overlaps(training, asked)) == expected


def test_training_lines_include_follow_ups(tmp_path: Path) -> None:
    (tmp_path / "data" / "nlu").mkdir(parents=True)
    (tmp_path / "data" / "nlu" / "a.yml").write_text(
        "nlu:\n- intent: ask_dli\n  examples: |\n    - what is it\n"
    )
    assert training_lines(tmp_path) == ["what is it"]
    (tmp_path / "data" / "follow_ups.yml").write_text(
        "follow_ups:\n- after: [ask_dli]\n  means: ask_dli\n  examples: |\n    - and then\n"
    )
    assert training_lines(tmp_path) == ["what is it", "and then"]
