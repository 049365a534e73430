"""Rasa's agent, with custom actions run in its own process."""

from __future__ import annotations

import asyncio
import contextvars
import tempfile
import uuid
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from rasa.core.actions.action import Action, RemoteAction
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.engine.loader import load_predict_graph_runner
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.storage import ModelMetadata
from rasa.shared.core.trackers import DialogueStateTracker

from verbatim.serving.actions import InProcessActions
from verbatim.serving.local_action import LocalAction
from verbatim.serving.runner import PlannedRunner
from verbatim.settings import Settings

T = TypeVar("T")


class Processor(MessageProcessor):
    """Rasa's processor; who runs the graph and the custom actions is another."""

    def __init__(self, *arguments: Any, reader: str, **named: Any) -> None:
        super().__init__(*arguments, **named)
        # One: components are not made for two messages at a time, and the encoder keeps a
        # core busy by itself.
        self._reader = ThreadPoolExecutor(1, "reader") if reader == "thread" else None

    async def parse_message(
        self,
        message: UserMessage,
        tracker: DialogueStateTracker | None = None,
        only_output_properties: bool = True,
    ) -> dict[str, Any]:
        """As Rasa's, in the reader's thread where there is one: while the encoder works, which
        needs no interpreter, other people's turns go on.
        """
        parsing = super().parse_message(message, tracker, only_output_properties)
        if self._reader is None or self.http_interpreter:
            parsed: dict[str, Any] = await parsing
            return parsed
        here = contextvars.copy_context()  # the request's id, for what is logged
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._reader, here.run, _result, parsing)

    @staticmethod
    def _load_model(model_path: str | Path) -> tuple[str, ModelMetadata, GraphRunner]:
        """As Rasa's, with our runner.

        The one method here that Rasa does not call public: its runner cannot be chosen
        otherwise. A test compares what both runners give.
        """
        with tempfile.TemporaryDirectory() as folder:
            metadata, runner = load_predict_graph_runner(
                Path(folder), Path(model_path), LocalModelStorage, PlannedRunner
            )
        return Path(model_path).name, metadata, runner

    def predict_next_with_tracker_if_should(
        self, tracker: DialogueStateTracker
    ) -> tuple[Action, PolicyPrediction]:
        """As Rasa's, with a LocalAction where an action server would be called."""
        action, prediction = super().predict_next_with_tracker_if_should(tracker)
        if isinstance(action, RemoteAction) and isinstance(self.action_endpoint, InProcessActions):
            return LocalAction(action.name(), self.action_endpoint), prediction
        return action, prediction


def _result(coroutine: Coroutine[Any, Any, T]) -> T:
    """What a coroutine returns that waits for nothing; Rasa's parsing is one, without HTTP."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        result: T = done.value
        return result
    coroutine.close()
    raise RuntimeError("Parsing a message waited for something.")


class VerbatimAgent(Agent):
    """Rasa's agent with our processor; `reader` is that of the settings."""

    def __init__(self, *arguments: Any, reader: str = Settings.reader, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._reader = reader

    def load_model(self, model_path: str | Path, fingerprint: str | None = None) -> None:
        """Loads a model; turns that are under way finish with the one they began with.

        Raises:
            Exception: what Rasa raises for a model that it cannot load; the one before stays.
        """
        processor = Processor(
            model_path=model_path,
            tracker_store=self.tracker_store,
            lock_store=self.lock_store,
            action_endpoint=self.action_endpoint,
            generator=self.nlg,
            http_interpreter=self.http_interpreter,
            reader=self._reader,
        )
        # Rasa asks for every message, and makes an empty domain to compare this one with.
        processor.domain.is_empty = partial(bool, processor.domain.is_empty())  # type: ignore[method-assign]
        self.processor = processor
        self.domain = self.tracker_store.domain = processor.domain
        if isinstance(self.nlg, TemplatedNaturalLanguageGenerator):
            self.nlg.responses = processor.domain.responses
        self.fingerprint = fingerprint or uuid.uuid4().hex
