"""Rasa component: from what the encoder read to a probability of each intent."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY
from rasa.shared.nlu.training_data.message import Message

from verbatim.understanding.probabilities import Judgement, Weighing, judge
from verbatim.understanding.reading import READING

FOLLOWS_UP = "follows_up"
"""Message property: whether the question before it was used to understand it."""
URGENT_PROBABILITY = "urgent_probability"
"""Message property: that the message, or a stretch of it, tells of an emergency."""
JUDGEMENT = "judgement"
"""Message property, never sent: the `Judgement` for the component that decides."""
RANKING = "intent_ranking"
_MOST_RANKED = 10


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class QuestionClassifier(GraphComponent):
    """Ranks intents; the encoder's head was trained with the encoder, here is nothing to train."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The fields of `probabilities.Weighing`."""
        return Weighing().as_dict()

    def __init__(self, config: dict[str, Any]) -> None:
        self._weighing = Weighing.of(config)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> QuestionClassifier:
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """A message that the encoder did not read is left without an intent."""
        for message in messages:
            reading = message.get(READING)
            if reading is not None:
                self._set(message, judge(reading, self._weighing))
        return messages

    def _set(self, message: Message, judgement: Judgement) -> None:
        ranking = [
            {INTENT_NAME_KEY: intent, PREDICTED_CONFIDENCE_KEY: probability}
            for intent, probability in judgement.ranked(_MOST_RANKED)
        ]
        message.set(JUDGEMENT, judgement)
        message.set(INTENT, ranking[0], add_to_output=True)
        message.set(RANKING, ranking, add_to_output=True)
        message.set(FOLLOWS_UP, judgement.follows_up, add_to_output=True)
        message.set(URGENT_PROBABILITY, judgement.urgent, add_to_output=True)
