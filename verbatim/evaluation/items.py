"""What the assistant is asked: labelled messages and conversations, read from files."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verbatim.errors import ContentError

EXPECTATIONS = ("answer", "gap", "decline", "urgent", "not_urgent", "smalltalk")


@dataclass(frozen=True)
class Expectation:
    """What a fair reply is.

    Attributes:
        kind: one of EXPECTATIONS.
        must: ids of sentences, one of which an answer has to quote; empty takes any.
    """

    kind: str
    must: tuple[str, ...] = ()


@dataclass(frozen=True)
class Item:
    """One labelled message.

    Attributes:
        text: what the person writes.
        expected: what a right reply is.
        accepted: other outcomes that are as fair.
        near: for `decline`, whether it is about leukemia.
        style: the voice; empty where nobody labelled it.
        intent: the intent it stands for; empty where nobody labelled it.
        place: file and line, for people.
    """

    text: str
    expected: Expectation
    accepted: tuple[Expectation, ...] = ()
    near: bool = False
    style: str = ""
    intent: str = ""
    place: str = ""

    @property
    def label(self) -> str:
        """The expectation, with refusals told apart as near and far."""
        if self.expected.kind == "decline":
            return "decline_near" if self.near else "decline_far"
        return self.expected.kind

    @property
    def subject(self) -> str:
        """What it is counted under in the table of questions: its intent, else its label."""
        return self.intent or " ".join([self.label, *self.expected.must])


@dataclass(frozen=True)
class Dialogue:
    """A conversation: its turns are asked one after the other in one session."""

    turns: tuple[Item, ...]
    place: str = ""


def load_questions(file: Path, sentences: Collection[str]) -> list[Item]:
    """Reads one labelled message a line; `.txt` files as `load_red_flags` does.

    Args:
        file: JSON lines; tests/questions/README.md explains the keys.
        sentences: ids of the sentences that `must` may name.

    Raises:
        ContentError: a line cannot be used; says which and why.
    """
    if file.suffix == ".txt":
        return load_red_flags(file)
    return [_item(row, file, line, sentences) for line, row in _rows(file)]


def load_dialogues(file: Path, sentences: Collection[str]) -> list[Dialogue]:
    """Reads one conversation a line, `{"turns": [...]}`; errors as `load_questions`."""
    dialogues = []
    for line, row in _rows(file):
        turns = row.get("turns")
        if not isinstance(turns, list) or not turns:
            raise ContentError(file, line, "There are no `turns`.", "List one message a turn.")
        dialogues.append(
            Dialogue(
                tuple(_item(turn, file, line, sentences) for turn in turns), f"{file.stem}:{line}"
            )
        )
    return dialogues


def load_red_flags(file: Path) -> list[Item]:
    """One message a line: emergencies, or look-alikes where the file's name says so."""
    kind = "not_urgent" if "look_alike" in file.stem else "urgent"
    return [
        Item(text.strip(), Expectation(kind), place=f"{file.stem}:{line}")
        for line, text in enumerate(_text(file).splitlines(), 1)
        if text.strip()
    ]


def _rows(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    for line, text in enumerate(_text(file).splitlines(), 1):
        if not text.strip():
            continue
        try:
            row = json.loads(text)
        except ValueError:
            row = None
        if not isinstance(row, dict):
            raise ContentError(file, line, "This is no JSON object.", "Write one object a line.")
        yield line, row


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(
            file, 0, f"It cannot be read ({type(error).__name__}).", "Give a UTF-8 text file."
        ) from None


def _item(row: Any, file: Path, line: int, sentences: Collection[str]) -> Item:
    if not isinstance(row, dict) or not isinstance(row.get("q"), str) or not row["q"].strip():
        raise ContentError(file, line, "There is no message.", "Write it as text under `q`.")
    accepted = row.get("accept") or []
    return Item(
        text=row["q"],
        expected=_expectation(row, file, line, sentences),
        accepted=tuple(_expectation(other, file, line, sentences) for other in accepted),
        near=bool(row.get("near")),
        style=str(row.get("style") or ""),
        intent=str(row.get("intent") or ""),
        place=f"{file.stem}:{line}",
    )


def _expectation(row: Any, file: Path, line: int, sentences: Collection[str]) -> Expectation:
    kind = row.get("expect") if isinstance(row, dict) else None
    if kind not in EXPECTATIONS:
        raise ContentError(
            file, line, f"`expect` is “{kind}”.", f"Write one of: {', '.join(EXPECTATIONS)}."
        )
    must = tuple(row.get("must") or ())
    for id in must:
        if id not in sentences:
            raise ContentError(
                file, line, f"`must` names “{id}”.", "Use ids of tests/questions/sentences.json."
            )
    return Expectation(kind, must)
