"""Typed access to an author's YAML: every complaint names its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.library.conftest import refused
from verbatim.errors import ContentError
from verbatim.library.source_file import SourceFile, read_text

NOT_TEXT_REMEDY = "Write one `- text` a line; put text that YAML reads otherwise in quotes."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "some.yml"


def opened(file: Path, text: str) -> SourceFile:
    file.write_bytes(text.encode("utf-8"))
    return SourceFile(file)


def complaint(file: Path, text: str) -> tuple[int, str, str]:
    """Line, problem, remedy with which a whole file is refused."""
    file.write_bytes(text.encode("utf-8"))
    _, line, problem, remedy = refused(SourceFile, file)
    return line, problem, remedy


def test_text_is_read_byte_for_byte(file: Path) -> None:
    text = "\ufeffone\r\ntwo\rthree\u2028\x00 e\u0301 \U0001f600"
    file.write_bytes(text.encode("utf-8"))
    assert read_text(file) == text


def test_a_missing_file_is_named(file: Path) -> None:
    assert refused(read_text, file) == ("some.yml", 0, "The file is missing.", "Put it there.")


def test_a_file_that_cannot_be_read_says_why(file: Path) -> None:
    file.mkdir()
    assert refused(read_text, file) == (
        "some.yml",
        0,
        "The file cannot be read (Is a directory).",
        "Check its permissions.",
    )


def test_another_encoding_is_refused_with_its_line(file: Path) -> None:
    file.write_bytes("a: b\nc: d\u00e9j\u00e0\n".encode("latin-1"))
    assert refused(read_text, file) == (
        "some.yml",
        2,
        "The file is not UTF-8.",
        "Save it again with the encoding UTF-8.",
    )


@pytest.mark.parametrize("text", ["", "# nothing\n", "just words", "- a\n- b", "!!set {a, b}"])
def test_a_file_without_names_is_refused(file: Path, text: str) -> None:
    problem = "The file must hold `name: value` lines."
    assert complaint(file, text) == (1, problem, "See docs/content.md.")


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("a: b\nc: [d\n", 3, "This is not YAML: expected ',' or ']', but got '<stream end>'."),
        ("a: b\n\tc: d", 2, r"This is not YAML: found character '\t' that cannot start any token."),
        (
            "a: b\na: c",
            2,
            'This is not YAML: found duplicate key "a" with value "c" (original value: "b").',
        ),
        (
            "a: 1\nb: 2011-02-30",
            2,
            "This is not YAML: a value cannot be read (day is out of range for month).",
        ),
        (
            "a: 1\n\nb: !!bool maybe",
            3,
            "This is not YAML: a value cannot be read ('maybe').",
        ),
    ],
)
def test_broken_yaml_is_refused_with_its_line(
    file: Path, text: str, line: int, problem: str
) -> None:
    assert complaint(file, text) == (line, problem, "Mend the line.")


def test_a_control_character_is_refused_with_its_line(file: Path) -> None:
    assert complaint(file, "a: b\nc: \x00") == (2, "U+0000 cannot stand in YAML.", "Remove it.")


@pytest.mark.parametrize(
    "text",
    ["[" * 900, 'a: "\\UFFFFFFFF"', "%YAML 1.3\n---\na: b", "? &k {a: [b]}\n: b\n? *k\n: c"],
    ids=["too deep", "no character", "no such version", "key of lists"],
)
def test_yaml_that_its_reader_stumbles_over_is_refused(file: Path, text: str) -> None:
    line, problem, remedy = complaint(file, text)
    assert (line, remedy) == (0, "Mend the file.")
    assert problem.startswith("This is not YAML: ")


def test_lines_are_those_of_keys(file: Path) -> None:
    source = opened(file, "\na: b\nc:\n  d: e\n")
    assert source.line(source.root, "c") == 3
    assert source.line(source.mapping(source.root, "c")) == 4
    assert source.line(source.root, "unknown") == source.line(source.root) == 2


def test_merged_keys_and_ordered_maps_have_the_line_of_their_mapping(file: Path) -> None:
    source = opened(file, "x: &x {a: b}\ny:\n  <<: *x\n  c: d\nz: !!omap [a: b]\n")
    assert source.line(source.mapping(source.root, "y"), "a") == 3
    assert source.line(source.mapping(source.root, "z"), "a") == 5


def test_unknown_keys_are_refused(file: Path) -> None:
    source = opened(file, "title: a\ntitel: b\n")
    with pytest.raises(ContentError) as caught:
        source.only(source.root, {"title", "origin"})
    assert str(caught.value) == (f"{file}:2: `titel` is not known here. Use one of: origin, title.")
    source.only(source.root, {"title", "titel"})


def failure(source: SourceFile, method: str) -> tuple[int, str, str]:
    with pytest.raises(ContentError) as caught:
        list(getattr(source, method)(source.root, "a"))
    return caught.value.line, caught.value.problem, caught.value.remedy


def test_text_is_required(file: Path) -> None:
    source = opened(file, "\nb: c")
    assert source.text(source.root, "b") == "c"
    assert failure(source, "text") == (2, "`a` is missing.", "Add a line `a: ...`.")


@pytest.mark.parametrize("value", ["", "''", "' '", "1", "[b]", "no: d", r'"\ud83d"'])
def test_only_text_counts_as_text(file: Path, value: str) -> None:
    source = opened(file, f"b: c\na: {{{value}}}" if ":" in value else f"b: c\na: {value}")
    assert failure(source, "text") == (2, "`a` must be text and not empty.", "Write the text.")


def test_optional_text_may_be_missing_but_not_be_something_else(file: Path) -> None:
    source = opened(file, "a: 5\nb:\nc: d\n")
    assert source.optional_text(source.root, "b") is None
    assert source.optional_text(source.root, "x") is None
    assert source.optional_text(source.root, "c") == "d"
    assert failure(source, "optional_text")[:2] == (1, "`a` must be text and not empty.")


@pytest.mark.parametrize("value", ["b", "[b, 5]", "[b, '']", "{b: c}", r'["\udc00"]'])
def test_a_list_of_texts_holds_texts_only(file: Path, value: str) -> None:
    source = opened(file, f"\na: {value}")
    assert failure(source, "texts") == (2, "`a` must be a list of texts.", NOT_TEXT_REMEDY)


def test_a_missing_list_of_texts_is_empty(file: Path) -> None:
    source = opened(file, "a: [b, 'c']\nd:")
    assert source.texts(source.root, "a") == ["b", "c"]
    assert source.texts(source.root, "d") == source.texts(source.root, "x") == []


def test_a_mapping_holds_names(file: Path) -> None:
    remedy = "Indent them under `a:`."
    expected = (1, "`a` must hold `name: value` lines.", remedy)
    assert failure(opened(file, "a: b"), "mapping") == expected
    assert failure(opened(file, "b: c"), "mapping") == expected
    source = opened(file, "a:\n  b: c\n  1: d\n")
    assert failure(source, "mapping") == (3, "`1` is not a name.", "Put it in quotes.")


def test_mappings_are_a_list_of_entries(file: Path) -> None:
    source = opened(file, "a:\n- b: c\n- b: d\n")
    assert [entry["b"] for entry in source.mappings(source.root, "a")] == ["c", "d"]
    expected = (1, "`a` must be a list.", "Begin each entry with `- `.")
    assert failure(opened(file, "a: {b: c}"), "mappings") == expected
    assert failure(opened(file, "a:\n- b: c\n- d\n"), "mappings") == (
        3,
        "An entry of `a` must hold `name: value` lines.",
        "Mend it.",
    )
