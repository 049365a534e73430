"""Whatever stands in the files: every passage is proved, or ContentError names file and remedy."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from hypothesis import event, example, given
from hypothesis import strategies as st

from tests.library.conftest import GLOSSARY, PASSAGES, QUESTIONS, TEXT, Page
from verbatim.errors import ContentError
from verbatim.library.contacts import Contacts
from verbatim.library.document import Document
from verbatim.library.glossary import Glossary
from verbatim.library.proof import prove
from verbatim.library.questions import Questions

T = TypeVar("T")

LINE_ENDS = ["\n", "\r", "\r\n", *"\u2028\u0085\x0b\x1c"]
# NUL, byte order mark, neighbours of surrogates, combining marks, right to left.
CHARACTERS = "\x00\ufeff\ud7ff\ue000\ufffd\u0301\u200d\u202e\u2066\u05d0\u0627\u00a0\U0010ffff{}%1"
WORDS = ["Word", "Word. ", ": ", "- ", "e\u0301", "\U0001f469\u200d\u2695\ufe0f"]
NASTY = st.sampled_from([*LINE_ENDS, *CHARACTERS, *WORDS])
TEXTS = st.lists(NASTY | st.text(max_size=8), max_size=25).map("".join)
YAML_ODDITIES = [
    *["", "~", "no", "0o17", "1e400", "1_0", "0x_", ".inf", "=", "<<", "2011-02-30", "12:30:45"],
    *["'", '"', "[", "{", "]", "}", "- x", "? y", ": z", "*x", "&x y", "!!int x", "!!bool no"],
    *["!!set {a}", "!!omap [a: b]", "!!pairs [a: b]", "!!binary é", "!!timestamp x", "!foo bar"],
    *["|", ">-", "|9", "\t", "# x", "---", "...", "%YAML 1.1", "%YAML 1.3", "%TAG ! x", "<<: *x"],
    *[r'"\ud800"', r'"\U00110000"', r'"\x0"', "\x00", "\ufeff", "\u2028", "\u202e", "a: b: c"],
    *["[" * 500, "x" * 5000, "1" * 5000, "[a, [b, {c: d}]]", "&x [*x]", "? [a]\n: b", "\r", "\n"],
]


def loaded(load: Callable[[Path], T], path: Path) -> T | None:
    """What a load gives; None if it refused well."""
    refusal: ContentError | None = None
    result: T | None = None
    try:
        result = load(path)
    except ContentError as error:
        refusal = error
    event(refusal.problem[:20] if refusal else "loaded")
    if refusal is not None:
        assert refusal.file.exists()
        assert refusal.line >= 0
        assert refusal.problem.endswith(".")
        assert refusal.remedy.endswith(".")
    return result


def prove_all(document: Document, data: bytes) -> None:
    assert document.text.encode("utf-8") == data
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    for passage in document.passages:
        prove(passage, document)
        assert passage.text == document.text[passage.span.start : passage.span.end]
        for words in (passage.id, passage.label, passage.note or "", *passage.answers):
            assert words.encode("utf-8").decode("utf-8") == words


def quoted(words: str) -> str:
    """A YAML string for any words."""
    return '"' + "".join(f"\\U{ord(character):08X}" for character in words) + '"'


@given(
    before=TEXTS,
    passage=TEXTS.filter(str.strip),
    after=TEXTS,
    first=st.integers(1, 9),
    last=st.integers(1, 9),
)
@example(before="\ufeff", passage="Word.\r\n\x00Second.", after="", first=5, last=7)
@example(before="", passage="a" * 100_000 + "b", after="\r", first=100_000, last=1)
def test_any_text_is_loaded_with_its_passages_proved_or_refused(
    before: str, passage: str, after: str, first: int, last: int
) -> None:
    text = f"{before}{passage}{after}\nlast updated"
    known = sorted({line.strip() for line in (before + after).splitlines()} - {""})
    manifest = f"""\
title: Any
origin: {quoted(passage[:1] or "x")}
updated: {{date: 2011-03-19, words: last updated}}
sha256: {{sha256}}
furniture: [{", ".join(map(quoted, known))}]
sections: [{quoted(known[0]) if known and first == last else ""}]
passages:
- id: any
  label: Any
  starts: {quoted(passage[:first])}
  ends: {quoted(passage[-last:])}
  answers: [ask_any]
"""
    with tempfile.TemporaryDirectory() as folder:
        page = Page(Path(folder) / "page")
        page.write(text, manifest)
        document = loaded(Document.load, page.folder)
        if document is not None:
            prove_all(document, text.encode("utf-8"))
            assert document.passages[0].text == passage


@given(st.binary(max_size=60) | TEXTS.map(lambda text: text.encode("utf-8")))
@example(b"\xff\xfea\x00")
@example("\ufeff".encode())
def test_any_bytes_in_place_of_the_manifest_are_refused(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        page = Page(Path(folder) / "page")
        (page.folder / "passages.yml").write_bytes(data)
        assert loaded(Document.load, page.folder) is None


@st.composite
def damaged(draw: st.DrawFn, original: str) -> str:
    """A file of an author with one to three oddities in it."""
    text = original
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        cut = draw(st.sampled_from([0, 0, 1, 5, 20]))
        oddity = draw(st.sampled_from(YAML_ODDITIES))
        text = text[:start] + oddity + text[start + cut :]
    return text


@st.composite
def with_a_value_replaced(draw: st.DrawFn, original: str) -> str:
    """A file of an author with one value, or one key, replaced by an oddity."""
    lines = original.split("\n")
    index = draw(st.sampled_from([i for i, line in enumerate(lines) if ":" in line]))
    key, colon, value = lines[index].partition(":")
    oddity = draw(st.sampled_from(YAML_ODDITIES))
    indent = key[: len(key) - len(key.lstrip(" -"))]
    lines[index] = f"{key}: {oddity}" if draw(st.booleans()) else f"{indent}{oddity}{colon}{value}"
    return "\n".join(lines)


def hostile(original: str) -> st.SearchStrategy[str]:
    return damaged(original) | with_a_value_replaced(original)


@given(hostile(PASSAGES))
def test_a_damaged_manifest_is_loaded_with_its_passages_proved_or_refused(manifest: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        page = Page(Path(folder) / "page")
        page.write(TEXT, manifest)
        document = loaded(Document.load, page.folder)
        if document is not None:
            prove_all(document, TEXT.encode("utf-8"))


CONTACTS = """\
person:
  title: Talk to a person
  words: Your care team can answer this.
  link: tel:123
urgent:
  default:
    medical:
      - {label: Emergency, number: "112"}
    crisis:
      - {label: Lifeline, number: "988"}
"""


@given(questions=hostile(QUESTIONS), glossary=hostile(GLOSSARY), contacts=hostile(CONTACTS))
def test_the_other_files_are_loaded_or_refused(
    questions: str, glossary: str, contacts: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for content, load in (
            (questions, Questions.load),
            (glossary, Glossary.load),
            (contacts, Contacts.load),
        ):
            file = Path(folder) / "some.yml"
            file.write_bytes(content.encode("utf-8"))
            result = loaded(load, file)
            if isinstance(result, Glossary):
                result.topic("an apple and other fruit")
            if isinstance(result, Questions):
                labels = [question.about("apples") for question in result]
                assert all(label.strip() for label in labels)
