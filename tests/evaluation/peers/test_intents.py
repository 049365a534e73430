from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from verbatim.errors import ModelError
from verbatim.evaluation.items import Expectation, Item
from verbatim.evaluation.outcome import Candidate
from verbatim.evaluation.peers import intents
from verbatim.library import Library

DONOR = Item("whose cells", Expectation("answer", ("S14",)))
COST = Item("what does it cost", Expectation("decline"), near=True)
HELLO = Item("hello", Expectation("smalltalk"))

PARSED: dict[str, dict[str, Any]] = {
    "whose cells": {
        "intent": {"name": "ask_dli_donor", "confidence": 0.9},
        "intent_ranking": [{"name": "ask_dli_donor", "confidence": 0.9}],
    },
    "what does it cost": {
        "intent": {"name": "nlu_fallback", "confidence": 0.3},
        "intent_ranking": [
            {"name": "nlu_fallback", "confidence": 0.3},
            {"name": "gap_cost", "confidence": 0.25},
            {"name": "ask_dli", "confidence": 0.2},
        ],
    },
    "hello": {"intent": {"name": None, "confidence": 0.0}},
}


class FakeAgent:
    processor: Any = object()

    async def parse_message(self, text: str) -> dict[str, Any]:
        return PARSED[text]


async def test_intents_are_replied_to_by_our_rules(
    monkeypatch: pytest.MonkeyPatch, library: Library, sentences: dict[str, str]
) -> None:
    monkeypatch.setattr(intents.Agent, "load", lambda _: FakeAgent())
    donor, cost, hello = await intents.ask(Path("model"), [DONOR, COST, HELLO], library, sentences)
    assert (donor.kind, donor.right, donor.intent) == ("answer", True, "ask_dli_donor")
    assert donor.candidate == Candidate(0.9, True)
    assert (cost.kind, cost.right) == ("unclear", True)
    assert cost.candidate == Candidate(0.2, False)
    assert (hello.kind, hello.right, hello.candidate) == ("unclear", False, None)


async def test_a_file_that_holds_no_model_is_said(
    monkeypatch: pytest.MonkeyPatch, library: Library, sentences: dict[str, str]
) -> None:
    empty = FakeAgent()
    empty.processor = None
    monkeypatch.setattr(intents.Agent, "load", lambda _: empty)
    with pytest.raises(ModelError, match="cannot be loaded"):
        await intents.ask(Path("model"), [], library, sentences)
