"""Which language a message is in, English unless there is good evidence."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from verbatim.library.languages import Language, load_languages
from verbatim.settings import Settings

ENGLISH = "en"
PROPERTY = "language"
"""Message property with the ISO 639-1 code of the message's language."""

_ENGLISH_WORDS = frozenset(
    re.findall(
        r"\w+",
        "the an of to in is are was were be been am i im my me you your he she his her him it "
        "its we our they their them this that what whats how why when who which where does do "
        "did can could should would will have has had with for and or but not no if after "
        "before about from on at there any so only get got say says mean means please hello "
        "hi thanks sorry ",
    )
)
# Neighbours that identification must know, lest their texts be taken for one of ours.
_NEIGHBOURS = ["en", "it", "nl", "ro", "ca", "pl", "sv", "da", "tr", "vi", "la"]
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPT_NAMES = {
    "CJK": "han",
    "DEVANAGARI": "devanagari",
    "ARABIC": "arabic",
    "BENGALI": "bengali",
    "CYRILLIC": "cyrillic",
    "HIRAGANA": "kana",
    "KATAKANA": "kana",
}
_HAN_WEIGHT = 3
"""A Chinese character says about as much as so many letters."""
_SCRIPT_SHARE = 0.4
"""A script decides from this share of letters on: terms may stand in Latin letters within."""
_SURE = 0.9
"""Probability of the identifier from which one small word is enough."""
_MANY_WORDS, _WORD_SHARE = 2, 0.4
"""Small words, and share of all words, that are enough without the identifier."""
_READ = 500
"""Characters read; a language shows in fewer."""


def is_foreign(message: Message) -> bool:
    """Whether a message that `LanguageNotice` has seen is in another language than English."""
    return bool(message.get(PROPERTY, ENGLISH) != ENGLISH)


class LanguageDetector:
    """Script first; for Latin letters an identifier and small words have to agree.

    The identifier alone calls drug names Spanish; small words alone would call "no me" so.
    """

    def __init__(self, languages: Mapping[str, Language]) -> None:
        self._by_script = [language for language in languages.values() if language.script]
        self._latin = {code: lang for code, lang in languages.items() if not lang.script}
        self._identifier = LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)
        self._identifier.set_languages(sorted({*self._latin, *_NEIGHBOURS}))

    def language(self, message: str) -> str:
        """ISO 639-1 code of one of the languages, or "en"."""
        text = unicodedata.normalize("NFC", message[:_READ]).lower()
        if text.isascii():
            return self._of_latin(text)
        script = _script(text)
        if script is None or _english(text) > 1:
            return self._of_latin(text)
        letters = set(text)
        for language in self._by_script:
            needed = not language.letters or language.letters & letters
            if language.script == script and needed and not language.foreign & letters:
                return language.code
        return ENGLISH

    def _of_latin(self, text: str) -> str:
        words = _WORD.findall(text)
        counts = {
            code: sum(word in language.words for word in words)
            for code, language in self._latin.items()
        }
        most = max(counts.values(), default=0)
        english = _english(text)
        if len(words) < 2 or most <= english:
            return ENGLISH
        code, probability = self._identifier.classify(text)
        # One small word may be chance ("la" in a drug's name) unless it is a third of it all.
        enough = counts.get(code, 0) >= (1 if len(words) <= 3 else 2)
        if enough and probability >= _SURE and counts[code] > english:
            return str(code)
        best = [code for code in counts if counts[code] == most]
        if len(best) == 1 and most >= max(_MANY_WORDS, _WORD_SHARE * len(words)) and not english:
            return best[0]
        return ENGLISH


def _english(text: str) -> int:
    """How many small words of English there are."""
    return sum(word in _ENGLISH_WORDS for word in _WORD.findall(text))


def _script(text: str) -> str | None:
    """The script that fills a good part of the text; None for Latin letters."""
    count: Counter[str] = Counter()
    for character in text:
        if character.isalpha():
            name = unicodedata.name(character, "").split(" ")[0].split("-")[0]
            script = _SCRIPT_NAMES.get(name, name)
            count[script] += _HAN_WEIGHT if script == "han" else 1
    if count["kana"]:
        return None
    script, most = max(
        ((s, n) for s, n in count.items() if s in _SCRIPT_NAMES.values()),
        key=lambda item: item[1],
        default=("", 0),
    )
    return script if most >= max(2, _SCRIPT_SHARE * sum(count.values())) else None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class LanguageNotice(GraphComponent):
    """Sets the message property `language`; actions say the notice that belongs to it."""

    def __init__(self, detector: LanguageDetector) -> None:
        self._detector = detector

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`file` empty is languages.yml in the folder of the documents."""
        return {"file": ""}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageNotice:
        """Raises ContentError where the file is wrong."""
        file = config["file"] or Settings.from_environment().content / "languages.yml"
        return cls(LanguageDetector(load_languages(Path(file))))

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            code = self._detector.language(message.get(TEXT) or "")
            message.set(PROPERTY, code, add_to_output=True)
        return messages
