"""The parts in which a long message is read: its last sentences, and stretches of a few."""

from __future__ import annotations

from verbatim.library.coverage import sentences

_MOST_SENTENCES = 12
_SENTENCES = 3
"""Of a stretch. One alone means little ("then I just collapsed on the sofa"): where
every message is asked, single ones flag 146 of 1,430 calm validation messages, threes 52."""
_MOST = 12
"""Stretches of a message; with more sentences they are longer, so that none is left out."""


def last_sentences(text: str) -> list[str]:
    """They hold the point of a story; none where there is only one."""
    parts = [part.of(text) for part in sentences(text)][-_MOST_SENTENCES:]
    return parts if len(parts) > 1 else []


def stretches(text: str) -> list[str]:
    """Neighbouring sentences, in which one clause is seen in its setting.

    The last sentence of a stretch is the first of the next.

    None where a message is no longer than one stretch.
    """
    parts = sentences(text)
    if len(parts) <= _SENTENCES:
        return []
    step = max(_SENTENCES - 1, -(-(len(parts) - 1) // _MOST))
    starts = [*range(0, len(parts) - step - 1, step), len(parts) - step - 1]
    return [text[parts[start].start : parts[start + step].end] for start in starts]
