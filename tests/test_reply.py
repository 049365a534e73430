"""The reply contract: JSON of every kind, quotations, citations, buttons."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.conftest import ROOT
from verbatim.errors import ProofError
from verbatim.library import Library, Passage, Question
from verbatim.reply import MOST_OFFERED, Kind, Reply, cite, offer, quote


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load(ROOT / "content")


@pytest.fixture
def dli(library: Library) -> Passage:
    return library.passages["dli-what"]


def question(intent: str, label: str) -> Question:
    return Question(intent, label, None, None, (), True, 1)


def test_the_kinds_are_those_of_the_contract() -> None:
    kinds = ["answer", "not_covered", "unclear", "urgent", "chat", "error"]
    assert [kind.value for kind in Kind] == kinds


def test_a_reply_says_its_kind_and_what_it_carries() -> None:
    offered = [{"title": "What AML is", "payload": "/ask_aml"}]
    contact = [{"label": "Emergency", "number": "112"}]
    person = {"title": "A person", "words": "Ask."}
    reply = Reply(
        kind=Kind.UNCLEAR,
        about="AML",
        passages=[{"id": "p"}],
        related=offered,
        options=offered,
        contacts=contact,
        human=person,
        confidence=0.123456,
        reference="abc",
    )
    assert reply.as_dict() == {
        "kind": "unclear",
        "about": "AML",
        "confidence": 0.1235,
        "passages": [{"id": "p"}],
        "related": offered,
        "options": offered,
        "contacts": contact,
        "human": person,
        "reference": "abc",
    }
    assert json.loads(json.dumps(reply.as_dict())) == reply.as_dict()


def test_what_a_kind_does_not_carry_is_left_out() -> None:
    assert Reply(kind=Kind.CHAT).as_dict() == {"kind": "chat"}


def test_no_confidence_at_all_is_said_too() -> None:
    assert Reply(kind=Kind.UNCLEAR, confidence=0.0).as_dict() == {
        "kind": "unclear",
        "confidence": 0.0,
    }


def test_a_quotation_carries_words_place_and_date(library: Library, dli: Passage) -> None:
    (quoted,) = quote(library, [dli])
    text = (ROOT / "content/refractory-and-relapsed/document.txt").read_bytes().decode("utf-8")
    assert quoted == {
        "id": "dli-what",
        "document": "refractory-and-relapsed",
        "title": "Refractory and Relapsed",
        "section": "Stem Cell Transplantation in Relapsed Patients",
        "text": text[1489:1627],
        "start": 1489,
        "end": 1627,
        "sha256": "bf9ce1ee2f007b45b0fc8e37083010c7a1e276ee14eafdb55bb19d7e3d2df335",
        "updated": "2011-03-19",
        "updated_words": "last updated on Saturday, March 19, 2011",
        "note": None,
    }
    assert quoted["text"].startswith("This therapy involves giving lymphocytes")


def test_a_passage_that_is_not_its_span_is_never_quoted(library: Library, dli: Passage) -> None:
    with pytest.raises(ProofError, match=r"^Passage dli-what is not the span 1489:1627"):
        quote(library, [replace(dli, text=dli.text.replace("original", "other"))])


def quoted(text: str, **other: str | None) -> dict[str, str | None]:
    page = {"title": "Page", "section": "Part", "updated_words": "in 2011", "note": None}
    return {"text": text, **page, **other}


def test_a_citation_follows_the_words_in_quotation_marks() -> None:
    assert cite([quoted("One \u201ctwo\u201d.\nThree")]) == (
        "“One \u201ctwo\u201d.\nThree”\n— Page · Part · in 2011"
    )


def test_passages_from_the_same_place_share_a_citation() -> None:
    said = cite([quoted("A."), quoted("B."), quoted("C.", section="Other"), quoted("D.")])
    assert said.splitlines() == [
        *["“A.”", "“B.”", "— Page · Part · in 2011"],
        *["“C.”", "— Page · Other · in 2011"],
        *["“D.”", "— Page · Part · in 2011"],
    ]


def test_a_note_of_ours_stands_outside_the_quotation() -> None:
    said = cite([quoted("A.", note="Ours."), quoted("B.")])
    assert said.splitlines() == ["“A.”", "[Ours.]", "“B.”", "— Page · Part · in 2011"]


def test_a_section_named_as_its_page_is_named_once() -> None:
    assert cite([quoted("A.", section="Page")]) == "“A.”\n— Page · in 2011"
    assert cite([quoted("A.", section=None)]) == "“A.”\n— Page · in 2011"


def test_nothing_quoted_is_nothing_cited() -> None:
    assert cite([]) == ""


def test_questions_are_offered_once_each_and_only_a_few() -> None:
    questions = [question("ask_a", "A"), question("ask_b", "B"), question("ask_a", "A")]
    assert offer(questions) == [
        {"title": "A", "payload": "/ask_a"},
        {"title": "B", "payload": "/ask_b"},
    ]
    many = [question(f"ask_{n}", str(n)) for n in range(MOST_OFFERED + 2)]
    assert [button["title"] for button in offer(many)] == ["0", "1", "2"]
    assert offer([]) == []
