"""Proof that a passage is what it claims to be, at the moment it is sent."""

from __future__ import annotations

from verbatim.errors import ProofError
from verbatim.library.document import Document
from verbatim.library.passage import Passage


def prove(passage: Passage, document: Document) -> None:
    """Does nothing if `passage.text` is `document.text[start:end]`, code point for code point.

    Raises:
        ProofError: it is not, or the passage is of another document, or it is empty.
    """
    if passage.document != document.id:
        raise ProofError(f"Passage {passage.id} is not of document {document.id}.")
    if not passage.text or passage.span.of(document.text) != passage.text:
        raise ProofError(
            f"Passage {passage.id} is not the span {passage.span.start}:{passage.span.end} "
            f"of document {document.id}."
        )
