"""Every intent of the domain leads to one action, and every action to one whole reply."""

from __future__ import annotations

import importlib
import inspect
import json
from pathlib import Path
from typing import Any

import pytest

import actions
from tests.actions.conftest import ACTION_OF, DOMAIN, Act
from tests.conftest import ROOT
from verbatim.dialogue import TurnAction

KINDS = {
    "action_answer": {"answer"},
    "action_chat": {"chat"},
    "action_more": {"answer", "chat", "not_covered"},
    "action_none_of_these": {"not_covered"},
    "action_not_covered": {"not_covered"},
    "action_off_topic": {"not_covered"},
    "action_person": {"chat"},
    "action_personal_advice": {"not_covered"},
    "action_repeat": {"answer", "chat", "not_covered"},
    "action_simplify": {"not_covered"},
    "action_source": {"answer"},
    "action_unclear": {"unclear"},
    "action_urgent": {"urgent"},
}
NAMES = sorted(path.stem for path in Path(actions.__path__[0]).glob("[a-z]*.py"))
BEFORE = {
    "question": "ask_dli",
    "topic": "dli",
    "shown": ["dli-what"],
    "last_passages": ["dli-what"],
}


def action_in(module: str) -> TurnAction:
    """The one action that a file of actions/ holds."""
    found = [
        value
        for _, value in inspect.getmembers(importlib.import_module(f"actions.{module}"))
        if inspect.isclass(value) and issubclass(value, TurnAction) and value is not TurnAction
    ]
    assert len(found) == 1
    action: TurnAction = found[0]()
    return action


def test_every_intent_of_the_domain_has_an_action() -> None:
    assert set(ACTION_OF) == set(DOMAIN["intents"])
    assert set(ACTION_OF.values()) == set(DOMAIN["actions"])


@pytest.mark.parametrize("module", NAMES)
def test_a_file_holds_the_action_that_it_is_named_for(module: str) -> None:
    action = action_in(module)
    assert action.name() == f"action_{module}"
    assert type(action).__name__ == "Action" + module.title().replace("_", "")
    assert action.name() in DOMAIN["actions"]


def test_every_action_of_the_domain_has_a_file_and_tests_of_its_own() -> None:
    assert [f"action_{name}" for name in NAMES] == sorted(DOMAIN["actions"]) == sorted(KINDS)
    for name in NAMES:
        assert (ROOT / "tests" / "actions" / f"test_{name}.py").exists()


@pytest.mark.parametrize("slots", [{}, BEFORE], ids=["at first", "after an answer"])
async def test_every_intent_gets_one_whole_reply(
    intent: str, slots: dict[str, Any], act: Act
) -> None:
    name = ACTION_OF[intent]
    said = await act(action_in(name.removeprefix("action_")), intent, slots)
    assert said.custom["kind"] in KINDS[name]
    assert json.loads(json.dumps(said.custom)) == said.custom
    assert said.text.strip()
    if said.custom["kind"] == "answer":
        assert said.custom["about"]
        assert said.custom["passages"]
    else:
        assert "passages" not in said.custom
        assert "“" not in said.text.replace("“I want", "").replace("“What", "")
    buttons = [*said.custom.get("options", []), *said.custom.get("related", [])]
    assert said.reply["buttons"] == buttons
    assert len(buttons) <= 3
    assert said.slots["unclear_in_a_row"] == (1 if name == "action_unclear" else 0)


@pytest.mark.parametrize(
    "response", [name for name in DOMAIN["responses"] if name != "utter_error"]
)
def test_every_response_can_be_reached_from_an_action(response: str) -> None:
    code = "".join(path.read_text() for path in (ROOT / "actions").glob("*.py"))
    code += (ROOT / "verbatim" / "dialogue" / "turn.py").read_text()
    by_intent = response.removeprefix("utter_") in DOMAIN["intents"]
    by_round = response.rpartition("_")[0] == "utter_unclear"
    assert by_intent or by_round or f'"{response}"' in code
