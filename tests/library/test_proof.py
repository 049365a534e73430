"""A passage that is not its span is never proved."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.library.conftest import TEXT, Page
from verbatim.errors import ProofError
from verbatim.library.proof import prove
from verbatim.library.spans import Span


def test_a_passage_as_loaded_is_proved(page: Page) -> None:
    document = page.load()
    for passage in document.passages:
        assert prove(passage, document) is None


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Apples are Red."},
        {"text": "Apples are red. "},
        {"text": ""},
        {"text": "", "span": Span(25, 25)},
        {"span": Span(24, 40)},
        {"span": Span(25, 41)},
        {"span": Span(1000, 1015)},
    ],
)
def test_a_changed_passage_is_refused(page: Page, change: dict[str, Any]) -> None:
    document = page.load()
    changed = replace(document.passages[0], **change)
    place = f"{changed.span.start}:{changed.span.end}"
    message = rf"^Passage apples is not the span {place} of document fruit\.$"
    with pytest.raises(ProofError, match=message):
        prove(changed, document)


def test_a_passage_of_another_document_is_refused(page: Page) -> None:
    document = page.load()
    other = replace(document, id="vegetables")
    with pytest.raises(ProofError, match=r"^Passage apples is not of document vegetables\.$"):
        prove(document.passages[0], other)


def test_a_passage_is_refused_once_its_document_has_changed(page: Page) -> None:
    document = page.load()
    changed = replace(document, text=document.text.replace("red", "Red"))
    with pytest.raises(ProofError, match=r"^Passage apples is not the span 25:40 of"):
        prove(document.passages[0], changed)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.integers(0, len(TEXT)), length=st.integers(0, 40), text=st.text(max_size=40))
def test_only_the_very_words_at_the_very_place_pass(
    page: Page, start: int, length: int, text: str
) -> None:
    document = page.load()
    own = TEXT[start : start + length]
    for words in (text, own):
        passage = replace(document.passages[0], span=Span(start, start + length), text=words)
        if words and words == own:
            assert prove(passage, document) is None
        else:
            with pytest.raises(ProofError):
                prove(passage, document)
