"""passages.yml is held against its document, line by line."""

from __future__ import annotations

import pytest

from tests.library.conftest import PASSAGES, TEXT, Page

COPY = "Copy the words exactly, spelling, spaces and line breaks included."
UNIQUE = "Copy more words, until they are unique."
TEXT_REMEDY = "Write the text."


@pytest.mark.parametrize(
    ("old", "new", "line", "problem", "remedy"),
    [
        # Quotes.
        ("Apples are\n", "Apples were\n", 15, "“Apples were” is not found in document.txt.", COPY),
        ("ends: red.", "ends: pink.", 16, "“pink.” is not found after `starts`.", COPY),
        (
            "Apples are\n",
            "Apples\n",
            15,
            "“Apples” stands more than once in document.txt (lines 5 and 9).",
            UNIQUE,
        ),
        (
            "ends: red.",
            "ends: Pears",
            16,
            "“Pears” stands more than once in document.txt (lines 5 and 9).",
            UNIQUE,
        ),
        (
            "starts: Apples are",
            "starts: ''",
            15,
            "`starts` must be text and not empty.",
            TEXT_REMEDY,
        ),
        ("ends: red.", "ends: ' '", 16, "`ends` must be text and not empty.", TEXT_REMEDY),
        ("    ends: red.\n", "", 13, "`ends` is missing.", "Add a line `ends: ...`."),
        (
            "ends: green.",
            "ends: ars a",
            21,
            "“ars a” lies within the words of `starts`.",
            "Make `ends` the last words of the passage.",
        ),
        (
            "ends: red.",
            "ends: are green.",
            20,
            "The passages `apples` and `pears` overlap.",
            "End the first before the second begins.",
        ),
        (
            "ends: green.",
            "ends: winter.",
            20,
            "The passage runs over the heading “Second heading”.",
            "Quote from one section at a time.",
        ),
        # Names.
        (
            "id: storage",
            "id: apples",
            24,
            "The id `apples` is given twice.",
            "Give each passage an id of its own.",
        ),
        (
            "answers: [ask_storage]",
            "answers: []",
            28,
            "The passage answers no question.",
            "List at least one intent under `answers`.",
        ),
        (
            "    note: Ours.\n",
            "    notes: Ours.\n",
            23,
            "`notes` is not known here.",
            "Use one of: answers, ends, id, label, note, section, starts.",
        ),
        (
            "    note: Ours.\n",
            "    section: Second heading\n",
            23,
            "The section “Second heading” is not a heading above the passage.",
            "Use a heading listed under `sections`, or leave the line out.",
        ),
        # Dates.
        (
            "date: 2010-05-05",
            "date: May 2010",
            4,
            "`date` must be a day.",
            "Write it as 2011-03-19.",
        ),
        (
            "date: 2010-05-05",
            "date: 2010-05-05T10:00:00",
            4,
            "`date` must be a day.",
            "Write it as 2011-03-19.",
        ),
        (
            "words: last updated on May 5, 2010",
            "words: last updated on May 6, 2010",
            5,
            "These words do not stand in document.txt.",
            "Copy them exactly.",
        ),
        # Sections and furniture.
        (
            "  - Second heading",
            "  - Third heading",
            9,
            "The heading “Third heading” is not a line of document.txt, or not in this order.",
            "List the headings as document.txt has them, from top to bottom.",
        ),
        (
            "  - First heading\n  - Second heading",
            "  - Second heading\n  - First heading",
            9,
            "The heading “First heading” is not a line of document.txt, or not in this order.",
            "List the headings as document.txt has them, from top to bottom.",
        ),
        (
            "  - The Site",
            "  - Site",
            7,
            "The furniture “Site” is not a line of document.txt.",
            "Copy the whole line.",
        ),
        # Coverage.
        (
            "ends: red.",
            "ends: are r",
            12,
            "Nothing covers “Apples are red.” (line 5 of document.txt).",
            "Put it into a passage, or list its line under `furniture` or `sections`.",
        ),
        (
            "furniture:\n  - The Site",
            "furniture: []",
            11,
            "Nothing covers “The Site” (line 1 of document.txt).",
            "Put it into a passage, or list its line under `furniture` or `sections`.",
        ),
    ],
)
def test_what_does_not_fit_the_document_is_refused(
    page: Page, old: str, new: str, line: int, problem: str, remedy: str
) -> None:
    assert page.edit(old, new).refused() == ("passages.yml", line, problem, remedy)


def test_a_passage_stands_under_the_last_heading_above_it(page: Page) -> None:
    sections = [passage.section for passage in page.load().passages]
    assert sections == ["First heading", "First heading", "Second heading"]


def test_a_passage_may_name_an_earlier_heading(page: Page) -> None:
    page.edit("answers: [ask_storage]", "answers: [ask_storage]\n    section: First heading")
    assert page.load().passages[2].section == "First heading"


def test_a_passage_above_every_heading_has_no_section(page: Page) -> None:
    page.edit("  - First heading\n  - Second heading", "  - Second heading")
    manifest = PASSAGES.replace("  - First heading\n", "").replace(
        "  - The Site\n", "  - The Site\n  - First heading\n"
    )
    page.write(TEXT, manifest)
    sections = [passage.section for passage in page.load().passages]
    assert sections == [None, None, "Second heading"]


def test_a_heading_that_stands_twice_is_taken_in_the_order_given(page: Page) -> None:
    text = TEXT.replace("First heading", "Second heading", 1)
    page.write(text, PASSAGES.replace("  - First heading\n", "  - Second heading\n"))
    first, _, third = page.load().passages
    assert (first.section, third.section) == ("Second heading", "Second heading")


def test_the_words_that_date_a_page_need_no_passage_but_may_have_one(page: Page) -> None:
    dated = "  - {id: date, label: D, starts: last, ends: '2010', answers: [ask_date]}\n"
    page.write(TEXT, PASSAGES + dated)
    assert page.load().passages[3].text == "last updated on May 5, 2010"
