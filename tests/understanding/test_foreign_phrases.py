"""Emergencies told in other languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from verbatim.errors import ContentError
from verbatim.library.languages import load_languages
from verbatim.library.source_file import SourceFile
from verbatim.settings import ROOT
from verbatim.understanding.foreign_phrases import ForeignPhrases, load_foreign_phrases, plain
from verbatim.understanding.red_flag_rules import GROUPS

FILE = ROOT / "content" / "red_flags_foreign.yml"
WISHES_TO_DIE = {
    "zh": ("化疗太苦了，我真的想死", "我不想死，有什么办法"),
    "hi": ("अब मैं मरना चाहता हूँ", "मैं मरना नहीं चाहता"),
    "es": ("Ya no aguanto, quiero morirme.", "no quiero morir, ¿qué hago?"),
    "fr": ("j'ai envie d'en finir", "je ne veux pas mourir"),
    "ar": ("أنا تعبت، أريد أن أموت", "لا أريد أن أموت"),
    "bn": ("আমি আর বাঁচতে চাই না", "আমি মরতে চাই না"),
    "pt": ("não quero mais viver", "não quero morrer"),
    "ru": ("Я больше не хочу жить!", "я не хочу умереть"),
    "ur": ("میں مرنا چاہتی ہوں", "میں مرنا نہیں چاہتی"),
    "id": ("aku pengen mati aja", "saya tidak ingin mati"),
    "de": ("Ich will nicht mehr leben", "Ich will nicht sterben"),
}


def told(phrases: ForeignPhrases, text: str) -> str | None:
    found = phrases.find(text)
    return found.group if found else None


@pytest.fixture(scope="module")
def phrases() -> ForeignPhrases:
    return load_foreign_phrases(FILE)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Não consigo RESPIRAR!", " nao consigo respirar "),
        ("j’ai 38,5 °C, oui.", " j ai 38,5 c oui "),
        ("حرارته ٣٩٫٥", " حرارته 39 5 "),
        ("أُريدُ", " اريد "),
        ("ज़्यादा १०२", " ज्यादा 102 "),
        ("र‍क्त", " रक्त "),
        ("...", "  "),
    ],
)
def test_spellings_of_one_thing_are_one(text: str, same: str) -> None:
    assert plain(text) == same


@pytest.mark.parametrize("language", WISHES_TO_DIE)
def test_a_wish_to_die_is_caught_and_a_wish_to_live_is_none(
    language: str, phrases: ForeignPhrases
) -> None:
    wish, contrary = WISHES_TO_DIE[language]
    found = phrases.find(wish)
    assert found is not None
    assert (found.language, found.group) == (language, "urgent_crisis")
    assert told(phrases, contrary) is None


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("mi madre sangra por la nariz desde hace una hora", "urgent_bleeding"),
        ("Papa a 39,4 de fièvre depuis la chimio", "urgent_fever"),
        ("发烧到39度，怎么办", "urgent_fever"),
        ("У мамы температура поднялась до 39.2", "urgent_fever"),
        ("مش قادر أتنفس", "urgent_breathing"),
        ("胸口有点疼", "urgent_body"),
        ("Fieber hatte sie 36,8", None),
        ("fiebre de 37", None),
        ("no para de sangrar y quiero morir", "urgent_crisis"),
        ("was ist DLI?", None),
        ("overdose of jargon, what is remission", None),
        ("", None),
    ],
)
def test_what_stands_in_a_message_is_found(
    text: str, group: str | None, phrases: ForeignPhrases
) -> None:
    assert told(phrases, text) == group


def test_every_language_that_is_noticed_has_phrases_of_every_kind() -> None:
    written = SourceFile(FILE).root
    assert set(written) == set(load_languages(ROOT / "content" / "languages.yml"))
    for language, groups in written.items():
        assert set(GROUPS) <= set(groups), language


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("  urgent_crisis: []", "`urgent_crisis` is empty"),
        ("  urgent_body: [dolor ...]", "has a gap without words beside it"),
        ('  urgent_fever: ["{fever}"]', "has no word"),
        ("  urgent_pain: [dolor]", "`urgent_pain` is not known here"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(line: str, problem: str, tmp_path: Path) -> None:
    file = tmp_path / "red_flags_foreign.yml"
    file.write_text(f"es:\n  denials: [nunca]\n{line}\n", encoding="utf-8")
    with pytest.raises(ContentError, match=problem) as caught:
        load_foreign_phrases(file)
    assert caught.value.line == 3
