"""The pattern language means what its table says."""

import pytest

from verbatim.understanding.red_flag_pattern import compile_pattern, word_list
from verbatim.understanding.red_flag_tokens import PatternError

WORDS = {"who": word_list(["he", "my dad"], {})}


def matches(pattern: str, text: str) -> bool:
    return all(part.search(f" {text} ") for part in compile_pattern(pattern, WORDS))


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        ("cant breathe", "i cant breathe now", "i cant really breathe"),
        ("cant breathe", "cant breathe", "cant breather"),
        ("bleed*", "bleeding", "nosebleed"),
        ("(chest|left arm) pain", "left arm pain", "arm pain"),
        ("[really] hot", "hot", "shot"),
        ("very [really] hot", "very really hot", "very not hot"),
        ("fever ... chemo", "fever after the last chemo", "fever one two three four chemo"),
        ("fever ...8 chemo", "fever one two three four chemo", "chemo fever"),
        ("<who> fell", "my dad fell", "dad fell"),
        ("{38-42.9}", "38", "37.9"),
        ("{38-42.9}", "42.9", "43"),
        ("{100.4-107}", "100.4", "100.3"),
        ("{100.4-107}", "107", "107.5"),
        ("{38-42.9 decimal}", "38.0", "38"),
        ("fever & chemo", "chemo then fever", "fever"),
    ],
)
def test_matches(pattern: str, yes: str, no: str) -> None:
    assert matches(pattern, yes)
    assert not matches(pattern, no)


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("(a|b", "never closed"),
        ("a)", "closes nothing"),
        ("(a]", "closes nothing"),
        ("a|b", "outside of"),
        ("<nobody>", "not listed under `words`"),
        ("{hot}", "no range of numbers"),
        ("{40-38}", "no range of numbers"),
        ("can't", "without apostrophes"),
        ("Fever", "lower case"),
        ("...", "match anything"),
        ("[a]", "match anything"),
        ("fever &", "match anything"),
    ],
)
def test_refuses_what_it_cannot_read(pattern: str, says: str) -> None:
    with pytest.raises(PatternError, match=says):
        compile_pattern(pattern, WORDS)
