"""Rasa's agent, with custom actions run in its own process."""

from __future__ import annotations

import uuid
from pathlib import Path

from rasa.core.actions.action import Action, RemoteAction
from rasa.core.agent import Agent
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.shared.core.trackers import DialogueStateTracker

from verbatim.serving.actions import InProcessActions
from verbatim.serving.local_action import LocalAction


class Processor(MessageProcessor):
    """Rasa's processor; only who runs a custom action is another."""

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
