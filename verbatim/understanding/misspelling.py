"""Typing errors as fingers make them, for training only: people write in haste and on telephones."""

from __future__ import annotations

import re

import numpy as np

_SHARE = 0.3
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_WORD = re.compile(r"[a-z]{4,}", re.IGNORECASE)


def _neighbours() -> dict[str, str]:
    near: dict[str, str] = {}
    for row in _ROWS:
        for place, letter in enumerate(row):
            near[letter] = row[max(0, place - 1) : place] + row[place + 1 : place + 2]
    return near


_NEAR = _neighbours()


def misspell(text: str, random: np.random.Generator) -> str:
    """The text with about three of ten longer words misspelt, at least one if there is one."""
    words = list(_WORD.finditer(text))
    if not words:
        return text
    chosen = [word for word in words if random.random() < _SHARE]
    for word in reversed(chosen or [words[int(random.integers(len(words)))]]):
        text = text[: word.start()] + _slip(word[0], random) + text[word.end() :]
    return text


def _slip(word: str, random: np.random.Generator) -> str:
    """One letter lost, doubled, swapped with the next or hit beside its key; never the first."""
    place = int(random.integers(1, len(word)))
    before, letter, after = word[:place], word[place], word[place + 1 :]
    kind = int(random.integers(4))
    if kind == 0:
        return before + after
    if kind == 1:
        return before + letter + letter + after
    if kind == 2 and after:
        return before + after[0] + letter + after[1:]
    near = _NEAR.get(letter.lower())
    return before + near[int(random.integers(len(near)))] + after if near else before + after
