"""Messages written plainly, so that rules meet one spelling of each thing."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_ONES = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_ONES |= {"nine": 9, "oh one": 1, "oh two": 2, "oh three": 3, "oh four": 4, "oh five": 5}
_TENS = {"thirty": 30, "forty": 40}
_ONE = "|".join(sorted(_ONES, key=len, reverse=True))

_APOSTROPHES = re.compile(r"[’‘ʼ`´']")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d{1,2}\b)")
_THIRTY = re.compile(rf"\b(thirty|forty)[ -]?({_ONE})?\b")
_HUNDRED = re.compile(rf"\b(?:a |one )?hundred(?: and)? ({_ONE})\b|\bone ((?:oh) (?:{_ONE}))\b")
_POINT = re.compile(rf"\b(\d{{2,3}})\s*(?:point|dot|comma)\s*(\d|{_ONE})\b")
_VAGUE = re.compile(r"\b(3[89]|4[01]|10[0-5]) (?:and|with|und|y|et) (?:a )?half\b")
_POINT_SOMETHING = re.compile(r"\b(3[89]|4[01]|10[0-5]) point (?:something|sth)\b")
_TENTHS = re.compile(
    r"\b(3[89]|4[01]) (\d)(?![\d.:/]| (?:year|month|week|day|hour|min|time|people|of|kg)s?\b)"
    r"|\b(3[89]|4[01]) and (\d)(?![\d.:/]| \w)"
)
_UNIT = re.compile(r"(?<=\d)(?=[a-z%])|(?<=[a-z$€£])(?=\d)")
_KEPT = re.compile(r"[^\w .%$€£+]|_")
_END = re.compile(r"(?<!\d)\.|\.(?!\d)|[!?\n;]+")
_CLAUSE = re.compile(r"[,:()\"“”]+| [-–—]+ |(?: |^)(?:but|though|anyway|btw|and also|also|and my) ")
_NOT = [
    (re.compile(r"\b(can not|cannot|canot|can t|cnt|carnt|not can|no can)\b"), "cant"),
    (re.compile(r"\b(will not|won t|wo nt)\b"), "wont"),
    (re.compile(r"\b(do not|don t|dont t|does not|doesnt|doesn t)\b"), "dont"),
    (re.compile(r"\b(is not|isn t|are not|arent)\b"), "isnt"),
    (re.compile(r"\b(did not|didn t)\b"), "didnt"),
    (re.compile(r"\b(has not|have not|havent|had not|hadnt)\b"), "hasnt"),
    (re.compile(r"\b(could not)\b"), "couldnt"),
    (re.compile(r"\b(would not)\b"), "wouldnt"),
]
_LONGEST = 4000
"""Characters read; an emergency is told in fewer, and time stays bounded."""


@dataclass(frozen=True)
class Sentence:
    """A sentence written plainly: words apart by one space, one space before and after.

    Attributes:
        text: all of it; a question keeps its mark as a word of its own.
        clauses: its parts between commas, dashes, "but", "also" and their like.
    """

    text: str
    clauses: tuple[str, ...]


def plain_sentences(message: str) -> list[Sentence]:
    """The sentences of a message in lower case.

    Apostrophes go ("he's" is `hes`), "can not" and its kin are one word, numbers are
    figures with a decimal point ("39,5", "thirty nine and a half"). A message without
    words gives an empty list.
    """
    text = unicodedata.normalize("NFKC", message[:_LONGEST]).lower()
    text = _APOSTROPHES.sub("", text.replace("°", " degrees ").replace("º", " degrees "))
    text = _figures(_DECIMAL_COMMA.sub(".", text))
    text = _UNIT.sub(" ", text)
    found = []
    start = 0
    for end in [*_END.finditer(text), None]:
        part = text[start : end.start() if end else len(text)]
        start = end.end() if end else len(text)
        words = _words(part)
        if any(character.isalnum() for character in words):
            mark = "? " if end and "?" in end.group() else ""
            clauses = (_words(clause) for clause in _CLAUSE.split(part))
            found.append(Sentence(words + mark, tuple(c for c in clauses if c.strip())))
    return found


def _words(text: str) -> str:
    """Words only, apart by one space, with one before and after."""
    words = " ".join(_KEPT.sub(" ", text).split())
    for pattern, word in _NOT:
        words = pattern.sub(word, words)
    return f" {words} "


def _figures(text: str) -> str:
    """Numbers as people say temperatures, in figures."""
    text = _THIRTY.sub(lambda m: str(_TENS[m[1]] + _ONES.get(m[2] or "", 0)), text)
    text = _HUNDRED.sub(lambda m: str(100 + _ONES[m[1] or m[2]]), text)
    text = _VAGUE.sub(r"\1.5", text)
    text = _POINT_SOMETHING.sub(r"\1.5", text)
    text = _POINT.sub(lambda m: f"{m[1]}.{_ONES.get(m[2], m[2])}", text)
    return _TENTHS.sub(lambda m: f"{m[1] or m[3]}.{m[2] or m[4]}", text)
