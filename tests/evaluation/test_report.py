"""The report shows the figures of evaluation.json, all of them well-formed."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from tests.evaluation.conftest import outcome
from verbatim.evaluation import page, pictures, table
from verbatim.evaluation.figures import figures
from verbatim.evaluation.outcome import Asked, Peer
from verbatim.evaluation.report import html

_VOID = {"meta", "br", "link", "img"}

OUTCOMES = (
    outcome("answer", "answer", True, style="plain", intent="ask_dli", given="ask_dli",
            confidence=0.9, candidate=(0.9, True)),
    outcome("answer", "answer", False, text="<b>bold</b> & “so”", style="typo", intent="ask_dli",
            given="ask_relapse", confidence=0.6, candidate=(0.6, False)),
    outcome("decline", "not_covered", True, near=True, style="typo", intent="gap_cost",
            given="gap_cost", confidence=0.7, candidate=(0.1, False)),
    outcome("urgent", "urgent", True, confidence=1.0),
)  # fmt: skip
GOOD, BAD = OUTCOMES[0], OUTCOMES[1]


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    asked = [
        Asked("held_out", "Held out", OUTCOMES, ((GOOD, GOOD), (GOOD, BAD, GOOD))),
        Asked("dev", "dev", OUTCOMES[:2]),
    ]
    peers = [Peer("keyword_search", "Keyword search", {"held_out": OUTCOMES, "dev": OUTCOMES[:2]})]
    made = figures(
        asked,
        peers,
        date="2026-01-31",
        fingerprint="abc123",
        leaks=[("train", "asked")],
        folds=OUTCOMES,
    )
    return json.loads(json.dumps(made))


class Reader(HTMLParser):
    """Checks that every element is closed, and takes the cells that name a figure."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.cells: list[tuple[str, str]] = []
        self._path: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self.open.append(tag)
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        self._path = given.get("data-figure") or self._path

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [str(value) for name, value in attrs if name == "id"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self._path = None

    def handle_data(self, data: str) -> None:
        if self._path:
            self.cells.append((self._path, data))


@pytest.fixture(scope="module")
def read(found: dict[str, Any]) -> Reader:
    reader = Reader()
    reader.feed(html(found))
    reader.close()
    return reader


def at(found: Any, path: str) -> Any:
    for step in path.split("."):
        if found is None:
            return None
        found = found[int(step)] if isinstance(found, list) else found[step]
    return found


def test_every_element_is_closed_and_every_id_unique(read: Reader) -> None:
    assert read.open == []
    assert len(read.ids) == len(set(read.ids))


def test_figures_of_the_page_are_those_of_the_json(read: Reader, found: dict[str, Any]) -> None:
    assert len(read.cells) > 60
    for path, text in read.cells:
        assert text == page.shown(at(found, path)), path


def test_every_target_is_shown_for_every_group_and_peer(
    read: Reader, found: dict[str, Any]
) -> None:
    paths = {path for path, _ in read.cells}
    for target in found["targets"]:
        for name in found["groups"]:
            assert f"groups.{name}.scores.{target['key']}" in paths
        assert f"peers.keyword_search.groups.held_out.scores.{target['key']}" in paths


def test_messages_are_shown_as_they_were_written(found: dict[str, Any]) -> None:
    shown = html(found)
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; “so”" in shown
    assert "<b>bold" not in shown


def test_the_page_needs_no_other_file(found: dict[str, Any]) -> None:
    assert re.findall(r'(?:src|href)="(?!#)([^"]*)"', html(found)) == []
    assert "@import" not in html(found)


def test_date_model_and_leaks_are_shown(found: dict[str, Any]) -> None:
    shown = html(found)
    assert "2026-01-31" in shown
    assert "abc123" in shown
    assert "1 questions stand in the training data" in shown


def test_the_same_figures_make_the_same_page(found: dict[str, Any]) -> None:
    assert html(found) == html(found)


def test_nothing_asked_still_makes_a_page() -> None:
    empty = figures([Asked("held_out", "Held out", ())], [], date="2026-01-31", fingerprint="a")
    reader = Reader()
    reader.feed(html(empty))
    assert reader.open == []


def test_pictures_are_described() -> None:
    drawn = pictures.bars({"ask_dli": {"count": 1, "of": 2, "share": 0.5}}, "one", "Some words")
    assert drawn.startswith("<svg")
    assert 'role="img" aria-label="Some words"' in drawn
    assert "1 of 2" in drawn


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"),
        (3, "3"),
        (0.256, "25.6\N{NO-BREAK SPACE}%"),
        ({"count": 0, "of": 0, "share": None}, "–"),
    ],
)
def test_figures_are_written_for_people(value: Any, text: str) -> None:
    assert page.shown(value) == text


def test_the_table_marks_missed_targets(found: dict[str, Any]) -> None:
    lines = table.text(found).splitlines()
    answered = next(line for line in lines if line.startswith("Questions the page answers"))
    assert "50.0 %*" in answered
    emergencies = next(line for line in lines if line.startswith("Emergencies"))
    assert "100.0 % " in emergencies
    assert "*" not in emergencies
    assert lines[-1].startswith("1 questions stand in the training data")
