"""Where a quotation stands in a text, in code points."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """Half-open range of code points, `0 <= start < end <= len(text)`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


class QuoteError(ValueError):
    """The words do not single out one span. `which` is the key that is to blame.

    Args:
        which: "starts" or "ends".
        problem: a sentence for authors.
        remedy: a sentence for authors.
    """

    def __init__(self, which: str, problem: str, remedy: str) -> None:
        self.which = which
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{problem} {remedy}")


def locate(text: str, starts: str, ends: str) -> Span:
    """The one span of `text` that begins with `starts` and ends with `ends`.

    Both must be exact substrings; `starts` must be unique in the text, `ends` unique
    after the beginning of the span. The two may overlap or be equal.

    Raises:
        QuoteError: empty, not found, or found more than once.
    """
    start = _unique(text, starts, 0, "starts")
    found = _unique(text, ends, start, "ends")
    end = found + len(ends)
    if end < start + len(starts):
        raise QuoteError(
            "ends",
            f"{_short(ends)} lies within the words of `starts`.",
            "Make `ends` the last words of the passage.",
        )
    return Span(start, end)


def _unique(text: str, words: str, after: int, which: str) -> int:
    if not words.strip():
        raise QuoteError(which, f"`{which}` is empty.", "Copy the words from document.txt.")
    found = text.find(words, after)
    if found < 0:
        where = "after `starts`" if after else "in document.txt"
        raise QuoteError(
            which,
            f"{_short(words)} is not found {where}.",
            "Copy the words exactly, spelling, spaces and line breaks included.",
        )
    again = text.find(words, found + 1)
    if again >= 0:
        lines = " and ".join(str(text.count("\n", 0, place) + 1) for place in (found, again))
        raise QuoteError(
            which,
            f"{_short(words)} stands more than once in document.txt (lines {lines}).",
            "Copy more words, until they are unique.",
        )
    return found


def _short(words: str) -> str:
    return f"“{words if len(words) <= 60 else words[:57] + '...'}”"
