"""The words and signs that a pattern is written with."""

from __future__ import annotations

import re

TOKEN = re.compile(
    r"(?P<plain>\((?P<bars>[^\s(|)\[\]<>{}&.,'\"A-Z*]+(?:\|[^\s(|)\[\]<>{}&.,'\"A-Z*]+)+)\))"
    r"|(?P<gap>\.\.\.(?P<most>\d*))|<(?P<name>\w+)>|(?P<number>\{[^}]*\})|(?P<mark>[(|)\[\]])"
    r"|(?P<word>[^\s(|)\[\]<>{}&.,'\"A-Z]+)|(?P<space>\s+)"
)
_RANGE = re.compile(r"\{(\d+(?:\.\d)?)-(\d+(?:\.\d)?)( decimal)?\}")


class PatternError(ValueError):
    """A pattern is not written in the language; the text says what to change."""


def number_range(written: str) -> tuple[int, int, bool]:
    """Lowest and highest number in tenths, and whether it must have a point."""
    found = _RANGE.fullmatch(written)
    low, high = (round(float(found[n]) * 10) for n in (1, 2)) if found else (1, 0)
    if found is None or low > high:
        raise PatternError(f"`{written}` is no range of numbers; write for example {{38-42.9}}.")
    return low, high, bool(found[3])
