"""A small document whose passages.yml the tests damage in one place each."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from verbatim.errors import ContentError
from verbatim.library.document import Document

# The same examples each time, however slow the machine: a commit is green or it is not.
settings.register_profile("verbatim", deadline=None, derandomize=True)
settings.load_profile("verbatim")

TEXT = """\
The Site

First heading

Apples are red. Pears are green.

Second heading

Apples can be stored in winter. Pears keep
for a week.

last updated on May 5, 2010
"""

PASSAGES = """\
title: Fruit
origin: A page about fruit
updated:
  date: 2010-05-05
  words: last updated on May 5, 2010
sha256: {sha256}
furniture:
  - The Site
sections:
  - First heading
  - Second heading
passages:
  - id: apples
    label: What apples are
    starts: Apples are
    ends: red.
    answers: [ask_apples]
  - id: pears
    label: What pears are
    starts: Pears are
    ends: green.
    answers: [ask_pears, ask_apples]
    note: Ours.
  - id: storage
    label: How to store them
    starts: Apples can
    ends: for a week.
    answers: [ask_storage]
"""

QUESTIONS = """\
answered:
  ask_apples: {label: What apples are, topic: apple, related: [ask_pears]}
  ask_pears: {label: What pears are}
  ask_storage: {label: Storing fruit}
not_covered:
  gap_price: {label: prices, of_topic: "the price of {topic}", related: [ask_apples]}
"""

GLOSSARY = """\
terms:
  apple: {name: apple, topic: true, also: [apples], related: [ask_apples]}
  fruit: {name: fruit}
"""


def refused(load: Callable[[Path], object], path: Path) -> tuple[str, int, str, str]:
    """What a load complains of: name of the file, line, problem, remedy."""
    with pytest.raises(ContentError) as caught:
        load(path)
    error = caught.value
    place = f"{error.file}:{error.line}" if error.line else str(error.file)
    assert str(error) == f"{place}: {error.problem} {error.remedy}"
    return error.file.name, error.line, error.problem, error.remedy


class Page:
    """A folder with a document; `edit` changes what its author wrote."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.folder = folder
        self.write(TEXT, PASSAGES)

    def write(self, text: str, passages: str) -> None:
        """Both files; `{sha256}` becomes that of the text."""
        document = text.encode("utf-8")
        (self.folder / "document.txt").write_bytes(document)
        digest = hashlib.sha256(document).hexdigest()
        manifest = passages.replace("{sha256}", digest).encode("utf-8")
        (self.folder / "passages.yml").write_bytes(manifest)

    def edit(self, old: str, new: str) -> Page:
        """passages.yml with `new` in the one place of `old`."""
        assert PASSAGES.count(old) == 1, old
        self.write(TEXT, PASSAGES.replace(old, new))
        return self

    def load(self) -> Document:
        return Document.load(self.folder)

    def refused(self) -> tuple[str, int, str, str]:
        return refused(Document.load, self.folder)


@pytest.fixture
def page(tmp_path: Path) -> Page:
    return Page(tmp_path / "content" / "fruit")


@pytest.fixture
def content(page: Page) -> Path:
    """A content folder with that one document, questions.yml and glossary.yml."""
    folder = page.folder.parent
    (folder / "questions.yml").write_text(QUESTIONS, encoding="utf-8")
    (folder / "glossary.yml").write_text(GLOSSARY, encoding="utf-8")
    return folder
