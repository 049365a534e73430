"""The reply contract: what one turn of the assistant says to machines.

The JSON of each kind is what `as_dict` gives; it travels as Rasa's `custom` payload.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from verbatim.library import Library, Passage, Question
from verbatim.library.proof import prove


class Kind(str, Enum):
    """What sort of reply this is; the widget draws each differently."""

    ANSWER = "answer"
    NOT_COVERED = "not_covered"
    UNCLEAR = "unclear"
    URGENT = "urgent"
    CHAT = "chat"
    ERROR = "error"


MOST_OFFERED = 3
"""Questions offered beside a reply."""


@dataclass(frozen=True)
class Reply:
    """One reply; fields that a kind does not carry stay empty and are left out of the JSON.

    Attributes:
        about: what we understood, in words.
        passages: proved passages, as `quote` gives them.
        related: questions offered, as `offer` gives them.
        options: "did you mean", as `offer` gives them.
        contacts: whom to call, for `urgent`.
        human: a way to a person.
        confidence: of the intent, 0 to 1.
        reference: what to tell support, for `error`.
    """

    kind: Kind
    about: str | None = None
    passages: list[dict[str, Any]] = field(default_factory=list)
    related: list[dict[str, str]] = field(default_factory=list)
    options: list[dict[str, str]] = field(default_factory=list)
    contacts: list[dict[str, str]] = field(default_factory=list)
    human: dict[str, str] | None = None
    confidence: float | None = None
    reference: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready; `kind` always, the rest where it says something."""
        whole = {
            "about": self.about,
            "confidence": None if self.confidence is None else round(self.confidence, 4),
            "passages": self.passages,
            "related": self.related,
            "options": self.options,
            "contacts": self.contacts,
            "human": self.human,
            "reference": self.reference,
        }
        said = {key: value for key, value in whole.items() if value is not None and value != []}
        return {"kind": self.kind.value, **said}


def quote(library: Library, passages: Iterable[Passage]) -> list[dict[str, Any]]:
    """Passages as the contract shows them; start and end are code points of the document.

    Raises:
        ProofError: a passage is not the span that it claims to be; none may be sent unproved.
    """
    quoted = []
    for passage in passages:
        document = library.documents[passage.document]
        prove(passage, document)
        quoted.append(
            {
                "id": passage.id,
                "document": document.id,
                "title": document.title,
                "section": passage.section,
                "text": passage.text,
                "start": passage.span.start,
                "end": passage.span.end,
                "sha256": document.sha256,
                "updated": document.updated.isoformat(),
                "updated_words": document.updated_words,
                "note": passage.note,
            }
        )
    return quoted


def cite(quoted: Iterable[dict[str, Any]]) -> str:
    """Quotations for channels that show only text: each in quotation marks, with its place.

    The quoted words stand unchanged between the marks; notes of our own follow in brackets.
    """
    lines: list[str] = []
    place = ""
    for passage in quoted:
        parts = [passage["title"], passage["section"], passage["updated_words"]]
        following = f"— {' · '.join(dict.fromkeys(part for part in parts if part))}"
        if lines and following == place:
            lines.pop()  # passages from the same place share one citation
        place = following
        lines.append(f"“{passage['text']}”")
        if passage["note"]:
            lines.append(f"[{passage['note']}]")
        lines.append(place)
    return "\n".join(lines)


def offer(questions: Iterable[Question]) -> list[dict[str, str]]:
    """Questions as buttons: the first `MOST_OFFERED`, each once."""
    offered = {question.intent: question.label for question in questions}
    return [
        {"title": label, "payload": f"/{intent}"}
        for intent, label in list(offered.items())[:MOST_OFFERED]
    ]
