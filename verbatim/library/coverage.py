"""Which sentences of a document no passage reaches."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import spacy
from spacy.language import Language

from verbatim.library.spans import Span


@cache
def _sentencizer() -> Language:
    language = spacy.blank("en")
    language.add_pipe("sentencizer")
    # spaCy refuses texts over a million characters to protect its parser; there is none here.
    language.max_length = 100_000_000
    return language


def sentences(text: str) -> list[Span]:
    """Spans of the sentences of a text; a line break always ends one, white space is left out."""
    spans: list[Span] = []
    position = 0
    for line in text.splitlines(keepends=True):
        for sentence in _sentencizer()(line).sents:
            start, end = position + sentence.start_char, position + sentence.end_char
            stripped = text[start:end].strip()
            if stripped:
                start = text.index(stripped, start)
                spans.append(Span(start, start + len(stripped)))
        position += len(line)
    return spans


def uncovered(text: str, covered: Iterable[Span], known_lines: set[str]) -> list[Span]:
    """Sentences that hold a letter or digit outside all of `covered` and are no known line."""
    open_places = bytearray(character.isalnum() for character in text)
    for span in covered:
        open_places[span.start : span.end] = bytes(span.end - span.start)
    return [
        sentence
        for sentence in sentences(text)
        if any(open_places[sentence.start : sentence.end]) and sentence.of(text) not in known_lines
    ]
