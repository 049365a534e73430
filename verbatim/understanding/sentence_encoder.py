"""Rasa component: a sentence encoder that is tuned on our questions when the model is trained."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from verbatim.settings import ROOT
from verbatim.understanding.encoder import Encoder
from verbatim.understanding.examples import Examples
from verbatim.understanding.follow_ups import load_follow_ups
from verbatim.understanding.message_parts import last_sentences, stretches
from verbatim.understanding.plan import Plan
from verbatim.understanding.reading import READING, Reading
from verbatim.understanding.tokens import Tokens
from verbatim.understanding.weights import SHA256, Array, load_weights, model_folder

logger = logging.getLogger(__name__)

_CONTEXTS = ("question", "answered", "nearest")
"""Slots with intents that a message may follow: of the question last spoken of, of the one last
answered, and of the one nearest to what was declined since."""
_PLAN = tuple(field.name for field in fields(Plan))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SentenceEncoder(GraphComponent):
    """all-MiniLM-L6-v2, its upper layers tuned on data/nlu and data/follow_ups.yml.

    Gives each message a dense sentence feature and a `Reading` (see reading.py).
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Settings of `tuning.Plan`, None for its defaults, and the file of follow-ups."""
        return {"follow_ups": "data/follow_ups.yml", **dict.fromkeys(_PLAN)}

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        name: str,
        encoder: Encoder | None = None,
    ) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._name = name
        self._encoder = encoder

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoder:
        return cls(config, model_storage, resource, execution_context.node_name)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SentenceEncoder:
        """Raises ModelError where the persisted encoder is incomplete or was altered."""
        with model_storage.read_from(resource) as folder:
            encoder = Encoder(Path(folder))
        return cls(config, model_storage, resource, execution_context.node_name, encoder)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Changes with the follow-ups, the weights and our code: what Rasa does not look at.

        Where Rasa looks for what it has cached, it hands over only what config.yml says.
        """
        config = {**cls.get_default_config(), **config}
        digest = hashlib.sha256(SHA256.encode())
        digest.update((ROOT / config["follow_ups"]).read_bytes())
        for file in sorted(Path(__file__).parent.glob("*.py")):
            if file.stem in _SOURCES:
                digest.update(file.read_bytes())
        return digest.hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Tunes and persists the encoder.

        Raises:
            WeightsError: the pretrained weights are missing or altered.
            ContentError: the file of follow-ups is wrong.
        """
        folder = model_folder()
        weights = load_weights(folder)
        messages = [(str(m.get(TEXT)), str(m.get(INTENT))) for m in training_data.intent_examples]
        examples = Examples.of(messages, load_follow_ups(ROOT / self._config["follow_ups"]))
        tokens = Tokens(folder / "tokenizer.json")
        ids = [tokens.ids(text) for text in examples.texts]
        # TensorFlow and onnx take seconds to import and are of no use once a model is trained.
        from verbatim.understanding.saving import save
        from verbatim.understanding.tuning import tune

        chosen = {key: self._config[key] for key in _PLAN if self._config[key] is not None}
        tuned = tune(weights, ids, examples, Plan(**chosen))
        with self._model_storage.write_to(self._resource) as target:
            save(tuned, folder / "tokenizer.json", examples.texts, Path(target))
            self._encoder = Encoder(Path(target))
        logger.info("Encoder: tuned and saved.")
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Only for components that learn from the features; ours do not."""
        for message in training_data.training_examples:
            self._read(message, ())
        return training_data

    def process(
        self, messages: list[Message], tracker: DialogueStateTracker | None = None
    ) -> list[Message]:
        asked = [tracker.get_slot(slot) for slot in _CONTEXTS] if tracker is not None else []
        for message in messages:
            self._read(message, asked)
        return messages

    def _read(self, message: Message, asked: Sequence[str | None]) -> None:
        written, encoder = message.get(TEXT), self._encoder
        # A payload ("/ask_dli") is no sentence; Rasa takes its intent as it stands.
        if not written or encoder is None or written.startswith("/"):
            return
        text = encoder.spelling.correct(written)
        states = encoder.read(text)
        embedding = encoder.embed(states)
        reading = Reading(
            labels=encoder.labels,
            whole=encoder.logits(embedding),
            words=len(text.split()),
            encode_sentences=partial(_encode, encoder, last_sentences, text),
            encode_stretches=partial(_encode, encoder, stretches, text),
            encode_in_context=partial(_in_context, encoder, states, asked),
        )
        message.set(READING, reading)
        message.add_features(
            Features(embedding[np.newaxis, :], FEATURE_TYPE_SENTENCE, TEXT, self._name)
        )


def _in_context(encoder: Encoder, states: Array, asked: Sequence[str | None]) -> list[Array]:
    """After each of the questions once, those left out that no follow-up was learnt for."""
    contexts = [one for one in dict.fromkeys(asked) if one and encoder.knows(one)]
    return [encoder.logits(encoder.embed(states, context)) for context in contexts]


def _encode(encoder: Encoder, split: Callable[[str], list[str]], text: str) -> list[Array]:
    return [encoder.logits(encoder.embed(encoder.read(part))) for part in split(text)]


_SOURCES = {
    "averaging",
    "encoder",
    "encoder_files",
    "examples",
    "follow_ups",
    "graph_builder",
    "lower_layers",
    "onnx_graph",
    "onnx_session",
    "optimiser",
    "plan",
    "pruning",
    "quantisation",
    "saving",
    "spelling",
    "tf_layers",
    "tokens",
    "tuned",
    "tuning",
    "visits",
    "weights",
}
"""Modules that decide what a trained encoder is."""
