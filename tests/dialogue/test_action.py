"""An action that fails still replies, and no log line holds what people wrote."""

from __future__ import annotations

import asyncio
import logging
import re
from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import ActionAnswer
from tests.actions.conftest import Act, MakeTracker
from verbatim.dialogue import Turn, TurnAction
from verbatim.dialogue import action as module
from verbatim.errors import ProofError
from verbatim.library import Library

WORDS = "I have a fever of 39 and my name is Ann"


class Failing(TurnAction):
    """Says something, then fails with what the person wrote in the error's text."""

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def name(self) -> str:
        return "action_failing"

    def take(self, turn: Turn) -> list[dict[str, Any]]:
        turn.chat("utter_chat_ack")
        raise self.error


@pytest.mark.parametrize(
    "error", [ValueError(WORDS), ProofError(WORDS), KeyError(WORDS), RecursionError(WORDS)]
)
async def test_a_failure_is_told_with_a_reference_and_nothing_else(
    error: Exception, act: Act, caplog: pytest.LogCaptureFixture
) -> None:
    said = await act(Failing(error), "ask_dli", text=WORDS)
    (message,) = said.messages
    reference = said.custom["reference"]
    assert message["response"] == "utter_error"
    assert said.custom == {"kind": "error", "reference": reference}
    assert re.fullmatch(r"[0-9a-f]{8}", reference)
    assert said.text.endswith(f"tell support this reference: {reference}")
    assert said.slots == {}
    (record,) = caplog.records
    assert (record.levelno, record.name) == (logging.ERROR, "verbatim.dialogue.action")
    line = record.getMessage()
    expected = f"action failed reference={reference} action=action_failing error="
    assert line.startswith(f"{expected}{type(error).__name__} at=test_action.py:")
    assert " < action.py:" in line
    assert record.exc_info is None
    assert not any(word in caplog.text for word in ("fever", "Ann"))


async def test_references_differ(act: Act) -> None:
    failing = Failing(ValueError())
    first = await act(failing, "ask_dli")
    second = await act(failing, "ask_dli")
    assert first.custom["reference"] != second.custom["reference"]


async def test_a_library_that_fails_is_an_error_of_ours(
    act: Act, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Library, intent: str) -> None:
        raise OSError(f"no answer to {WORDS}")

    monkeypatch.setattr(Library, "answer", fail)
    said = await act(ActionAnswer(), "ask_dli", text=WORDS)
    assert said.custom["kind"] == "error"
    assert f"reference={said.custom['reference']} action=action_answer error=OSError" in caplog.text
    assert "fever" not in caplog.text


async def test_content_that_cannot_be_loaded_is_an_error_of_ours(
    tracker: MakeTracker,
    dispatcher: CollectingDispatcher,
    domain: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail() -> None:
        raise ValueError

    monkeypatch.setattr(module, "resources", fail)
    assert await ActionAnswer().run(dispatcher, tracker("ask_dli"), domain) == []
    (message,) = dispatcher.messages
    assert message["custom"]["kind"] == "error"


async def test_a_message_that_rasa_did_not_understand_at_all_is_an_error_of_ours(act: Act) -> None:
    said = await act(ActionAnswer(), "ask_dli", intent=None)
    assert said.custom["kind"] == "error"


@pytest.mark.parametrize("ending", [KeyboardInterrupt(), asyncio.CancelledError()])
async def test_an_end_from_outside_is_not_taken_for_a_failure(
    ending: BaseException,
    tracker: MakeTracker,
    dispatcher: CollectingDispatcher,
    domain: dict[str, Any],
    resources: object,
) -> None:
    with pytest.raises(type(ending)):
        await Failing(ending).run(dispatcher, tracker("ask_dli"), domain)
    assert dispatcher.messages == []


class Counting(TurnAction):
    def __init__(self, events: list[dict[str, Any]]) -> None:
        self.events = events

    def name(self) -> str:
        return "action_counting"

    def take(self, turn: Turn) -> list[dict[str, Any]]:
        turn.chat("utter_chat_ack")
        return self.events


async def test_the_row_of_unclear_messages_ends_unless_the_action_says_otherwise(act: Act) -> None:
    other = {"event": "slot", "name": "topic", "value": "dli", "timestamp": None}
    own = {**other, "name": "unclear_in_a_row", "value": 2}
    said = await act(Counting([other]), "chat_ack", {"unclear_in_a_row": 1.0})
    assert said.slots == {"topic": "dli", "unclear_in_a_row": 0}
    said = await act(Counting([own]), "chat_ack", {"unclear_in_a_row": 1.0})
    assert said.slots == {"unclear_in_a_row": 2}


async def test_messages_follow_those_that_are_there_already(
    tracker: MakeTracker,
    dispatcher: CollectingDispatcher,
    domain: dict[str, Any],
    resources: object,
) -> None:
    dispatcher.utter_message(text="before")
    await Counting([]).run(dispatcher, tracker("chat_ack"), domain)
    assert [message["response"] for message in dispatcher.messages] == [None, "utter_chat_ack"]
