"""Every sentence is found, and every one that no passage reaches is reported."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbatim.library.coverage import sentences, uncovered
from verbatim.library.spans import Span

TEXTS = st.text(alphabet="ab. \n\r\u2028\u0085\u0301\u05d0\U0001f600\x00\ufeff!?", max_size=60)


def said(text: str) -> list[str]:
    return [sentence.of(text) for sentence in sentences(text)]


def test_a_full_stop_or_a_line_break_ends_a_sentence() -> None:
    text = "One. Two!  Three?\n\n  Four goes on\nand five.\r\nSix"
    assert said(text) == ["One.", "Two!", "Three?", "Four goes on", "and five.", "Six"]


@pytest.mark.parametrize("text", ["", "\n\n", " \t\r\n \u2028"])
def test_white_space_holds_no_sentence(text: str) -> None:
    assert sentences(text) == []


def test_the_same_sentence_twice_has_two_places() -> None:
    assert sentences("Yes. Yes.") == [Span(0, 4), Span(5, 9)]


def test_a_very_long_line_is_one_sentence() -> None:
    text = "word " * 40_000 + "end"
    assert sentences(text) == [Span(0, len(text))]


def test_a_sentence_is_uncovered_while_one_letter_of_it_is() -> None:
    text = "Alpha beta. Gamma."
    assert uncovered(text, [Span(0, 10)], set()) == [Span(12, 18)]
    assert uncovered(text, [Span(0, 9), Span(12, 17)], set()) == [Span(0, 11)]
    assert uncovered(text, [Span(0, 5), Span(5, 18)], set()) == []


def test_a_known_line_needs_no_passage() -> None:
    assert uncovered("The Word:\nBody.", [], {"The Word:"}) == [Span(10, 15)]


def test_marks_without_letter_or_digit_need_no_passage() -> None:
    assert uncovered("\u2022 \u2014 !\n\u0301\n7", [], set()) == [Span(8, 9)]


@given(TEXTS)
def test_sentences_hold_every_visible_character_in_order(text: str) -> None:
    spans = sentences(text)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    inside = {place for span in spans for place in range(span.start, span.end)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in inside)
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=4))
def test_uncovered_is_exactly_what_holds_an_open_letter(
    text: str, places: list[tuple[int, int]]
) -> None:
    covered = [Span(start, min(start + n, len(text))) for start, n in places if start < len(text)]
    inside = {place for span in covered for place in range(span.start, span.end)}
    assert uncovered(text, covered, set()) == [
        span
        for span in sentences(text)
        if any(text[i].isalnum() and i not in inside for i in range(span.start, span.end))
    ]
