"""Rules for emergencies, and what they say of a message."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from verbatim.understanding.red_flag_index import Index
from verbatim.understanding.red_flag_pattern import Part, Pattern
from verbatim.understanding.red_flag_text import Sentence, plain_sentences

GROUPS = (
    "urgent_crisis",
    "urgent_overdose",
    "urgent_breathing",
    "urgent_brain",
    "urgent_bleeding",
    "urgent_fever",
    "urgent_body",
)
"""The intents of emergencies; where several rules speak, the first group here is named."""


@dataclass(frozen=True)
class Condition:
    """Words that take back what a rule says in the same sentence.

    Attributes:
        name: its key in the file.
        says: any of these holds.
        not_with: but none of these, which show that it is happening all the same.
        clause: whether it reaches no further than a clause ("what is DLI, I have a fever").
    """

    name: str
    says: tuple[Pattern, ...]
    not_with: tuple[Pattern, ...]
    clause: bool

    def holds(self, clause: str, sentence: str) -> bool:
        text = clause if self.clause else sentence
        return _any(self.says, text) and not _any(self.not_with, text)


@dataclass(frozen=True)
class Rule:
    """One sort of emergency.

    Attributes:
        group: the intent.
        name: its key in the file.
        says: patterns, any of them.
        alone: patterns that have to be the whole message.
        unless: conditions that take it back.
    """

    group: str
    name: str
    says: tuple[Pattern, ...]
    alone: tuple[Pattern, ...]
    unless: tuple[Condition, ...]

    def tellings(self, sentences: list[Sentence], possible: list[Pattern]) -> list[tuple[str, str]]:
        """Where it is told of: clause and sentence; the sentence twice if it spans clauses.

        Args:
            sentences: of the message.
            possible: of `says`, those that the message may match.
        """
        found = []
        for first, *others in possible:
            if not all(any(side.search(s.text) for s in sentences) for side in others):
                continue
            for sentence in sentences:
                if first.search(sentence.text):
                    clauses = [c for c in sentence.clauses if first.search(c)]
                    found += [(c, sentence.text) for c in clauses or [sentence.text]]
        if len(sentences) == 1:
            text = sentences[0].text
            found += [(text, text) for (whole,) in self.alone if _is_all(whole, text)]
        return found


@dataclass(frozen=True)
class Reading:
    """What the rules say of a message.

    Attributes:
        fired: rules that hold, in the order of `GROUPS`.
        excused: rules whose words are there but were taken back by a condition.
        figurative: whether a figure of speech was left out.
    """

    fired: tuple[Rule, ...]
    excused: tuple[Rule, ...]
    figurative: bool = False


class RedFlagRules:
    """All rules of the file."""

    def __init__(self, rules: list[Rule], figures_of_speech: list[Pattern]) -> None:
        self.rules = sorted(rules, key=lambda rule: GROUPS.index(rule.group))
        self._index = Index(
            (pattern[0].needs, (number, pattern))
            for number, rule in enumerate(self.rules)
            for pattern in rule.says
        )
        self._figures = Index((figure.needs, figure) for (figure,) in figures_of_speech)

    def read(self, message: str) -> Reading:
        """Each pattern is looked for in each sentence; the sides of an `&` in all of them."""
        written = plain_sentences(message)
        figures = self._figures.possible(_words(written))
        sentences = [_literal(sentence, figures) for sentence in written]
        possible: dict[int, list[Pattern]] = defaultdict(list)
        for number, pattern in self._index.possible(_words(sentences)):
            possible[number].append(pattern)
        fired, excused = [], []
        for number, rule in enumerate(self.rules):
            tellings = rule.tellings(sentences, possible[number])
            if any(not any(c.holds(*telling) for c in rule.unless) for telling in tellings):
                # One telling of it that no condition takes back is enough.
                fired.append(rule)
            elif tellings:
                excused.append(rule)
        return Reading(tuple(fired), tuple(excused), figurative=sentences != written)


def _words(sentences: list[Sentence]) -> frozenset[str]:
    """Of clauses as well: "can, not" is one word in the sentence and two in its clauses."""
    parts = (part for sentence in sentences for part in (sentence.text, *sentence.clauses))
    return frozenset(word for part in parts for word in part.split())


def _literal(sentence: Sentence, figures: list[Part]) -> Sentence:
    """The sentence with each figure of speech as one word that no pattern knows.

    Words on both sides of a comma are no figure: "I took too many, side effects are bad".
    """
    text, clauses = sentence.text, sentence.clauses
    for figure in figures:
        if any(figure.search(clause) for clause in clauses):
            text = figure.regex.sub(" -", text)
            clauses = tuple(figure.regex.sub(" -", clause) for clause in clauses)
    return Sentence(text, clauses)


def _is_all(whole: Part, text: str) -> bool:
    """Whether the pattern is the whole text; patterns leave out the last space."""
    found = whole.regex.match(text)
    return found is not None and text[found.end() :].strip(" ?") == ""


def _any(patterns: tuple[Pattern, ...], text: str) -> bool:
    return any(all(part.search(text) for part in pattern) for pattern in patterns)
