"""Reads passages.yml: what its author says of a document, checked against the document."""

from __future__ import annotations

import datetime

from ruamel.yaml.comments import CommentedMap

from verbatim.library.coverage import uncovered
from verbatim.library.passage import Passage
from verbatim.library.source_file import SourceFile
from verbatim.library.spans import QuoteError, Span, locate

_PASSAGE = {"id", "label", "section", "starts", "ends", "answers", "note"}

Headings = list[tuple[Span, str]]


def updated(source: SourceFile, text: str) -> tuple[datetime.date, str]:
    node = source.mapping(source.root, "updated")
    source.only(node, {"date", "words"})
    date = node.get("date")
    if not isinstance(date, datetime.date) or isinstance(date, datetime.datetime):
        source.fail(source.line(node, "date"), "`date` must be a day.", "Write it as 2011-03-19.")
    words = source.text(node, "words")
    if words not in text:
        source.fail(
            source.line(node, "words"),
            "These words do not stand in document.txt.",
            "Copy them exactly.",
        )
    return date, words


def headings(source: SourceFile, text: str) -> Headings:
    """Spans of the declared headings, which must be lines of the text in the declared order."""
    found: Headings = []
    line_starts: dict[str, list[int]] = {}
    position = 0
    for line in text.splitlines(keepends=True):
        line_starts.setdefault(line.strip(), []).append(position + len(line) - len(line.lstrip()))
        position += len(line)
    after = 0
    for heading in source.texts(source.root, "sections"):
        places = [place for place in line_starts.get(heading, []) if place >= after]
        if not places:
            source.fail(
                source.line(source.root, "sections"),
                f"The heading “{heading}” is not a line of document.txt, or not in this order.",
                "List the headings as document.txt has them, from top to bottom.",
            )
        after = places[0] + len(heading)
        found.append((Span(places[0], after), heading))
    return found


def passages(
    source: SourceFile, document: str, text: str, headings: Headings
) -> tuple[Passage, ...]:
    passages: list[Passage] = []
    for node in source.mappings(source.root, "passages"):
        passage = _passage(source, node, document, text, headings)
        for other in passages:
            if other.id == passage.id:
                source.fail(
                    source.line(node, "id"),
                    f"The id `{passage.id}` is given twice.",
                    "Give each passage an id of its own.",
                )
            if other.span.overlaps(passage.span):
                source.fail(
                    source.line(node, "starts"),
                    f"The passages `{other.id}` and `{passage.id}` overlap.",
                    "End the first before the second begins.",
                )
        passages.append(passage)
    return tuple(sorted(passages, key=lambda passage: passage.span.start))


def _passage(
    source: SourceFile,
    node: CommentedMap,
    document: str,
    text: str,
    headings: Headings,
) -> Passage:
    source.only(node, _PASSAGE)
    try:
        span = locate(text, source.text(node, "starts"), source.text(node, "ends"))
    except QuoteError as error:
        source.fail(source.line(node, error.which), error.problem, error.remedy)
    inside = next((name for heading, name in headings if span.overlaps(heading)), None)
    if inside is not None:
        source.fail(
            source.line(node, "starts"),
            f"The passage runs over the heading “{inside}”.",
            "Quote from one section at a time.",
        )
    answers = source.texts(node, "answers")
    if not answers:
        source.fail(
            source.line(node, "answers"),
            "The passage answers no question.",
            "List at least one intent under `answers`.",
        )
    return Passage(
        id=source.text(node, "id"),
        document=document,
        section=_section(source, node, span, headings),
        label=source.text(node, "label"),
        span=span,
        text=span.of(text),
        answers=tuple(answers),
        note=source.optional_text(node, "note"),
        line=source.line(node, "id"),
    )


def _section(source: SourceFile, node: CommentedMap, span: Span, headings: Headings) -> str | None:
    """The last heading above the span, unless `section` names another (a page's last line)."""
    above = [name for heading, name in headings if heading.end <= span.start]
    named = source.optional_text(node, "section")
    if named is None:
        return above[-1] if above else None
    if named not in above:
        source.fail(
            source.line(node, "section"),
            f"The section “{named}” is not a heading above the passage.",
            "Use a heading listed under `sections`, or leave the line out.",
        )
    return named


def check_coverage(
    source: SourceFile,
    text: str,
    passages: tuple[Passage, ...],
    headings: Headings,
    updated_words: str,
) -> None:
    furniture = source.texts(source.root, "furniture")
    lines = {line.strip() for line in text.splitlines()}
    for item in furniture:
        if item not in lines:
            source.fail(
                source.line(source.root, "furniture"),
                f"The furniture “{item}” is not a line of document.txt.",
                "Copy the whole line.",
            )
    covered = [passage.span for passage in passages] + [span for span, _ in headings]
    left = uncovered(text, covered, {*furniture, updated_words})
    if left:
        line = text.count("\n", 0, left[0].start) + 1
        source.fail(
            source.line(source.root, "passages"),
            f"Nothing covers “{left[0].of(text)}” (line {line} of document.txt).",
            "Put it into a passage, or list its line under `furniture` or `sections`.",
        )
