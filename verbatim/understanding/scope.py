"""Rasa component: whether to answer, to decline by name, or to ask what was meant."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY
from rasa.shared.nlu.training_data.message import Message

from verbatim.library import Library
from verbatim.settings import Settings
from verbatim.understanding.decision import Decider, OperatingPoints
from verbatim.understanding.language import is_foreign
from verbatim.understanding.question_classifier import JUDGEMENT

ALSO = "also"
"""Message property: another question that may as well be meant; its passages are shown, too."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Scope(GraphComponent):
    """Sets the intent that is acted on; the ranking stays, so that options can be offered."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The fields of `decision.OperatingPoints`."""
        return OperatingPoints().as_dict()

    def __init__(self, config: dict[str, Any], library: Library) -> None:
        self._decider = Decider(library, OperatingPoints.of(config))

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Scope:
        """Raises ContentError where a file under the content folder is wrong."""
        return cls(config, Library.load(Settings.from_environment().content))

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            judgement = message.get(JUDGEMENT)
            if judgement is not None:
                decision = self._decider.decide(judgement, is_foreign(message))
                message.set(
                    INTENT,
                    {
                        INTENT_NAME_KEY: decision.intent,
                        PREDICTED_CONFIDENCE_KEY: decision.confidence,
                    },
                    add_to_output=True,
                )
                message.set(ALSO, decision.also, add_to_output=True)
        return messages
