"""The last word on emergencies: rules, and a classifier for other wording."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from verbatim.settings import Settings
from verbatim.understanding.foreign_phrases import ForeignPhrases, load_foreign_phrases
from verbatim.understanding.language import PROPERTY, is_foreign
from verbatim.understanding.red_flag_file import load_red_flags
from verbatim.understanding.red_flag_rules import GROUPS, Reading, RedFlagRules

URGENT = "urgent_"
"""How the names of urgent intents begin."""
PROBABILITY = "urgent_probability"
"""Message property that the classifier sets: probability from 0 to 1 of any urgent intent."""
RANKING = "intent_ranking"

_CERTAIN = 1.0
"""Confidence of a rule: a policy must not doubt it."""
_LONGEST_DOUBTED = 40
"""Words up to which the classifier may doubt a rule. Of 645 emergencies in which a rule fires,
no shorter one has less than twice the `rule_floor` of config.yml; of the longer ones three do."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class RedFlags(GraphComponent):
    """Stands last in the pipeline and decides whether a message is an emergency.

    It is one if a phrase of content/red_flags_foreign.yml stands in it, if a rule of
    content/red_flags.yml fires, or if the classifier's
    `urgent_probability` reaches `threshold`. Where a rule's words are there but a condition
    takes them back ("is fever a sign of relapse?"), or a figure of speech ("the suspense is
    killing me"), the classifier, which sees the same words, has to be surer, and so it has
    where the message is in another language, which it hardly understands:
    `threshold_excused`. An urgent intent that falls short gives way
    to the best other intent of the ranking.

    A rule that fires in a message of at most 40 words, and is not of the first group (a crisis),
    needs `rule_floor` of the classifier: what is next to impossible to it is no emergency.
    """

    def __init__(
        self, config: Mapping[str, Any], rules: RedFlagRules, foreign: ForeignPhrases
    ) -> None:
        self._threshold = float(config["threshold"])
        self._threshold_excused = float(config["threshold_excused"])
        self._rule_floor = float(config["rule_floor"])
        self._rules = rules
        self._foreign = foreign

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`file` and `foreign` empty are red_flags.yml and red_flags_foreign.yml in the folder
        of the documents."""
        points = {"threshold": 0.5, "threshold_excused": 0.8, "rule_floor": 0.0}
        return {**points, "file": "", "foreign": ""}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> RedFlags:
        """Raises ContentError where the file of rules, or of phrases, is wrong."""
        content = Settings.from_environment().content
        file = Path(config["file"] or content / "red_flags.yml")
        foreign = Path(config["foreign"] or content / "red_flags_foreign.yml")
        return cls(config, load_red_flags(file), load_foreign_phrases(foreign))

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            # Messages without text are payloads of buttons; their intent is settled.
            if message.get(TEXT):
                self._decide(message)
        return messages

    def _decide(self, message: Message) -> None:
        reading = self._rules.read(message.get(TEXT))
        ranking: list[dict[str, Any]] = message.get(RANKING) or []
        probability = _probability(message, ranking)
        phrase = self._foreign.find(message.get(TEXT))
        if phrase is not None:
            group, confidence = phrase.group, _CERTAIN
            if not is_foreign(message):  # two words are too few to tell a language by
                message.set(PROPERTY, phrase.language, add_to_output=True)
        elif reading.fired and self._believed(message, reading, probability):
            group, confidence = _group(reading, ranking), _CERTAIN
        elif probability >= self._needed(message, reading):
            group, confidence = _best(ranking, urgent=True)["name"], probability
        else:
            intent = message.get(INTENT) or {}
            if str(intent.get("name") or "").startswith(URGENT):
                message.set(INTENT, _best(ranking, urgent=False), add_to_output=True)
            return
        message.set(INTENT, {"name": group, "confidence": confidence}, add_to_output=True)

    def _believed(self, message: Message, reading: Reading, probability: float) -> bool:
        """Whether the rules that fired decide; they do where there is no classifier.

        In long stories one sentence hardly moves it, and the rules of the first group, about
        people who may die by their own or another's hand, are not to be weighed.
        """
        return (
            probability >= self._rule_floor
            or message.get(PROBABILITY) is None
            or any(rule.group == GROUPS[0] for rule in reading.fired)
            or len(message.get(TEXT).split()) > _LONGEST_DOUBTED
        )

    def _needed(self, message: Message, reading: Reading) -> float:
        """More where the words of an emergency mean something else, or mean little to us."""
        excused = reading.excused or reading.figurative or is_foreign(message)
        return self._threshold_excused if excused else self._threshold


def _probability(message: Message, ranking: list[dict[str, Any]]) -> float:
    """What the classifier gives; without it, the sum over the ranking."""
    given = message.get(PROBABILITY)
    if given is not None:
        return float(given)
    return sum(float(i["confidence"]) for i in ranking if i["name"].startswith(URGENT))


def _group(reading: Reading, ranking: list[dict[str, Any]]) -> str:
    """The group of the rules that fired; the ranking chooses among several, but for a crisis.

    A wish to die has contacts of its own, and is named whatever else is wrong.
    """
    groups = [rule.group for rule in reading.fired]
    if GROUPS[0] in groups:
        return GROUPS[0]
    ranked = [intent["name"] for intent in ranking if intent["name"] in groups]
    return ranked[0] if ranked else groups[0]


def _best(ranking: list[dict[str, Any]], urgent: bool) -> dict[str, Any]:
    """The best-ranked intent of the kind, as Rasa writes intents."""
    for intent in ranking:
        if intent["name"].startswith(URGENT) == urgent:
            return {"name": intent["name"], "confidence": intent["confidence"]}
    # A short ranking may hold none of the kind; the rest of Rasa understands these two.
    if urgent:
        return {"name": "urgent_body", "confidence": _CERTAIN}
    return {"name": "nlu_fallback", "confidence": _CERTAIN}
