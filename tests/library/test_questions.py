"""questions.yml: words for people, and only questions that documents answer are offered."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.library.conftest import QUESTIONS, refused
from verbatim.library.questions import Question, Questions


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "questions.yml"
    file.write_text(QUESTIONS, encoding="utf-8")
    return file


def test_questions_carry_what_the_file_says(file: Path) -> None:
    questions = Questions.load(file)
    assert questions.file == file
    assert [question.intent for question in questions] == [
        *["ask_apples", "ask_pears", "ask_storage"],
        "gap_price",
    ]
    assert questions["ask_apples"] == Question(
        intent="ask_apples",
        label="What apples are",
        of_topic=None,
        topic="apple",
        related=("ask_pears",),
        answered=True,
        line=2,
    )
    gap = questions["gap_price"]
    assert (gap.answered, gap.line, gap.related) == (False, 6, ("ask_apples",))


def test_an_intent_that_is_no_question_is_not_there(file: Path) -> None:
    questions = Questions.load(file)
    assert "ask_pears" in questions
    assert "chat_greet" not in questions
    assert questions.get("chat_greet") is None
    assert questions.get(None) is None
    assert questions.get("ask_pears") is questions["ask_pears"]


def test_a_question_names_its_topic_where_that_makes_sense(file: Path) -> None:
    questions = Questions.load(file)
    assert questions["gap_price"].about("apples") == "the price of apples"
    assert questions["gap_price"].about(None) == "prices"
    assert questions["ask_pears"].about("apples") == "What pears are"


def test_braces_in_words_and_topics_are_only_characters(file: Path) -> None:
    file.write_text(QUESTIONS.replace("the price of {topic}", "{x} {0} {topic} {"))
    assert Questions.load(file)["gap_price"].about("{topic.x}") == "{x} {0} {topic.x} {"


@pytest.mark.parametrize(
    ("old", "new", "line", "problem", "remedy"),
    [
        (
            "  gap_price: {",
            "  ask_pears: {",
            6,
            "`ask_pears` stands under both `answered` and `not_covered`.",
            "Keep one of them.",
        ),
        (
            "related: [ask_pears]",
            "related: [ask_plums]",
            2,
            "`ask_apples` offers `ask_plums`, which is not under `answered`.",
            "Offer only questions that documents answer.",
        ),
        (
            "related: [ask_pears]",
            "related: [gap_price]",
            2,
            "`ask_apples` offers `gap_price`, which is not under `answered`.",
            "Offer only questions that documents answer.",
        ),
        (
            "the price of {topic}",
            "the price of it",
            6,
            "`of_topic` has no `{topic}`.",
            "Write `{topic}` where its name goes.",
        ),
        ("label: What pears are", "", 3, "`label` is missing.", "Add a line `label: ...`."),
        (
            "topic: apple",
            "topics: apple",
            2,
            "`topics` is not known here.",
            "Use one of: label, of_topic, related, topic.",
        ),
        (
            "answered:",
            "answers:",
            1,
            "`answers` is not known here.",
            "Use one of: answered, not_covered.",
        ),
        (
            "ask_storage: {label: Storing fruit}",
            "ask_storage: Storing fruit",
            4,
            "`ask_storage` must hold `name: value` lines.",
            "Indent them under `ask_storage:`.",
        ),
    ],
)
def test_what_is_wrong_is_refused(
    file: Path, old: str, new: str, line: int, problem: str, remedy: str
) -> None:
    assert QUESTIONS.count(old) == 1
    file.write_text(QUESTIONS.replace(old, new), encoding="utf-8")
    assert refused(Questions.load, file) == ("questions.yml", line, problem, remedy)
