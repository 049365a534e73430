from __future__ import annotations

import json
from pathlib import Path

import pytest

from verbatim.errors import ContentError
from verbatim.evaluation.items import load_dialogues, load_questions

KNOWN = {"S1", "S14"}


def written(folder: Path, *rows: object, name: str = "some.jsonl") -> Path:
    file = folder / name
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return file


def test_a_line_is_read_with_all_its_keys(tmp_path: Path) -> None:
    row = {"q": "whose cells?", "expect": "answer", "must": ["S14"], "style": "typo"}
    row |= {"intent": "ask_dli_donor", "accept": [{"expect": "decline", "must": []}]}
    (item,) = load_questions(written(tmp_path, row), KNOWN)
    assert (item.text, item.style, item.intent) == ("whose cells?", "typo", "ask_dli_donor")
    assert item.expected.must == ("S14",)
    assert item.accepted[0].kind == "decline"
    assert item.place == "some:1"


def test_blank_lines_are_left_out_and_lines_counted_as_people_do(tmp_path: Path) -> None:
    file = tmp_path / "some.jsonl"
    file.write_text('\n{"q": "hi", "expect": "smalltalk"}\n\n{"q": "ok", "expect": "smalltalk"}')
    assert [item.place for item in load_questions(file, KNOWN)] == ["some:2", "some:4"]


@pytest.mark.parametrize(("near", "label"), [(True, "decline_near"), (False, "decline_far")])
def test_refusals_are_told_apart_as_near_and_far(tmp_path: Path, near: bool, label: str) -> None:
    row = {"q": "how much is it", "expect": "decline", "near": near}
    (item,) = load_questions(written(tmp_path, row), KNOWN)
    assert item.label == label


def test_a_line_without_intent_is_counted_under_what_it_must_quote(tmp_path: Path) -> None:
    row = {"q": "whose cells?", "expect": "answer", "must": ["S14"]}
    (item,) = load_questions(written(tmp_path, row), KNOWN)
    assert item.subject == "answer S14"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"expect": "answer"}, "no message"),
        ({"q": "  ", "expect": "answer"}, "no message"),
        ({"q": 3, "expect": "answer"}, "no message"),
        ({"q": "a", "expect": "answers"}, "“answers”"),
        ({"q": "a"}, "“None”"),
        ({"q": "a", "expect": "answer", "must": ["S99"]}, "“S99”"),
        ({"q": "a", "expect": "answer", "accept": [{"expect": "no"}]}, "“no”"),
        (["a"], "no JSON object"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(tmp_path: Path, row: object, words: str) -> None:
    good = {"q": "hi", "expect": "smalltalk"}
    with pytest.raises(ContentError, match=words) as caught:
        load_questions(written(tmp_path, good, row), KNOWN)
    assert caught.value.line == 2


def test_broken_json_is_named(tmp_path: Path) -> None:
    file = tmp_path / "some.jsonl"
    file.write_text('{"q": ')
    with pytest.raises(ContentError, match="no JSON object"):
        load_questions(file, KNOWN)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\xff"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "some.jsonl"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ContentError, match="cannot be read"):
        load_questions(file, KNOWN)


def test_turns_are_read_in_order(tmp_path: Path) -> None:
    turns = [{"q": "hi", "expect": "smalltalk"}, {"q": "DLI?", "expect": "answer"}]
    (dialogue,) = load_dialogues(written(tmp_path, {"turns": turns}), KNOWN)
    assert [turn.text for turn in dialogue.turns] == ["hi", "DLI?"]


@pytest.mark.parametrize("row", [{}, {"turns": []}, {"turns": "hi"}, {"turns": ["hi"]}])
def test_a_conversation_without_usable_turns_is_an_error(tmp_path: Path, row: object) -> None:
    with pytest.raises(ContentError):
        load_dialogues(written(tmp_path, row), KNOWN)


def test_text_files_hold_emergencies_and_look_alikes(tmp_path: Path) -> None:
    (tmp_path / "positive.txt").write_text("he is not waking up\n\n", encoding="utf-8")
    (tmp_path / "look_alike.txt").write_text("is a relapse an emergency\n", encoding="utf-8")
    (emergency,) = load_questions(tmp_path / "positive.txt", KNOWN)
    (other,) = load_questions(tmp_path / "look_alike.txt", KNOWN)
    assert (emergency.label, other.label) == ("urgent", "not_urgent")
