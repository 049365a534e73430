"""Custom actions in the server's own process, through Rasa's public extension points."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from typing import Any

import rasa
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException
from rasa_sdk.utils import all_subclasses

PACKAGE = "actions"
"""The package that holds the custom actions."""


def _actions_of(package: str) -> list[type[Action]]:
    """The actions that stand in a package.

    rasa-sdk's own `register_package` takes every subclass of Action that the process has
    ever seen, from wherever it comes.
    """
    folder = importlib.import_module(package)
    for module in pkgutil.walk_packages(folder.__path__, f"{package}."):
        importlib.import_module(module.name)
    return [
        action
        for action in all_subclasses(Action)
        if action.__module__.startswith(f"{package}.") and not inspect.isabstract(action)
    ]


class InProcessActions(EndpointConfig):
    """An action endpoint that runs rasa-sdk's executor instead of calling a server.

    It answers as the action server does, status codes included, so that Rasa treats an
    unknown or a rejected action the same way.
    """

    def __init__(self, package: str = PACKAGE) -> None:
        super().__init__(url="in-process")
        self._executor = ActionExecutor()
        for action in _actions_of(package):
            self._executor.register_action(action)
        self._domain: tuple[Domain, dict[str, Any]] | None = None

    def register(self, action: type[Action]) -> None:
        """Adds an action that stands outside the package."""
        self._executor.register_action(action)

    @property
    def names(self) -> set[str]:
        """Names of all registered actions."""
        return set(self._executor.actions)

    async def request(self, *_: Any, **keywords: Any) -> dict[str, Any] | None:
        """Runs one action call, given as `json` just as over HTTP.

        Raises:
            ClientResponseError: 400 for a rejection, 404 for an unknown action.
        """
        try:
            result: dict[str, Any] | None = await self._executor.run(keywords["json"])
        except ActionExecutionRejection as error:
            text = f'{{"action_name": "{error.action_name}", "error": "rejected"}}'
            raise ClientResponseError(400, "rejected", text) from error
        except ActionNotFoundException as error:
            raise ClientResponseError(404, "unknown action", error.action_name) from error
        return result

    def call(self, action: str, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
        """What Rasa sends to an action server; the domain is written out once, not each time."""
        if self._domain is None or self._domain[0] is not domain:
            self._domain = (domain, domain.as_dict())
        return {
            "next_action": action,
            "sender_id": tracker.sender_id,
            "tracker": tracker.current_state(EventVerbosity.ALL),
            "domain": self._domain[1],
            "version": rasa.__version__,
        }
