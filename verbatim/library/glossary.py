"""The words of the subject, found in what people write."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.matcher import PhraseMatcher
from spacy.util import filter_spans

from verbatim.library.source_file import SourceFile


@dataclass(frozen=True)
class Term:
    """A term of the subject.

    Attributes:
        id: its key in glossary.yml.
        name: how the assistant names it.
        also: what people write for it, besides the name.
        topic: whether questions are about it.
        related: intents to offer when something about it was asked, nearest first.
        line: where it stands in glossary.yml, from 1.
    """

    id: str
    name: str
    also: tuple[str, ...]
    topic: bool
    related: tuple[str, ...]
    line: int

    @property
    def nearest(self) -> str | None:
        """The intent that follow-ups to a refusal about it may go on from."""
        return next(iter(self.related), None)


@dataclass(frozen=True)
class Mention:
    """A term in a message; start and end are code points of the message."""

    term: Term
    start: int
    end: int


class Glossary:
    """Finds terms with spaCy's PhraseMatcher on lower-cased tokens; longest match wins."""

    def __init__(self, terms: dict[str, Term]) -> None:
        self.terms = terms
        self._language = spacy.blank("en")
        self._matcher = PhraseMatcher(self._language.vocab, attr="LOWER")
        for term in terms.values():
            words = dict.fromkeys([term.name, *term.also])
            self._matcher.add(term.id, [self._language.make_doc(word) for word in words])

    @classmethod
    def load(cls, file: Path) -> Glossary:
        """Raises ContentError where the file is wrong; a word may stand under two terms."""
        source = SourceFile(file)
        source.only(source.root, {"terms"})
        group = source.mapping(source.root, "terms")
        terms: dict[str, Term] = {}
        for key in map(str, group):
            node = source.mapping(group, key)
            source.only(node, {"name", "also", "topic", "related"})
            topic = node.get("topic", False)
            if not isinstance(topic, bool):
                source.fail(source.line(node, "topic"), "`topic` is true or false.", "Write one.")
            terms[key] = Term(
                id=key,
                name=source.text(node, "name"),
                also=tuple(source.texts(node, "also")),
                topic=topic,
                related=tuple(source.texts(node, "related")),
                line=source.line(group, key),
            )
        return cls(terms)

    def mentions(self, message: str) -> list[Mention]:
        """Terms in the order of the message, none overlapping."""
        doc = self._language.make_doc(message)
        spans = filter_spans(self._matcher(doc, as_spans=True))
        return [
            Mention(self.terms[span.label_], span.start_char, span.end_char)
            for span in sorted(spans, key=lambda span: span.start)
        ]

    def topic(self, message: str) -> Term | None:
        """What the message is about: the topic listed first in the glossary among its terms."""
        found = {mention.term.id for mention in self.mentions(message)}
        return next((t for t in self.terms.values() if t.topic and t.id in found), None)
