"""Which questions are asked, in groups that are never mixed in one figure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verbatim.errors import ContentError
from verbatim.evaluation.items import Dialogue, Item, load_dialogues, load_questions
from verbatim.settings import ROOT

TESTS = ROOT / "tests"
HELD_OUT, VALIDATION, RED_FLAGS = "held_out", "validation", "red_flags"
FOREIGN = "foreign"

TITLES = {
    HELD_OUT: "Held out",
    VALIDATION: "Validation",
    RED_FLAGS: "Red-flag phrasings",
    FOREIGN: "Other languages than English",
}
"""What the groups are called in reports; extra sets go by the name of their file."""


@dataclass(frozen=True)
class Group:
    """Questions and conversations that are counted together.

    Attributes:
        name: `held_out` was seen by nobody who trained or tuned; `validation` chose the
            operating points; `red_flags` was at hand when its rules were written; `foreign`
            is in other languages than English.
    """

    name: str
    items: tuple[Item, ...] = ()
    dialogues: tuple[Dialogue, ...] = ()

    @property
    def title(self) -> str:
        return TITLES.get(self.name, self.name)


def sentences(tests: Path = TESTS) -> dict[str, str]:
    """The sentences of the source page by the ids that labels use."""
    file = tests / "questions" / "sentences.json"
    loaded: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return loaded


def own(known: Mapping[str, str], tests: Path = TESTS) -> list[Group]:
    """The project's own groups. Raises ContentError where a set is wrong."""
    folder = tests / "questions"
    return [
        _group(HELD_OUT, folder, ("held_out_a", "held_out_b", "held_out_forum"), known),
        _group(VALIDATION, folder, ("validation", "validation_forum", "validation_fresh"), known),
        Group(
            RED_FLAGS,
            tuple(
                item
                for name in ("positive", "look_alike")
                for item in load_questions(tests / "red_flags" / f"{name}.txt", known)
            ),
        ),
        _group(FOREIGN, folder, ("foreign",), known),
    ]


def _group(name: str, folder: Path, parts: Sequence[str], known: Mapping[str, str]) -> Group:
    """All questions of the parts, and the conversations of those that have some."""
    talks = sorted(folder.glob(f"{name}*_dialogues.jsonl"))
    return Group(
        name,
        tuple(item for part in parts for item in load_questions(folder / f"{part}.jsonl", known)),
        tuple(talk for file in talks for talk in load_dialogues(file, known)),
    )


def extra(
    known: Mapping[str, str], questions: Sequence[Path], dialogues: Sequence[Path]
) -> list[Group]:
    """Groups for other people's files, one a file; a file of dialogues joins its namesake.

    `dev.jsonl` and `dev_dialogues.jsonl` make one group, `dev`.

    Raises:
        ContentError: a file cannot be used, or has the name of one of our own groups.
    """
    items = {file.stem: (file, tuple(load_questions(file, known))) for file in questions}
    talks = {
        file.stem.removesuffix("_dialogues"): (file, tuple(load_dialogues(file, known)))
        for file in dialogues
    }
    groups = []
    for name in dict.fromkeys([*items, *talks]):
        if name in TITLES:
            file = (items.get(name) or talks[name])[0]
            raise ContentError(file, 0, "Its name is taken by a set of ours.", "Rename the file.")
        _, asked = items.get(name, (None, ()))
        _, held = talks.get(name, (None, ()))
        groups.append(Group(name, asked, held))
    return groups


def main_group(found: Mapping[str, Any]) -> str:
    """The group that the report is about: held out, else the first that was asked."""
    return HELD_OUT if HELD_OUT in found["groups"] else next(iter(found["groups"]))
