"""Makes the agent and everything it stands on, as endpoints.yml wants it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

from rasa.core.brokers.broker import EventBroker
from rasa.core.http_interpreter import RasaNLUHttpInterpreter
from rasa.core.lock_store import LockStore
from rasa.core.tracker_store import TrackerStore
from rasa.core.utils import AvailableEndpoints
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig

from verbatim.errors import ModelError, ServeError
from verbatim.metrics import METRICS
from verbatim.serving.agent import VerbatimAgent
from verbatim.serving.model import verify
from verbatim.settings import Settings
from verbatim.store.local_locks import LocalLockStore
from verbatim.store.witness import Witness, open_store


@dataclass(frozen=True)
class Loaded:
    """An agent, and the tracker store itself.

    Rasa gives out only a wrapper of the store, which turns its errors into log lines.
    """

    agent: VerbatimAgent
    store: TrackerStore


async def load(
    model: Path,
    available: AvailableEndpoints,
    loop: asyncio.AbstractEventLoop | None = None,
    reader: str = Settings.reader,
) -> Loaded:
    """Opens the stores and loads the model; `reader` is that of the settings.

    Raises:
        StoreError: the tracker store cannot be opened.
        ServeError: endpoints.yml names a model server, or a lock store that cannot be made.
        ModelError: the model is not the one that was trained, or cannot be loaded.
    """
    if available.model is not None:
        # A model is code; Rasa has loaded foreign ones from the network (CVE-2024-49375).
        raise ServeError("endpoints.yml names a model server; models come from `make train` only.")
    broker = await EventBroker.create(available.event_broker, loop=loop)
    store = open_store(available.tracker_store, broker)
    agent = VerbatimAgent(
        generator=available.nlg,
        tracker_store=Witness(store, METRICS.stored),
        lock_store=_locks(available.lock_store),
        action_endpoint=available.action,
        http_interpreter=RasaNLUHttpInterpreter(available.nlu) if available.nlu else None,
        reader=reader,
    )
    load_model(agent, model)
    return Loaded(agent, store)


def load_model(agent: VerbatimAgent, model: Path) -> None:
    """Verifies and loads a model; where that fails, the agent keeps the one it has.

    Raises:
        ModelError: the model is not the one that was trained, or cannot be loaded.
    """
    digest = verify(model)
    try:
        agent.load_model(str(model), digest)
    except Exception as error:
        raise ModelError(
            f"{model} cannot be loaded ({type(error).__name__}): delete it and run `make train`."
        ) from error


def _locks(configured: EndpointConfig | None) -> LockStore:
    if configured is None:
        return LocalLockStore()
    try:
        return LockStore.create(configured)
    except RasaException as error:
        raise ServeError(f"endpoints.yml: the lock store cannot be used: {error}") from None
