"""Finds the patterns that a message may match, without trying all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T")

BEGINS = "*"
"""A key is a word ("pain"), or the beginning of one with this behind it ("bleed*")."""
NOTHING: frozenset[str] = frozenset()


class Index(Generic[T]):
    """Things by the keys of which they need one.

    To look the few words of a message up takes a tenth of the time of trying hundreds of
    regular expressions.

    Args:
        entries: what each thing needs, and the thing; nothing needed is always possible.
    """

    def __init__(self, entries: Iterable[tuple[frozenset[str], T]]) -> None:
        self._always: list[int] = []
        self._by_key: dict[str, list[int]] = defaultdict(list)
        self._things: list[T] = []
        for number, (needs, thing) in enumerate(entries):
            self._things.append(thing)
            for key in needs:
                self._by_key[key].append(number)
            if not needs:
                self._always.append(number)
        self._lengths = sorted({len(key) - 1 for key in self._by_key if key.endswith(BEGINS)})

    def possible(self, words: Iterable[str]) -> list[T]:
        """Those that a text of these words may match, in the order of the entries."""
        found = set(self._always)
        for word in words:
            found.update(self._by_key.get(word, ()))
            for length in self._lengths:
                if length > len(word):
                    break
                found.update(self._by_key.get(word[:length] + BEGINS, ()))
        return [self._things[number] for number in sorted(found)]
