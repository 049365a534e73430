"""The library: which passages answer, what comes next, and what does not fit together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.library.conftest import GLOSSARY, PASSAGES, QUESTIONS, TEXT, Page, refused
from verbatim.errors import ProofError
from verbatim.library import Library, Passage
from verbatim.library.library import LONGEST_ANSWER

UNKNOWN = "Use an intent that questions.yml lists under `answered`."


def ids(passages: list[Passage]) -> list[str]:
    return [passage.id for passage in passages]


def add_second_document(content: Path, answers: str = "ask_storage") -> Page:
    page = Page(content / "vegetables")
    passages = PASSAGES.replace("title: Fruit", "title: Vegetables")
    for id in ("apples", "pears", "storage"):
        passages = passages.replace(f"id: {id}\n", f"id: other-{id}\n")
    page.write(TEXT, passages.replace("answers: [ask_storage]", f"answers: [{answers}]"))
    return page


def test_a_question_is_answered_by_the_passages_that_list_it(content: Path) -> None:
    library = Library.load(content)
    assert ids(library.answer("ask_apples")) == ["apples", "pears"]
    assert ids(library.answer("ask_pears")) == ["pears"]
    assert library.answer("gap_price") == library.answer("no_such_intent") == []


def test_documents_answer_one_after_the_other(content: Path) -> None:
    add_second_document(content)
    library = Library.load(content)
    assert list(library.documents) == ["fruit", "vegetables"]
    assert ids(library.answer("ask_pears")) == ["pears", "other-pears"]
    assert list(library.passages)[2:4] == ["storage", "other-apples"]


def test_files_beside_the_documents_are_not_documents(content: Path) -> None:
    (content / "notes.txt").write_text("ours")
    assert list(Library.load(content).documents) == ["fruit"]


@pytest.mark.parametrize(("length", "shown"), [(0, 2), (1, 1)])
def test_an_answer_ends_before_it_grows_too_long(
    page: Page, content: Path, length: int, shown: int
) -> None:
    room = LONGEST_ANSWER - len("Apples are red.") - len("Pears are green.")
    page.write(TEXT.replace("are red.", f"are {'r' * (room + length)}red."), PASSAGES)
    passages = Library.load(content).answer("ask_apples")
    assert ids(passages) == ["apples", "pears"][:shown]


def test_several_questions_are_answered_one_after_the_other(content: Path) -> None:
    library = Library.load(content)
    assert ids(library.answer("ask_storage", "ask_pears")) == ["storage", "pears"]
    assert ids(library.answer("ask_pears", "ask_apples")) == ["pears", "apples"]


def test_a_first_passage_is_shown_however_long_it_is(page: Page, content: Path) -> None:
    page.write(TEXT.replace("are red.", f"are {'red ' * 900}red."), PASSAGES)
    (passage,) = Library.load(content).answer("ask_apples")
    assert len(passage.text) > LONGEST_ANSWER


def test_more_reads_on_below_then_above_then_nothing(page: Page, content: Path) -> None:
    page.write(TEXT, PASSAGES.replace("    ends: for", "    section: First heading\n    ends: for"))
    library = Library.load(content)
    apples, pears, storage = library.passages.values()
    assert library.more([pears]) is storage
    assert library.more([pears, storage]) is apples
    assert library.more([storage]) is pears
    assert library.more([pears, storage, apples]) is None
    assert library.more([]) is None


def test_more_stays_in_the_section(content: Path) -> None:
    add_second_document(content)
    library = Library.load(content)
    assert library.more([library.passages["storage"]]) is None
    assert library.more([library.passages["apples"]]) is library.passages["pears"]


def test_a_passage_tampered_with_after_loading_is_never_given(content: Path) -> None:
    library = Library.load(content)
    library.passages["pears"] = replace(library.passages["pears"], text="Pears are blue.")
    with pytest.raises(ProofError, match=r"^Passage pears is not the span 41:57 of document"):
        library.answer("ask_apples")
    with pytest.raises(ProofError, match=r"^Passage pears is not the span"):
        library.more([library.passages["apples"]])


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    (tmp_path / "questions.yml").write_text(QUESTIONS)
    (tmp_path / "glossary.yml").write_text(GLOSSARY)
    assert refused(Library.load, tmp_path) == (
        tmp_path.name,
        0,
        "There is no document.",
        "Add a folder with document.txt, passages.yml.",
    )


@pytest.mark.parametrize("name", ["questions.yml", "glossary.yml", "fruit/document.txt"])
def test_a_missing_file_is_named(content: Path, name: str) -> None:
    (content / name).unlink()
    complaint = refused(Library.load, content)
    assert complaint == (Path(name).name, 0, "The file is missing.", "Put it there.")


def test_a_folder_that_is_no_document_is_refused(content: Path) -> None:
    (content / "drafts").mkdir()
    assert refused(Library.load, content)[0] == "document.txt"


def test_an_id_used_in_two_documents_is_refused(content: Path) -> None:
    page = add_second_document(content)
    file = page.folder / "passages.yml"
    file.write_text(file.read_text().replace("other-pears", "pears"))
    assert refused(Library.load, content) == (
        "passages.yml",
        18,
        "The id `pears` is used by fruit as well.",
        "Give each passage an id of its own.",
    )


@pytest.mark.parametrize("intent", ["ask_plums", "gap_price", "ask"])
def test_an_answer_to_an_unknown_intent_is_refused(content: Path, intent: str) -> None:
    add_second_document(content, f"ask_storage, {intent}")
    assert refused(Library.load, content) == (
        "passages.yml",
        28,
        f"The passage `other-storage` answers `{intent}`, an unknown intent.",
        UNKNOWN,
    )


def test_the_line_is_that_of_the_very_word_in_the_very_passage(content: Path) -> None:
    file = add_second_document(content, "ask_plum").folder / "passages.yml"
    passages = file.read_text().replace("title: Vegetables", "title: ask_plum")
    file.write_text(passages.replace("label: How to store them", "label: ask_plums, pre_ask_plum"))
    assert refused(Library.load, content)[1] == 28


def test_an_intent_written_with_escapes_is_found_at_its_passage(content: Path) -> None:
    add_second_document(content, r'"ask\x5fplums"')
    assert refused(Library.load, content)[1:3] == (
        24,
        "The passage `other-storage` answers `ask_plums`, an unknown intent.",
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "problem", "remedy"),
    [
        (
            "questions.yml",
            "topic: apple",
            "topic: app",
            2,
            "`ask_apples` has the topic `app`, an unknown term.",
            "Use a key of glossary.yml.",
        ),
        (
            "questions.yml",
            "not_covered:",
            "  ask_plums: {label: Plums}\nnot_covered:",
            5,
            "No passage answers `ask_plums`.",
            "List it under `answers` of a passage, or move it to `not_covered`.",
        ),
        (
            "glossary.yml",
            "fruit}",
            "fruit, related: [ask_plums]}",
            3,
            "The term `fruit` offers `ask_plums`, an unknown intent.",
            UNKNOWN,
        ),
        (
            "glossary.yml",
            "related: [ask_apples]",
            "related: [gap_price]",
            2,
            "The term `apple` offers `gap_price`, an unknown intent.",
            UNKNOWN,
        ),
    ],
)
def test_files_that_do_not_fit_together_are_refused(
    content: Path, file: str, old: str, new: str, line: int, problem: str, remedy: str
) -> None:
    text = (content / file).read_text()
    assert text.count(old) == 1
    (content / file).write_text(text.replace(old, new))
    assert refused(Library.load, content) == (file, line, problem, remedy)
