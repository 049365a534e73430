"""Phrases of other languages that tell of an emergency: there we understand little else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml.comments import CommentedMap

from verbatim.library.source_file import SourceFile
from verbatim.understanding.red_flag_index import BEGINS, Index
from verbatim.understanding.red_flag_rules import GROUPS

_LONGEST = 4000
"""Characters read; an emergency is told in fewer, and time stays bounded."""
_FEVER = "{fever}"
_FEVER_NUMBER = r"(?:(?:3[89]|4[0-2])(?:[.,][0-9])?|10[1-6](?:[.,][0-9])?)"
_GAP = "..."
_GAP_WORDS = r"(?: \S+){0,3} "
_GAP_LETTERS = r".{0,8}?"
# Accents of Latin, Cyrillic and Arabic letters and dots of Indic ones, which people leave out.
_LEFT_OUT = re.compile("[\u0300-\u036f\u064b-\u065f\u0670\u093c\u09bc]")
_TOGETHER = "\u0648\u0641"
"""Arabic's "and" and "so", which are written together with the word after them."""
_FIRST_JOINED = "\u2e80"
"""Where the characters of Chinese begin, which stand for words."""
_NO_WORD = re.compile("[^a-z0-9.,]+")
_STEM = 4
"""Letters by which a word with any ending is looked for: the fewer lengths, the faster."""
_POINT = re.compile(r"(?<![0-9])[.,]|[.,](?![0-9])")


def plain(text: str) -> str:
    """Lower case, without accents and punctuation, words apart by one space, one at each end.

    Figures are 0 to 9; points stay within numbers, and vowel signs of Indic scripts in words.
    """
    if text.isascii():
        return f" {' '.join(_POINT.sub(' ', _NO_WORD.sub(' ', text[:_LONGEST].lower())).split())} "
    text = re.sub("[°º˚]", " ", text[:_LONGEST])
    decomposed = _LEFT_OUT.sub("", unicodedata.normalize("NFKD", text).casefold())
    return f" {' '.join(_POINT.sub(' ', ''.join(map(_kept, decomposed))).split())} "


def _kept(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Cf":  # joiners within words
        return ""
    return character if category[0] in "LNM" or character in ".," else " "


@dataclass(frozen=True)
class Phrase:
    """What tells of an emergency, as a regular expression for `plain` text.

    Attributes:
        language: ISO 639-1 code.
        group: the kind of emergency.
        expression: compiled when it is first needed: most of them never are.
        needs: a key of `Index`, what a text must have.
    """

    language: str
    group: str
    expression: str
    needs: str


class ForeignPhrases:
    """What tells of an emergency in other languages than English."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._index = Index((frozenset([phrase.needs]), phrase) for phrase in phrases)

    def find(self, message: str) -> Phrase | None:
        """What tells of an emergency; a wish to die comes before whatever else is wrong."""
        text = plain(message)
        words = set(text.split())
        words.update(word[1:] for word in text.split() if word[0] in _TOGETHER)
        words.update(character for character in text if character >= _FIRST_JOINED)
        found = (p for p in self._index.possible(words) if re.search(p.expression, text))
        return min(found, key=lambda phrase: GROUPS.index(phrase.group), default=None)


def load_foreign_phrases(file: Path) -> ForeignPhrases:
    """Reads content/red_flags_foreign.yml.

    Raises:
        ContentError: the file is wrong.
    """
    source = SourceFile(file)
    found: list[Phrase] = []
    for language in source.root:
        node = source.mapping(source.root, language)
        source.only(node, {"joined", "denials", *GROUPS})
        joined = node.get("joined") is True
        denials = source.texts(node, "denials")
        for group in (key for key in node if key in GROUPS):
            taken_back_by = denials if group == GROUPS[0] else []
            for written in _written(source, node, group):
                expression = _expression(written, taken_back_by, joined)
                found.append(Phrase(language, group, expression, _needs(written, joined)))
    return ForeignPhrases(found)


def _written(source: SourceFile, node: CommentedMap, group: str) -> list[str]:
    phrases = source.texts(node, group)
    line = source.line(node, group)
    if not phrases:
        source.fail(line, f"`{group}` is empty.", "List at least one phrase.")
    for phrase in phrases:
        if not all(plain(part).strip() for part in phrase.replace(_FEVER, "1").split(_GAP)):
            source.fail(line, f"“{phrase}” has a gap without words beside it.", "Write the words.")
        if not plain(phrase.replace(_FEVER, "")).strip():
            source.fail(line, f"“{phrase}” has no word.", "Write what the number is of.")
    return phrases


def _expression(written: str, denials: Iterable[str], joined: bool) -> str:
    """A phrase where no denial stands right before or after.

    Args:
        written: as in the file.
        denials: words that take it back.
        joined: whether the language writes its words without spaces between them.
    """
    parts = [_part(part, joined) for part in written.split(_GAP)]
    if joined:
        phrase, space = _GAP_LETTERS.join(parts), ""
    else:
        phrase, space = f"(?<= )[{_TOGETHER}]?{_GAP_WORDS.join(parts)}(?= )", " "
    words = [f"{space}{plain(word).strip()}{space}" for word in denials]
    before = "".join(f"(?<!{word})" for word in words)
    return f"{before}{phrase}" + "".join(f"(?!{word})" for word in words)


def _part(written: str, joined: bool) -> str:
    """Words one after the other; one that ends in a star may end in any way."""
    words = written.replace(_FEVER, f" {_FEVER} ").split()
    return ("" if joined else " ").join(map(_word, words))


def _word(written: str) -> str:
    if written == _FEVER:
        return _FEVER_NUMBER
    return re.escape(plain(written).strip()) + (r"\S*" if written.endswith("*") else "")


def _needs(written: str, joined: bool) -> str:
    """The longest word of a phrase, as a key of `Index`; a character of joined words."""
    bare = written.replace(_FEVER, " ").replace(_GAP, " ")
    if joined:
        return plain(bare).strip()[0]
    longest = max(bare.split(), key=len)
    word = plain(longest).strip()
    return word[:_STEM] + BEGINS if longest.endswith("*") else word
