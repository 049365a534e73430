"""Four fixtures, and `act`, with which an action runs as Rasa runs it, on the real content."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from ruamel.yaml import YAML

from tests.conftest import ROOT
from verbatim.dialogue import TurnAction, action
from verbatim.dialogue.resources import Resources
from verbatim.settings import Settings

CONFIDENCE = 0.91
LOADED = Resources.load(Settings())
DOMAIN: dict[str, Any] = YAML(typ="safe").load((ROOT / "domain.yml").read_text(encoding="utf-8"))
_RULES = YAML(typ="safe").load((ROOT / "data" / "rules.yml").read_text(encoding="utf-8"))["rules"]
ACTION_OF = {
    choice["intent"]: rule["steps"][-1]["action"]
    for rule in _RULES
    for choice in rule["steps"][0].get("or", [rule["steps"][0]])
}
"""What the rules of the real assistant do with each intent."""

MakeTracker = Callable[..., Tracker]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes `intent` runs with every intent of the action its file is named for."""
    if "intent" in metafunc.fixturenames:
        name = Path(metafunc.module.__file__).stem.replace("test_", "action_")
        intents = [intent for intent, action in ACTION_OF.items() if action == name]
        metafunc.parametrize("intent", intents or list(ACTION_OF))


@pytest.fixture
def tracker() -> MakeTracker:
    """Makes a tracker whose last message has an intent; `slots` is what was spoken of."""

    def make(intent: str, slots: dict[str, Any] | None = None, /, **message: Any) -> Tracker:
        latest = {
            "intent": {"name": intent, "confidence": CONFIDENCE},
            "intent_ranking": [{"name": intent, "confidence": CONFIDENCE}],
            "entities": [],
            "text": "the words of a person",
            **message,
        }
        return Tracker("somebody", slots or {}, latest, [], False, None, {}, "action_listen")

    return make


@pytest.fixture
def dispatcher() -> CollectingDispatcher:
    return CollectingDispatcher()


@pytest.fixture
def domain() -> dict[str, Any]:
    return DOMAIN


@pytest.fixture
def resources(monkeypatch: pytest.MonkeyPatch) -> Resources:
    """The real ones, as actions get them; its passages are a copy, for tests to tamper with."""
    monkeypatch.setattr(LOADED.library, "passages", dict(LOADED.library.passages))
    monkeypatch.setattr(action, "resources", lambda: LOADED)
    return LOADED


@dataclass(frozen=True)
class Said:
    """What came of running an action.

    Attributes:
        reply: the one message that carries a reply.
        custom: that reply.
        text: its words, as a person reads them.
        messages: all of the turn, in order.
        slots: what was set, by name.
    """

    reply: dict[str, Any]
    custom: dict[str, Any]
    text: str
    messages: list[dict[str, Any]]
    slots: dict[str, Any]


Act = Callable[..., Awaitable[Said]]


@pytest.fixture
def act(
    tracker: MakeTracker,
    dispatcher: CollectingDispatcher,
    domain: dict[str, Any],
    resources: Resources,
) -> Act:
    """Runs an action on a tracker; arguments as those of `tracker`."""

    async def run(action: TurnAction, *arguments: Any, **message: Any) -> Said:
        dispatcher.messages.clear()
        events = await action.run(dispatcher, tracker(*arguments, **message), domain)
        assert all(event["event"] == "slot" for event in events)
        assert {event["name"] for event in events} <= set(domain["slots"])
        texts = [_text(message, domain) for message in dispatcher.messages]
        ((reply, text),) = [
            (message, text)
            for message, text in zip(dispatcher.messages, texts, strict=True)
            if message["custom"]
        ]
        slots = {event["name"]: event["value"] for event in events}
        return Said(reply, reply["custom"], text, list(dispatcher.messages), slots)

    return run


def _text(message: dict[str, Any], domain: dict[str, Any]) -> str:
    """The words of a message; fails where its response is missing, or lacks a word."""
    if message["text"] is not None:
        return str(message["text"])
    (variation,) = domain["responses"][message["response"]]
    return str(variation["text"].format(**message))


def offered(buttons: list[dict[str, str]]) -> list[str]:
    """Intents behind buttons, each with its label for people."""
    for button in buttons:
        assert button["title"] == LOADED.library.questions[button["payload"][1:]].label
    return [button["payload"][1:] for button in buttons]
