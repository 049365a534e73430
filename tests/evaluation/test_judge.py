from __future__ import annotations

import pytest

from verbatim.evaluation.items import Expectation, Item
from verbatim.evaluation.judge import Reply, fits, right

SENTENCES = {"S4": "options may include:", "S14": "lymphocytes from the donor", "S15": "it works"}


def answer(*texts: str) -> list[dict[str, object]]:
    passages = [{"id": str(number), "text": text} for number, text in enumerate(texts)]
    return [{"text": "shown", "custom": {"kind": "answer", "passages": passages}}, {"text": "age"}]


def judged(expected: str, messages: list[dict[str, object]], *must: str) -> bool:
    return fits(Expectation(expected, must), Reply.read(messages), SENTENCES)


def test_an_answer_must_quote_one_of_the_sentences() -> None:
    assert judged("answer", answer("lymphocytes from\nthe  donor, he said"), "S15", "S14")
    assert not judged("answer", answer("something else"), "S15", "S14")


def test_a_sentence_may_run_over_two_passages() -> None:
    assert judged("answer", answer("so lymphocytes", "from the donor"), "S14")


def test_any_answer_will_do_where_nothing_must_be_quoted() -> None:
    assert judged("answer", answer("whatever"))


def test_the_words_of_the_assistant_itself_are_no_quotation() -> None:
    reply = [{"text": "lymphocytes from the donor", "custom": {"kind": "not_covered"}}]
    assert not judged("answer", reply, "S14")


@pytest.mark.parametrize(("length", "fair"), [(900, True), (901, False)])
def test_who_shows_too_much_has_not_answered(length: int, fair: bool) -> None:
    said = "it works".ljust(length, "x")
    assert judged("answer", answer(said), "S15") is fair


def test_the_gap_of_the_source_needs_the_sentence_that_announces_it() -> None:
    assert judged("gap", answer("options may include:"))
    assert not judged("gap", answer("it works"))


@pytest.mark.parametrize(
    ("expected", "kind", "fair"),
    [
        ("decline", "not_covered", True),
        ("decline", "unclear", True),
        ("decline", "chat", False),
        ("decline", "answer", False),
        ("decline", "error", False),
        ("urgent", "urgent", True),
        ("urgent", "not_covered", False),
        ("not_urgent", "urgent", False),
        ("not_urgent", "answer", True),
        ("smalltalk", "chat", True),
        ("smalltalk", "answer", False),
    ],
)
def test_kinds_are_matched(expected: str, kind: str, fair: bool) -> None:
    assert judged(expected, [{"text": "", "custom": {"kind": kind}}]) is fair


@pytest.mark.parametrize("messages", [[], [{"text": "hello"}], [*answer("a"), *answer("a")]])
@pytest.mark.parametrize(
    "expected", ["answer", "gap", "decline", "urgent", "not_urgent", "smalltalk"]
)
def test_a_turn_without_exactly_one_reply_is_never_right(
    expected: str, messages: list[dict[str, object]]
) -> None:
    assert not judged(expected, messages)


def test_another_outcome_may_be_accepted() -> None:
    reply = Reply.read([{"custom": {"kind": "unclear"}}])
    strict = Item("q", Expectation("answer", ("S15",)))
    fair = Item("q", Expectation("answer", ("S15",)), (Expectation("decline"),))
    assert not right(strict, reply, SENTENCES)
    assert right(fair, reply, SENTENCES)
