"""Terms are found in what people write: whole words, any case, the longest first."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.library.conftest import refused
from verbatim.library.glossary import Glossary, Term

FILE = """\
terms:
  dli: {name: DLI, topic: true, also: [donor leukocyte infusion], related: [ask_dli]}
  transplant: {name: transplantation, topic: true, also: [transplant, allo-sct]}
  unrelated: {name: unrelated donor, also: [donor]}
  leukocytes: {name: leukocyte}
"""

TWO_TERMS = Glossary(
    {
        "dli": Term("dli", "DLI", ("donor leukocyte infusion",), True, (), 1),
        "a": Term("a", "a", ("0", ".", "dli a"), False, (), 2),
    }
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "glossary.yml"
    file.write_text(FILE, encoding="utf-8")
    return file


@pytest.fixture
def glossary(file: Path) -> Glossary:
    return Glossary.load(file)


def found(glossary: Glossary, message: str) -> list[tuple[str, str]]:
    return [(m.term.id, message[m.start : m.end]) for m in glossary.mentions(message)]


def test_terms_carry_what_the_file_says(glossary: Glossary) -> None:
    assert list(glossary.terms) == ["dli", "transplant", "unrelated", "leukocytes"]
    assert glossary.terms["dli"] == Term(
        id="dli",
        name="DLI",
        also=("donor leukocyte infusion",),
        topic=True,
        related=("ask_dli",),
        line=2,
    )
    assert glossary.terms["leukocytes"] == Term("leukocytes", "leukocyte", (), False, (), 5)


def test_a_key_with_an_anchor_is_a_key(file: Path) -> None:
    file.write_text(FILE.replace("  dli:", "  &first dli:"), encoding="utf-8")
    assert found(Glossary.load(file), "DLI") == [("dli", "DLI")]


def test_a_name_and_its_other_words_are_found_in_any_case(glossary: Glossary) -> None:
    assert found(glossary, "dli? Or a Donor Leukocyte Infusion!") == [
        ("dli", "dli"),
        ("dli", "Donor Leukocyte Infusion"),
    ]
    assert found(glossary, "an ALLO-SCT") == [("transplant", "ALLO-SCT")]


def test_the_longest_term_wins_and_none_overlap(glossary: Glossary) -> None:
    assert found(glossary, "donor leukocyte infusion of a donor, leukocyte") == [
        ("dli", "donor leukocyte infusion"),
        ("unrelated", "donor"),
        ("leukocytes", "leukocyte"),
    ]


def test_part_of_a_word_is_no_mention(glossary: Glossary) -> None:
    assert found(glossary, "donors, transplanted, dlimit") == []


def test_places_are_code_points_of_the_message(glossary: Glossary) -> None:
    message = "\U0001f600 e\u0301 \u05d0: DLI"
    (mention,) = glossary.mentions(message)
    assert (mention.start, mention.end) == (8, 11)
    assert message[mention.start : mention.end] == "DLI"


def test_the_topic_is_the_one_listed_first_in_the_glossary(glossary: Glossary) -> None:
    assert glossary.topic("a transplant, then DLI") is glossary.terms["dli"]
    assert glossary.topic("a transplant from a donor") is glossary.terms["transplant"]


def test_terms_that_are_no_topic_are_never_the_topic(glossary: Glossary) -> None:
    assert glossary.topic("a leukocyte of a donor") is None
    assert glossary.topic("") is None


@given(st.text(max_size=40), st.text(max_size=40))
def test_mentions_stand_in_order_whatever_surrounds_them(before: str, after: str) -> None:
    message = f"{before} DLI {after}"
    mentions = TWO_TERMS.mentions(message)
    assert any(mention.start == len(before) + 1 for mention in mentions)
    end = 0
    for mention in mentions:
        assert end <= mention.start < mention.end <= len(message)
        words = [mention.term.name, *mention.term.also]
        assert message[mention.start : mention.end].lower() in [word.lower() for word in words]
        end = mention.end


@pytest.mark.parametrize(
    ("old", "new", "line", "problem", "remedy"),
    [
        ("DLI, topic: true", "DLI, topic: yes", 2, "`topic` is true or false.", "Write one."),
        ("name: DLI, ", "", 2, "`name` is missing.", "Add a line `name: ...`."),
        (
            "also: [donor]",
            "also: donor",
            4,
            "`also` must be a list of texts.",
            "Write one `- text` a line; put text that YAML reads otherwise in quotes.",
        ),
        (
            "also: [donor]",
            "als: [donor]",
            4,
            "`als` is not known here.",
            "Use one of: also, name, related, topic.",
        ),
        (
            "terms:",
            "words:",
            1,
            "`words` is not known here.",
            "Use one of: terms.",
        ),
        ("  leukocytes:", "  5:", 5, "`5` is not a name.", "Put it in quotes."),
    ],
)
def test_what_is_wrong_is_refused(
    file: Path, old: str, new: str, line: int, problem: str, remedy: str
) -> None:
    assert FILE.count(old) == 1
    file.write_text(FILE.replace(old, new), encoding="utf-8")
    assert refused(Glossary.load, file) == ("glossary.yml", line, problem, remedy)
