"""Messages are written plainly before rules read them."""

import pytest

from verbatim.understanding.red_flag_text import plain_sentences


@pytest.mark.parametrize(
    ("message", "texts"),
    [
        ("He's 39,5°C!! CAN'T breathe", [" hes 39.5 degrees c ", " cant breathe "]),
        ("can not / cannot / can’t", [" cant cant cant "]),
        ("thirty nine and a half", [" 39.5 "]),
        ("a hundred and three point five", [" 103.5 "]),
        ("38 with half", [" 38.5 "]),
        ("now 38 and 8, but car", [" now 38.8 but car "]),
        ("hes 38 6 and hot", [" hes 38.6 and hot "]),
        ("38 3 times", [" 38 3 times "]),
        ("38 5 days", [" 38 5 days "]),
        ("101.8F", [" 101.8 f "]),
        ("temp 38. chemo", [" temp 38 ", " chemo "]),
        ("is it bad?", [" is it bad ? "]),
        ("", []),
        ("😀 ...", []),
    ],
)
def test_sentences(message: str, texts: list[str]) -> None:
    assert [sentence.text for sentence in plain_sentences(message)] == texts


def test_clauses_end_at_commas_and_turns_of_speech() -> None:
    (sentence,) = plain_sentences("what is DLI, I have 39,1 but also chills")
    assert sentence.clauses == (" what is dli ", " i have 39.1 ", " also chills ")


def test_long_messages_take_bounded_time() -> None:
    assert len(plain_sentences("fever. " * 100_000)) < 1000
