"""The source page, byte for byte, and every sentence of it within reach."""

from __future__ import annotations

import hashlib

import pytest
from ruamel.yaml import YAML

from tests.conftest import ROOT
from verbatim.library import Document, Library
from verbatim.library.contacts import Contacts
from verbatim.library.coverage import sentences

FOLDER = ROOT / "content" / "refractory-and-relapsed"
SHA256 = "bf9ce1ee2f007b45b0fc8e37083010c7a1e276ee14eafdb55bb19d7e3d2df335"
TEXT = (FOLDER / "document.txt").read_bytes().decode("utf-8")
MANIFEST = YAML(typ="safe").load((FOLDER / "passages.yml").read_text(encoding="utf-8"))
LIBRARY = Library.load(ROOT / "content")
DOMAIN = YAML(typ="safe").load((ROOT / "domain.yml").read_text(encoding="utf-8"))
ASKED = [intent for intent in DOMAIN["intents"] if intent.startswith("ask_")]
GAPS = [intent for intent in DOMAIN["intents"] if intent.startswith("gap_")]


def source_sentences() -> dict[str, str]:
    """S0 to S19, from the document itself: its sentences but for furniture and headings.

    The two points of S9's list are S9a and S9b. A space is missing after "(DLI)." so that
    spaCy sees one sentence where there are two, S13 and S14.
    """
    lines = {*MANIFEST["furniture"], *MANIFEST["sections"]}
    found: dict[str, str] = {}
    number = 0
    for sentence in sentences(TEXT):
        words = sentence.of(TEXT)
        if words in lines:
            continue
        if words.startswith("\u2022 "):
            found[f"S{number - 1}{'b' if f'S{number - 1}a' in found else 'a'}"] = words[2:]
            continue
        first, stop, second = words.partition("(DLI).This")
        for part in [f"{first}(DLI).", f"This{second}"] if stop else [words]:
            found[f"S{number}"] = part
            number += 1
    return found


SENTENCES = source_sentences()


def test_the_source_page_is_the_one_we_were_given() -> None:
    assert hashlib.sha256((FOLDER / "document.txt").read_bytes()).hexdigest() == SHA256
    assert LIBRARY.documents["refractory-and-relapsed"].sha256 == SHA256


def test_there_are_twenty_sentences_and_a_list_of_two() -> None:
    numbers = [f"S{number}" for number in range(20)]
    assert list(SENTENCES) == [*numbers[:10], "S9a", "S9b", *numbers[10:]]
    assert SENTENCES["S0"].startswith("Researchers study every new drug")
    assert SENTENCES["S9b"].startswith("the cytogenetic findings")
    assert SENTENCES["S13"].endswith("a donor leukocyte infusion (DLI).")
    assert SENTENCES["S14"].startswith("This therapy involves giving lymphocytes")
    assert SENTENCES["S19"] == "last updated on Saturday, March 19, 2011"


@pytest.mark.parametrize("number", SENTENCES)
def test_every_sentence_is_reached_by_a_question(number: str) -> None:
    sentence = SENTENCES[number]
    reached = [
        intent
        for intent in ASKED
        if any(sentence in passage.text for passage in LIBRARY.answer(intent))
    ]
    assert reached


@pytest.mark.parametrize("document", LIBRARY.documents.values(), ids=lambda document: document.id)
def test_every_passage_stands_literally_in_its_document(document: Document) -> None:
    data = (ROOT / "content" / document.id / "document.txt").read_bytes()
    assert document.passages
    for passage in document.passages:
        assert passage.text.encode("utf-8") in data
        assert data.decode("utf-8")[passage.span.start : passage.span.end] == passage.text
        assert passage.text == passage.text.strip()


def test_passages_name_the_sections_that_the_page_has() -> None:
    sections = {passage.section for passage in LIBRARY.passages.values()}
    assert sections == set(MANIFEST["sections"])


def test_the_missing_list_of_the_source_is_owned_up_to() -> None:
    notes = {passage.id: passage.note for passage in LIBRARY.passages.values() if passage.note}
    assert list(notes) == ["refractory-options"]
    assert "missing from our copy" in notes["refractory-options"]
    assert notes["refractory-options"] not in TEXT


@pytest.mark.parametrize("intent", ASKED)
def test_every_answered_intent_has_passages_and_a_label(intent: str) -> None:
    question = LIBRARY.questions[intent]
    assert question.answered
    assert question.label
    assert LIBRARY.answer(intent)


@pytest.mark.parametrize("intent", GAPS)
def test_every_gap_intent_has_a_label_and_no_passage(intent: str) -> None:
    question = LIBRARY.questions[intent]
    assert not question.answered
    assert question.label
    assert LIBRARY.answer(intent) == []


def test_every_question_is_an_intent() -> None:
    assert {question.intent for question in LIBRARY.questions} == {*ASKED, *GAPS}


def test_labels_are_told_apart_by_people() -> None:
    labels = [question.label.casefold() for question in LIBRARY.questions]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("region", ["default", "us", "eu", "gb"])
def test_every_region_has_someone_to_call(region: str) -> None:
    contacts = Contacts.load(ROOT / "content" / "contacts.yml", region)
    assert contacts.medical
    assert contacts.crisis
    assert contacts.person["words"]
