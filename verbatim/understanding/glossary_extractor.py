"""Terms of the subject as Rasa entities."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from verbatim.library.glossary import Glossary
from verbatim.settings import Settings

ENTITY = "term"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class GlossaryExtractor(GraphComponent):
    """Adds an entity `term`, whose value is the id of the term, for each mention."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`file` empty is glossary.yml in the folder of the documents."""
        return {"file": ""}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GlossaryExtractor:
        """Raises ContentError where the glossary is wrong."""
        file = config["file"] or Settings.from_environment().content / "glossary.yml"
        return cls(Glossary.load(Path(file)))

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing is learned from terms."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            found = [
                {
                    "entity": ENTITY,
                    "value": mention.term.id,
                    "start": mention.start,
                    "end": mention.end,
                    "extractor": type(self).__name__,
                }
                for mention in self._glossary.mentions(message.get(TEXT) or "")
            ]
            message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages
