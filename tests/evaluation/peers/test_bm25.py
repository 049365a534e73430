from __future__ import annotations

import math

import pytest

from verbatim.evaluation.peers.bm25 import BM25

TEXTS = ["the donor gives cells", "the relapse is a return of cells", "the trial"]


def test_a_score_is_what_the_formula_says() -> None:
    # One word, once, in one of two texts of two words: the length factor is 1.
    search = BM25(["donor cells", "clinical trial"])
    weight = math.log((2 - 1 + 0.5) / (1 + 0.5) + 1)
    assert search.scores("Donor?") == [pytest.approx(weight), 0]


def test_the_text_with_the_words_asked_for_comes_first() -> None:
    scores = BM25(TEXTS).scores("return of the relapse")
    assert max(scores) == scores[1]


def test_rare_words_count_more_than_common_ones() -> None:
    search = BM25(TEXTS)
    assert search.scores("trial")[2] > search.scores("the")[2] > 0


def test_of_two_texts_with_the_word_the_shorter_wins() -> None:
    scores = BM25(["cells", "cells and a great many other things"]).scores("cells")
    assert scores[0] > scores[1]


def test_repeating_a_word_counts_less_and_less() -> None:
    texts = [" ".join(["cells"] * times + ["other"] * (9 - times)) for times in (1, 2, 3)]
    once, twice, thrice = BM25([*texts, "nothing"]).scores("cells")[:3]
    assert twice - once > thrice - twice > 0


def test_without_a_word_in_common_nothing_is_found() -> None:
    assert BM25(TEXTS).scores("kidney?") == [0, 0, 0]
