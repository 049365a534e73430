"""Rasa component: several questions in one message; the first that documents answer is taken."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from verbatim.library import Library
from verbatim.settings import Settings
from verbatim.understanding.language import is_foreign
from verbatim.understanding.message_parts import last_sentences
from verbatim.understanding.outcomes import ANSWERED, outcome
from verbatim.understanding.probabilities import softmax
from verbatim.understanding.reading import READING, Reading
from verbatim.understanding.scope import ALSO

SEVERAL = "several_questions"
"""Message property: true where a message asks more than one thing."""
_QUESTIONS = (ANSWERED, "gap_", "personal_advice")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class SeveralQuestions(GraphComponent):
    """Takes sentences that end in a question mark each on its own.

    A message that asks several things at once looks to the encoder like a mixture of them,
    or like something else. Only sentences that are understood very well count, and none of
    another language: there nothing short of `Scope` says what is understood.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`sure_at`: probability from which a sentence counts; `temperature`: of its logits."""
        return {"sure_at": 0.8, "temperature": 0.5}

    def __init__(self, config: dict[str, Any], library: Library) -> None:
        self._sure_at = float(config["sure_at"])
        self._temperature = float(config["temperature"])
        self._library = library

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SeveralQuestions:
        """Raises ContentError where a file under the content folder is wrong."""
        return cls(config, Library.load(Settings.from_environment().content))

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            reading, text = message.get(READING), message.get(TEXT)
            if reading is not None and text and text.count("?") > 1 and not is_foreign(message):
                self._take(message, self._asked(reading, text))
        return messages

    def _asked(self, reading: Reading, text: str) -> list[tuple[str, float]]:
        """Intent and probability of each question that is understood, in order."""
        asked = []
        for part, logits in zip(last_sentences(text), reading.sentences, strict=False):
            if not part.endswith("?"):
                continue
            probabilities = softmax(logits / self._temperature)
            best = int(probabilities.argmax())
            intent, probability = reading.labels[best], float(probabilities[best])
            if probability >= self._sure_at and intent.startswith(_QUESTIONS):
                asked.append((intent, probability))
        return asked

    def _take(self, message: Message, asked: list[tuple[str, float]]) -> None:
        different = {outcome(i, self._library) if i.startswith(ANSWERED) else i for i, _ in asked}
        if len(different) < 2:
            return
        message.set(SEVERAL, True, add_to_output=True)
        # Where none of them is answered, the mixture of them must not be, either.
        answered = [(i, p) for i, p in asked if i.startswith(ANSWERED)]
        intent, probability = (answered or asked)[0]
        message.set(
            INTENT,
            {INTENT_NAME_KEY: intent, PREDICTED_CONFIDENCE_KEY: probability},
            add_to_output=True,
        )
        message.set(ALSO, None, add_to_output=True)
