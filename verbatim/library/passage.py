"""A passage: a span of a document and what people need to know about it."""

from __future__ import annotations

from dataclasses import dataclass

from verbatim.library.spans import Span


@dataclass(frozen=True)
class Passage:
    """A span of a document that answers one or more questions.

    Attributes:
        id: unique over all documents.
        document: id of the document, the name of its folder.
        section: the heading it stands under, as the document writes it; None before any.
        label: a few words for people.
        span: offsets in code points of the document's text.
        text: exactly `document.text[span.start:span.end]`.
        answers: intents that this passage answers.
        note: a sentence of our own about a flaw of the source, never part of the quotation.
        line: where it stands in passages.yml, from 1.
    """

    id: str
    document: str
    section: str | None
    label: str
    span: Span
    text: str
    answers: tuple[str, ...]
    note: str | None
    line: int
