from __future__ import annotations

import pytest

from verbatim.understanding.spelling import Spelling, distance

KNOWN = {"work", "does", "long", "remission", "body", "drug", "drugs", "kill", "care", "house"}
TEXTS = ["does the drug work in the body"] * 3 + ["remission options"] * 4 + ["kill drugs care"] * 3


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    return Spelling.learn(TEXTS, KNOWN)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("how does it wrok", "how does it work"),
        ("my optons", "my options"),
        ("REMISION?", "remission?"),
        ("in the boddy", "in the body"),
        ("the durgs", "the drugs"),
        ("remssion-optoins", "remission-options"),
    ],
)
def test_slips_are_put_right(spelling: Spelling, written: str, meant: str) -> None:
    assert spelling.correct(written) == meant


def test_a_slip_that_the_examples_repeat_is_still_a_slip() -> None:
    texts = ["remission"] * 60 + ["remision"] * 4 + ["azacitidine", "azacitidin"] * 4
    spelling = Spelling.learn(texts, KNOWN)
    assert spelling.correct("remision") == "remission"
    assert spelling.correct("azacitidin") == "azacitidin"  # as often as its neighbour


@pytest.mark.parametrize(
    "text",
    [
        "does the drug work in the body",
        "Does It WORK",  # right as it is, capitals kept
        "two kilo",  # a word of its own that we do not know, one letter from "kill"
        "carve",
        "house hous",  # "house" is known, but nobody here uses it: nothing to correct to
        "azacitidine",
        "drugsx1 123 -- ?",
        "remissions",  # a form of a word is no slip
        "wat is it",
        "",
    ],
)
def test_everything_else_stays(spelling: Spelling, text: str) -> None:
    assert spelling.correct(text) == text


def test_a_rare_misspelling_in_the_examples_is_not_learned() -> None:
    texts = ["remission"] * 5 + ["remision"]
    assert Spelling.learn(texts, {"remission"}).correct("remision") == "remission"


def test_of_two_candidates_the_nearer_then_the_commoner_wins() -> None:
    texts = ["refractory"] * 3 + ["transplant"] * 3 + ["transplants"] * 9
    assert Spelling.learn(texts, ()).correct("transplnat") == "transplant"
    assert Spelling.learn(["there"] * 3 + ["these"] * 9, ()).correct("thes") == "these"


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("", "", 0), ("a", "", 1), ("work", "wrok", 1), ("cured", "cuerd", 1), ("abc", "cab", 2)],
)
def test_distance_counts_a_swap_once(one: str, other: str, slips: int) -> None:
    assert distance(one, other) == distance(other, one) == slips
