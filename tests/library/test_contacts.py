"""contacts.yml: a way to a person, and numbers that can be dialled, by region."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.library.conftest import refused
from verbatim.library.contacts import Contacts

FILE = """\
person:
  title: Talk to a person
  words: Your care team can answer this.
  link: tel:+15550100
urgent:
  default:
    medical:
      - {label: Emergency, number: "112"}
    crisis:
      - {label: Lifeline, number: "988"}
      - {label: Emergency, number: "112"}
  gb:
    medical:
      - {label: Emergency, number: "999"}
    crisis:
      - {label: Samaritans, number: "+44116123"}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "contacts.yml"
    file.write_text(FILE, encoding="utf-8")
    return file


def test_the_default_region_has_its_numbers(file: Path) -> None:
    contacts = Contacts.load(file)
    assert contacts.person == {
        "title": "Talk to a person",
        "words": "Your care team can answer this.",
        "link": "tel:+15550100",
    }
    assert contacts.medical == [{"label": "Emergency", "number": "112"}]
    assert contacts.crisis == [
        {"label": "Lifeline", "number": "988"},
        {"label": "Emergency", "number": "112"},
    ]


def test_another_region_has_numbers_of_its_own(file: Path) -> None:
    contacts = Contacts.load(file, "gb")
    assert contacts.medical == [{"label": "Emergency", "number": "999"}]
    assert contacts.crisis == [{"label": "Samaritans", "number": "+44116123"}]


def test_a_person_needs_no_link(file: Path) -> None:
    file.write_text(FILE.replace("  link: tel:+15550100\n", ""), encoding="utf-8")
    assert set(Contacts.load(file).person) == {"title", "words"}


@pytest.mark.parametrize("link", ["https://example.org/help", "mailto:help@example.org"])
def test_web_and_mail_addresses_are_links(file: Path, link: str) -> None:
    file.write_text(FILE.replace("tel:+15550100", link), encoding="utf-8")
    assert Contacts.load(file).person["link"] == link


def test_an_unknown_region_is_refused_and_the_known_ones_listed(file: Path) -> None:
    assert refused(lambda path: Contacts.load(path, "mars"), file) == (
        "contacts.yml",
        5,
        "The region `mars` is not listed.",
        "Add it, or set VERBATIM_REGION to one of: default, gb.",
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "problem", "remedy"),
    [
        (
            "tel:+15550100",
            "javascript:alert(1)",
            4,
            "The link must begin with https://, mailto: or tel:.",
            "Write the whole address.",
        ),
        (
            "tel:+15550100",
            "http://example.org",
            4,
            "The link must begin with https://, mailto: or tel:.",
            "Write the whole address.",
        ),
        (
            'number: "988"',
            'number: "988 or 911"',
            10,
            "“988 or 911” cannot be dialled.",
            "Write digits only, in quotes, with a leading + if needed.",
        ),
        (
            'number: "988"',
            "number: 988",
            10,
            "`number` must be text and not empty.",
            "Write the text.",
        ),
        (
            '\n      - {label: Emergency, number: "112"}\n    crisis',
            " []\n    crisis",
            7,
            "`medical` is empty.",
            "List at least one number.",
        ),
        ("label: Lifeline, ", "", 10, "`label` is missing.", "Add a line `label: ...`."),
        (
            "label: Lifeline",
            "labels: Lifeline",
            10,
            "`labels` is not known here.",
            "Use one of: label, number.",
        ),
        (
            "  words: Your care team can answer this.\n",
            "",
            2,
            "`words` is missing.",
            "Add a line `words: ...`.",
        ),
        ("  gb:", "  44:", 12, "`44` is not a name.", "Put it in quotes."),
        (
            "urgent:\n  default:\n    medical:",
            "urgent:\n  default:\n    medicals:",
            7,
            "`medicals` is not known here.",
            "Use one of: crisis, medical.",
        ),
    ],
)
def test_what_is_wrong_is_refused(
    file: Path, old: str, new: str, line: int, problem: str, remedy: str
) -> None:
    assert FILE.count(old) == 1
    file.write_text(FILE.replace(old, new), encoding="utf-8")
    assert refused(Contacts.load, file) == ("contacts.yml", line, problem, remedy)


def test_a_wrong_name_in_any_region_is_refused(file: Path) -> None:
    file.write_text(
        FILE.replace("    crisis:\n      - {label: Sam", "    crises:\n      - {label: Sam")
    )
    _, line, problem, _ = refused(Contacts.load, file)
    assert (line, problem) == (15, "`crises` is not known here.")
