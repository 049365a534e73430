"""Which words a text must have for a pattern to match."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from verbatim.understanding.red_flag_index import BEGINS, NOTHING
from verbatim.understanding.red_flag_tokens import TOKEN, number_range


def fewest(pattern: str, lists: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The fewest keys of which one is needed; a pattern that `expression` has read."""
    tokens = (token for token in TOKEN.finditer(pattern) if not token["space"])
    return _of_run(tokens, lists)[0]


def _of_run(
    tokens: Iterator[re.Match[str]], lists: Mapping[str, frozenset[str]]
) -> tuple[frozenset[str], str]:
    """Of the tokens up to the bracket that ends them, and that bracket."""
    alternatives: list[frozenset[str]] = []
    needed: list[frozenset[str]] = []
    closed = ""
    for token in tokens:
        mark = token["mark"]
        if mark == "|":
            alternatives.append(min(needed, key=len, default=NOTHING))
            needed = []
        elif mark in (")", "]"):
            closed = mark
            break
        elif mark:
            inner, end = _of_run(tokens, lists)
            needed += [inner] if inner and end == ")" else []
        else:
            keys = _keys(token, lists)
            needed += [keys] if keys else []
    alternatives.append(min(needed, key=len, default=NOTHING))
    return (frozenset().union(*alternatives) if all(alternatives) else NOTHING), closed


def _keys(token: re.Match[str], lists: Mapping[str, frozenset[str]]) -> frozenset[str]:
    if token["plain"]:
        return frozenset(token["bars"].split("|"))
    if token["name"]:
        return lists[token["name"]]
    if token["number"]:
        low, high, _ = number_range(token["number"])
        return frozenset(f"{whole}{BEGINS}" for whole in range(low // 10, high // 10 + 1))
    return frozenset([token["word"]]) if token["word"] else NOTHING
