from __future__ import annotations

from pathlib import Path

import pytest

from verbatim.errors import ContentError
from verbatim.library import Library
from verbatim.settings import ROOT
from verbatim.understanding.follow_ups import load_follow_ups


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "follow_ups.yml"


def test_each_line_is_an_example_with_its_context(file: Path) -> None:
    file.write_text(
        "follow_ups:\n"
        "- after: [ask_dli, ask_relapse]\n"
        "  means: gap_cost\n"
        "  examples: |\n"
        "    - and the price\n"
        "    - what does that - roughly - cost\n"
    )
    first, second = load_follow_ups(file)
    assert (first.text, first.after, first.means) == (
        "and the price",
        ("ask_dli", "ask_relapse"),
        "gap_cost",
    )
    assert second.text == "what does that - roughly - cost"


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("follow_ups:\n- after: []\n  means: x\n  examples: |\n    - a\n", 2, "`after` is empty"),
        ("follow_ups:\n- after: [a]\n  examples: |\n    - a\n", 2, "`means` is missing"),
        ("follow_ups:\n- after: [a]\n  means: x\n  exampels: |\n    - a\n", 4, "exampels"),
        (
            "follow_ups:\n- after: [a]\n  means: x\n  examples: |\n    - And then?\n"
            "- after: [a, b]\n  means: y\n  examples: |\n    - and then?\n",
            8,
            "means both `x` and `y`",
        ),
    ],
)
def test_mistakes_are_named_with_their_line(file: Path, text: str, line: int, problem: str) -> None:
    file.write_text(text)
    with pytest.raises(ContentError) as caught:
        load_follow_ups(file)
    assert caught.value.line == line
    assert problem in str(caught.value)


def test_ours_follow_every_question_there_is() -> None:
    follow_ups = load_follow_ups(ROOT / "data" / "follow_ups.yml")
    after = {intent for follow_up in follow_ups for intent in follow_up.after}
    questions = Library.load(ROOT / "content").questions
    assert {question.intent for question in questions} <= after
    assert all(f.means in questions or "_" in f.means for f in follow_ups)
