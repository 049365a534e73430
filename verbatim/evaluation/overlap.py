"""Training lines that stand, word for word or nearly, among the questions of a test."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from ruamel.yaml import YAML

from verbatim.checks import examples
from verbatim.settings import ROOT

NEAR = 0.85
"""Jaccard similarity of two lines' sets of words from which they are the same question."""

FEWEST_WORDS = 5
"""Shorter lines are compared whole: among three words, two in common mean nothing."""

_WORD = re.compile(r"\w+")


def words(text: str) -> tuple[str, ...]:
    """The words of a text, without case and punctuation."""
    return tuple(_WORD.findall(text.lower().replace("'", "").replace("’", "")))


def training_lines(root: Path = ROOT) -> list[str]:
    """Every line that training sees: data/nlu and data/follow_ups.yml."""
    lines = [text for _, text, _ in examples(root)]
    file = root / "data" / "follow_ups.yml"
    if file.exists():
        for block in YAML(typ="safe").load(file.read_text(encoding="utf-8"))["follow_ups"]:
            lines += [
                line[2:].strip() for line in block["examples"].splitlines() if line.startswith("- ")
            ]
    return lines


def overlaps(training: Iterable[str], asked: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of a training line and a question that say the same."""
    lines = list(dict.fromkeys(training))
    whole: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for line in lines:
        whole[words(line)].append(line)
    index = _Index([line for line in lines if len(words(line)) >= FEWEST_WORDS])
    found: list[tuple[str, str]] = []
    for question in dict.fromkeys(asked):
        split = words(question)
        same = whole.get(split, [])
        near = index.near(frozenset(split)) if len(split) >= FEWEST_WORDS else []
        found += [(line, question) for line in dict.fromkeys([*same, *near])]
    return found


class _Index:
    """Lines by their words. Two sets as alike as NEAR share one of the few rarest words."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._sets = [(line, frozenset(words(line))) for line in lines]
        self._frequency = Counter(word for _, split in self._sets for word in split)
        self._lines: dict[str, list[int]] = defaultdict(list)
        for number, (_, split) in enumerate(self._sets):
            for word in split:
                self._lines[word].append(number)

    def near(self, split: frozenset[str]) -> list[str]:
        rarest = sorted(split, key=lambda word: (self._frequency[word], word))
        enough = len(split) - math.ceil(NEAR * len(split)) + 1
        numbers = {number for word in rarest[:enough] for number in self._lines.get(word, ())}
        return [
            line
            for line, other in (self._sets[number] for number in sorted(numbers))
            if len(split & other) >= NEAR * len(split | other)
        ]
