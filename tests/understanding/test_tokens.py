from __future__ import annotations

import pytest

from verbatim.channel.request import LONGEST_MESSAGE
from verbatim.understanding.tokens import LONGEST, Tokens
from verbatim.understanding.weights import model_folder


@pytest.fixture(scope="module")
def tokens() -> Tokens:
    return Tokens(model_folder() / "tokenizer.json")


def test_nothing_is_padded(tokens: Tokens) -> None:
    assert tokens.ids("relapse") == [101, *tokens.ids("relapse")[1:-1], 102]
    assert len(tokens.ids("relapse")) < 6


def test_an_empty_text_still_has_its_two_marks(tokens: Tokens) -> None:
    assert tokens.ids("") == [101, 102]


def test_capitals_and_accents_make_no_difference(tokens: Tokens) -> None:
    assert tokens.ids("WHAT IS A RÉLAPSE") == tokens.ids("what is a relapse")


def test_a_long_text_is_cut_but_still_ends_properly(tokens: Tokens) -> None:
    ids = tokens.ids("leukemia " * 500)
    assert len(ids) == LONGEST
    assert ids[-1] == 102


def test_the_longest_message_of_the_web_channel_keeps_its_end(tokens: Tokens) -> None:
    story = "My husband was told on Tuesday that the leukemia is back, and I can not sleep. " * 12
    message = story[: LONGEST_MESSAGE - 30] + " How is a relapse treated then?"
    question = tokens.ids("How is a relapse treated then?")[1:]
    assert tokens.ids(message)[-len(question) :] == question
