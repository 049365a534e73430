"""What a message may match is found by its words."""

from pathlib import Path

import pytest

from tests.conftest import ROOT
from verbatim.understanding.red_flag_file import load_red_flags
from verbatim.understanding.red_flag_index import Index
from verbatim.understanding.red_flag_text import plain_sentences

INDEX = Index(
    [
        (frozenset({"pain", "ache"}), "pain"),
        (frozenset({"bleed*"}), "bleed"),
        (frozenset({"38*", "39*"}), "fever"),
        (frozenset[str](), "always"),
    ]
)


@pytest.mark.parametrize(
    ("words", "possible"),
    [
        ("my pain", ["pain", "always"]),
        ("painful", ["always"]),
        ("bleed", ["bleed", "always"]),
        ("bleeding and ache", ["pain", "bleed", "always"]),
        ("nosebleed", ["always"]),
        ("38.5", ["fever", "always"]),
        ("138", ["always"]),
        ("blee", ["always"]),
        ("", ["always"]),
    ],
)
def test_possible(words: str, possible: list[str]) -> None:
    assert INDEX.possible(words.split()) == possible


def lines(file: str) -> list[str]:
    return (Path(ROOT) / "tests" / "red_flags" / file).read_text(encoding="utf-8").splitlines()


def test_no_match_is_left_out() -> None:
    rules = load_red_flags(ROOT / "content" / "red_flags.yml")
    first = [pattern[0] for rule in rules.rules for pattern in rule.says]
    index = Index((part.needs, part) for part in first)
    messages = [*lines("positive.txt"), *lines("look_alike.txt")]
    matched = tried = 0
    for message in messages:
        texts = [part for s in plain_sentences(message) for part in (s.text, *s.clauses)]
        possible = set(index.possible({word for text in texts for word in text.split()}))
        found = {part for part in first if any(part.search(text) for text in texts)}
        assert found <= possible, message
        matched += len(found)
        tried += len(possible)
    assert matched > 500
    assert tried < len(messages) * len(first) / 10
