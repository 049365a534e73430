from __future__ import annotations

import math

import pytest

from verbatim.evaluation.items import Expectation, Item
from verbatim.evaluation.peers.keyword_search import KeywordSearch
from verbatim.library import Library

DONOR = Item("original stem cell donor lymphocytes", Expectation("answer", ("S14",)))
NEAR = Item("how much does a donor infusion cost", Expectation("decline"), near=True)
FAR = Item("zzz", Expectation("decline"))
TALK = Item("hello", Expectation("smalltalk"))


@pytest.fixture
def search(library: Library, sentences: dict[str, str]) -> KeywordSearch:
    return KeywordSearch(library, sentences)


def test_until_it_is_tuned_it_refuses_everything(search: KeywordSearch) -> None:
    assert search.threshold == math.inf
    assert [outcome.kind for outcome in search.ask([DONOR, FAR])] == ["unclear", "unclear"]


def test_tuning_answers_what_can_be_answered_and_refuses_the_rest(search: KeywordSearch) -> None:
    search.tune([DONOR, NEAR, FAR, TALK])
    donor, near, far = search.ask([DONOR, NEAR, FAR])
    assert (donor.kind, donor.right) == ("answer", True)
    assert "original stem cell donor" in donor.said
    assert (near.kind, near.right) == ("unclear", True)
    assert (far.kind, far.right) == ("unclear", True)


def test_where_only_refusing_is_right_it_refuses_everything(search: KeywordSearch) -> None:
    search.tune([FAR, NEAR])
    assert not any(outcome.wrong_passage for outcome in search.ask([FAR, NEAR]))


def test_the_best_passage_is_kept_even_where_it_is_not_given(search: KeywordSearch) -> None:
    (outcome,) = search.ask([DONOR])
    assert outcome.kind == "unclear"
    assert outcome.candidate is not None
    assert outcome.candidate.right
