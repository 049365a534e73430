"""Rasa's agent, with custom actions run in its own process."""

from __future__ import annotations

import tempfile
import uuid
from pathlib import Path

from rasa.core.actions.action import Action, RemoteAction
from rasa.core.agent import Agent
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


class Processor(MessageProcessor):
    """Rasa's processor; who runs the graph and the custom actions is another."""

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


class VerbatimAgent(Agent):
    """Rasa's agent with our processor."""

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
        )
        self.processor = processor
        self.domain = self.tracker_store.domain = processor.domain
        if isinstance(self.nlg, TemplatedNaturalLanguageGenerator):
            self.nlg.responses = processor.domain.responses
        self.fingerprint = fingerprint or uuid.uuid4().hex
