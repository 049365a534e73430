"""A document loads with every passage proved, or is refused with file, line and remedy."""

from __future__ import annotations

import datetime
import hashlib
from pathlib import Path

import pytest

from tests.library.conftest import PASSAGES, TEXT, Page, refused
from verbatim.library.document import Document
from verbatim.library.proof import prove
from verbatim.library.spans import Span


def test_a_document_knows_what_its_author_wrote(page: Page) -> None:
    document = page.load()
    assert document.id == "fruit"
    assert document.title == "Fruit"
    assert document.origin == "A page about fruit"
    assert document.updated == datetime.date(2010, 5, 5)
    assert document.updated_words == "last updated on May 5, 2010"
    assert document.text == TEXT
    assert document.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_passages_carry_their_span_and_everything_about_it(page: Page) -> None:
    apples, pears, storage = page.load().passages
    assert (apples.id, apples.span, apples.text) == ("apples", Span(25, 40), "Apples are red.")
    assert (apples.section, apples.label, apples.note) == ("First heading", "What apples are", None)
    assert (pears.answers, pears.note) == (("ask_pears", "ask_apples"), "Ours.")
    assert storage.text == "Apples can be stored in winter. Pears keep\nfor a week."
    assert (storage.section, storage.document, storage.line) == ("Second heading", "fruit", 24)
    for passage in (apples, pears, storage):
        assert passage.text == TEXT[passage.span.start : passage.span.end]


def test_passages_come_in_the_order_of_the_document(page: Page) -> None:
    head, *entries = PASSAGES.split("  - id: ")
    page.write(TEXT, head + "".join(f"  - id: {entry}" for entry in reversed(entries)))
    assert [passage.id for passage in page.load().passages] == ["apples", "pears", "storage"]


def test_line_ends_marks_and_rare_characters_are_kept(page: Page) -> None:
    text = "\ufeffThe Site\r\n\r\n\u202eApples are \u00e9e\u0301\U0001f34e\x00 red.\r\nlast updated"
    passages = PASSAGES.partition("furniture")[0].replace("on May 5, 2010", "").replace(
        "last updated ", "last updated"
    ) + (
        'furniture: ["\\uFEFFThe Site"]\n'
        'passages:\n- {id: a, label: A, starts: "\u202eApples", ends: red., answers: [ask_a]}\n'
    )
    page.write(text, passages)
    document = page.load()
    (passage,) = document.passages
    assert document.text.encode() == (page.folder / "document.txt").read_bytes()
    assert passage.text == "\u202eApples are \u00e9e\u0301\U0001f34e\x00 red."
    assert passage.section is None
    prove(passage, document)


@pytest.mark.parametrize("name", ["document.txt", "passages.yml"])
def test_a_missing_file_is_named(page: Page, name: str) -> None:
    (page.folder / name).unlink()
    assert page.refused() == (name, 0, "The file is missing.", "Put it there.")


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    complaint = refused(Document.load, tmp_path / "nowhere")
    assert complaint == ("document.txt", 0, "The file is missing.", "Put it there.")


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
@pytest.mark.parametrize("name", ["document.txt", "passages.yml"])
def test_another_encoding_is_refused(page: Page, name: str, encoding: str) -> None:
    file = page.folder / name
    file.write_bytes((file.read_text().replace("Fruit", "Fr\u00fcit") + "\u00e9").encode(encoding))
    line = 1 if encoding == "utf-16" else {"document.txt": 13, "passages.yml": 1}[name]
    remedy = "Save it again with the encoding UTF-8."
    assert page.refused() == (name, line, "The file is not UTF-8.", remedy)


def test_a_document_changed_under_its_passages_is_refused(page: Page) -> None:
    changed = TEXT.replace("red", "green").encode()
    (page.folder / "document.txt").write_bytes(changed)
    digest = hashlib.sha256(changed).hexdigest()
    assert page.refused() == (
        "passages.yml",
        6,
        "document.txt is not the file these passages were written for.",
        f"Check every passage against it, then write `sha256: {digest}`.",
    )


def test_one_changed_line_end_is_a_change(page: Page) -> None:
    (page.folder / "document.txt").write_bytes(TEXT.replace("\n", "\r\n").encode())
    assert page.refused()[1:3] == (
        6,
        "document.txt is not the file these passages were written for.",
    )


@pytest.mark.parametrize(
    ("old", "line", "problem", "remedy"),
    [
        ("title: Fruit\n", 1, "`title` is missing.", "Add a line `title: ...`."),
        (
            "origin: A page about fruit\n",
            1,
            "`origin` is missing.",
            "Add a line `origin: ...`.",
        ),
        ("sha256: {sha256}\n", 1, "`sha256` is missing.", "Add a line `sha256: ...`."),
    ],
)
def test_what_is_missing_is_named(
    page: Page, old: str, line: int, problem: str, remedy: str
) -> None:
    assert page.edit(old, "").refused() == ("passages.yml", line, problem, remedy)


def test_a_misspelt_key_is_refused(page: Page) -> None:
    assert page.edit("furniture:", "furnitures:").refused() == (
        "passages.yml",
        7,
        "`furnitures` is not known here.",
        "Use one of: furniture, origin, passages, sections, sha256, title, updated.",
    )
