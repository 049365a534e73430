from __future__ import annotations

import pytest

from verbatim.understanding.message_parts import last_sentences, stretches


def test_neighbouring_stretches_share_a_sentence_and_the_last_ends_the_message() -> None:
    assert stretches("One. Two. Three. Four. Five.") == ["One. Two. Three.", "Three. Four. Five."]
    assert stretches("One. Two. Three. Four. Five! Six?") == [
        "One. Two. Three.",
        "Three. Four. Five!",
        "Four. Five! Six?",
    ]


@pytest.mark.parametrize("text", ["", "One.", "One. Two. Three."])
def test_what_is_no_longer_than_a_stretch_has_none(text: str) -> None:
    assert stretches(text) == []


@pytest.mark.parametrize("many", [4, 5, 24, 25, 26, 27, 60, 61, 333])
def test_no_sentence_is_left_out_and_there_are_never_many(many: int) -> None:
    words = [f"Word{number}." for number in range(many)]
    found = stretches(" ".join(words))
    assert 1 < len(found) <= 14
    assert {word for stretch in found for word in stretch.split()} == set(words)
    assert all(len(stretch.split()) >= 3 for stretch in found)


def test_words_are_those_of_the_message() -> None:
    text = "It is  cold.\nHe fell.\n\nHe is fine. What is DLI? Thanks."
    assert all(stretch in text for stretch in stretches(text))


def test_of_many_sentences_the_last_count() -> None:
    words = [f"Word{number}." for number in range(30)]
    assert last_sentences(" ".join(words)) == words[-12:]


@pytest.mark.parametrize("text", ["", "One.", "one"])
def test_a_single_sentence_has_no_parts(text: str) -> None:
    assert last_sentences(text) == []
