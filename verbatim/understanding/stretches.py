"""A story in stretches of a few sentences, in which one clause of it is seen in its setting."""

from __future__ import annotations

from verbatim.library.coverage import sentences

_SENTENCES = 3
"""Of a stretch. One alone means little ("then I just collapsed on the sofa"): where
every message is asked, single ones flag 146 of 1,430 calm validation messages, threes 52."""
_MOST = 12
"""Stretches of a message; with more sentences they are longer, so that none is left out."""


def stretches(text: str) -> list[str]:
    """Neighbouring sentences, the last of a stretch being the first of the next.

    None where a message is no longer than one stretch.
    """
    parts = sentences(text)
    if len(parts) <= _SENTENCES:
        return []
    step = max(_SENTENCES - 1, -(-(len(parts) - 1) // _MOST))
    starts = [*range(0, len(parts) - step - 1, step), len(parts) - step - 1]
    return [text[parts[start].start : parts[start + step].end] for start in starts]
