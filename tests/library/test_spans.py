"""`locate` finds what was planted, and nothing that is not unique."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from verbatim.library.spans import QuoteError, Span, locate

TEXT = "One relapse.\nTwo donors.\nA relapse, again; the end."
# A small alphabet makes repetitions likely; the marks combine, one is outside the BMP.
WORDS = st.text(alphabet="ab \n\r\u0301\u202e\U0001f600", max_size=30)
FIRST, LAST = "\ue000", "\ue001"
ANY = st.text(st.characters(codec="utf-8", exclude_characters=FIRST + LAST), max_size=60)


def refused(text: str, starts: str, ends: str) -> tuple[str, str, str]:
    with pytest.raises(QuoteError) as caught:
        locate(text, starts, ends)
    error = caught.value
    assert str(error) == f"{error.problem} {error.remedy}"
    return error.which, error.problem, error.remedy


def test_a_span_runs_from_the_first_to_the_last_words() -> None:
    span = locate(TEXT, "Two", "again;")
    assert span == Span(13, 42)
    assert span.of(TEXT) == "Two donors.\nA relapse, again;"


def test_first_and_last_words_may_be_the_same_or_overlap() -> None:
    assert locate(TEXT, "Two donors.", "Two donors.").of(TEXT) == "Two donors."
    assert locate(TEXT, "Two don", "donors.").of(TEXT) == "Two donors."


def test_last_words_may_also_stand_before_the_first() -> None:
    assert locate(TEXT, "Two", "relapse,").of(TEXT) == "Two donors.\nA relapse,"
    assert locate("end of the start, end", "the", "end").of("end of the start, end") == (
        "the start, end"
    )


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        (Span(0, 2), Span(2, 4), False),
        (Span(0, 3), Span(2, 4), True),
        (Span(0, 9), Span(2, 4), True),
        (Span(2, 4), Span(2, 4), True),
        (Span(5, 6), Span(0, 5), False),
    ],
)
def test_spans_that_only_touch_do_not_overlap(one: Span, other: Span, overlap: bool) -> None:
    assert one.overlaps(other) is overlap
    assert other.overlaps(one) is overlap


def test_a_quote_not_found_is_named() -> None:
    assert refused(TEXT, "Two donor's", "end.") == (
        "starts",
        "“Two donor's” is not found in document.txt.",
        "Copy the words exactly, spelling, spaces and line breaks included.",
    )


def test_last_words_that_stand_only_before_the_first_are_not_found() -> None:
    which, problem, _ = refused(TEXT, "Two", "One")
    assert (which, problem) == ("ends", "“One” is not found after `starts`.")


def test_a_quote_found_twice_names_both_lines() -> None:
    assert refused(TEXT, "relapse", "end.") == (
        "starts",
        "“relapse” stands more than once in document.txt (lines 1 and 3).",
        "Copy more words, until they are unique.",
    )


def test_last_words_found_twice_after_the_first_are_refused() -> None:
    which, problem, _ = refused(TEXT, "One", "relapse")
    assert which == "ends"
    assert problem.endswith("(lines 1 and 3).")


def test_occurrences_that_overlap_count_as_two() -> None:
    assert refused("xaaax", "aa", "x")[1] == (
        "“aa” stands more than once in document.txt (lines 1 and 1)."
    )


@pytest.mark.parametrize("empty", ["", " ", "\n\t"])
def test_empty_words_are_refused(empty: str) -> None:
    expected = "Copy the words from document.txt."
    assert refused(TEXT, empty, "end.") == ("starts", "`starts` is empty.", expected)
    assert refused(TEXT, "One", empty) == ("ends", "`ends` is empty.", expected)


def test_last_words_within_the_first_are_refused() -> None:
    assert refused(TEXT, "Two donors", "don") == (
        "ends",
        "“don” lies within the words of `starts`.",
        "Make `ends` the last words of the passage.",
    )


def test_long_words_are_shortened_in_the_message() -> None:
    problem = refused(TEXT, "x" * 61, "end.")[1]
    assert problem == f"“{'x' * 57}...” is not found in document.txt."
    assert refused(TEXT, "x" * 60, "end.")[1] == f"“{'x' * 60}” is not found in document.txt."


@given(before=ANY, starts=ANY, middle=ANY, ends=ANY, after=ANY)
def test_what_was_planted_is_found_exactly(
    before: str, starts: str, middle: str, ends: str, after: str
) -> None:
    starts, ends = f"{FIRST}{starts}", f"{ends}{LAST}"
    span = locate(before + starts + middle + ends + after, starts, ends)
    assert span == Span(len(before), len(before + starts + middle + ends))
    assert span.of(before + starts + middle + ends + after) == starts + middle + ends


@given(text=WORDS, starts=WORDS, ends=WORDS)
@example(text="aba", starts="a", ends="b")
@example(text="aa", starts="aa", ends="a")
def test_a_span_is_found_or_refused_and_never_guessed(text: str, starts: str, ends: str) -> None:
    def places(words: str, after: int = 0) -> list[int]:
        return [i for i in range(after, len(text)) if words and text.startswith(words, i)]

    refusal, span = None, None
    try:
        span = locate(text, starts, ends)
    except QuoteError as error:
        refusal = error
    if span is not None:
        assert 0 <= span.start < span.end <= len(text)
        assert span.of(text).startswith(starts)
        assert span.of(text).endswith(ends)
        assert places(starts) == [span.start]
        assert len(places(ends, span.start)) == 1
    elif refusal.which == "starts":
        assert not starts.strip() or len(places(starts)) != 1
    else:
        (start,) = places(starts)
        found = places(ends, start)
        within = len(found) == 1 and found[0] + len(ends) < start + len(starts)
        assert refusal.which == "ends"
        assert not ends.strip() or len(found) != 1 or within


@given(before=WORDS, words=WORDS, between=WORDS, after=WORDS)
def test_words_that_stand_twice_are_never_located(
    before: str, words: str, between: str, after: str
) -> None:
    assume(words.strip())
    text = before + words + between + words + after
    which, problem, _ = refused(text, words, words)
    assert which == "starts"
    assert "stands more than once in document.txt (lines " in problem
