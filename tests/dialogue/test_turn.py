"""How a turn is replied to."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from tests.actions.conftest import MakeTracker
from verbatim.dialogue import Turn
from verbatim.dialogue.resources import Resources
from verbatim.errors import ProofError
from verbatim.reply import Kind, Reply

MakeTurn = Callable[..., Turn]


@pytest.fixture
def turn(tracker: MakeTracker, dispatcher: CollectingDispatcher, resources: Resources) -> MakeTurn:
    def make(*arguments: Any, **message: Any) -> Turn:
        return Turn(tracker(*arguments, **message), dispatcher, resources)

    return make


@pytest.mark.parametrize(
    ("age", "after", "years"),
    [(730, 730, None), (731, 730, 2), (1, 0, 1), (0, 0, None), (400, 30, 1), (3653, 730, 10)],
)
def test_an_answer_says_its_age_once_it_is_too_old(
    age: int,
    after: int,
    years: int | None,
    turn: MakeTurn,
    dispatcher: CollectingDispatcher,
    resources: Resources,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    library = resources.library
    (document,) = library.documents.values()
    updated = datetime.date.today() - datetime.timedelta(days=age)
    documents = {document.id: replace(document, updated=updated)}
    monkeypatch.setattr(library, "documents", documents)
    settings = replace(resources.settings, old_after_days=after)
    now = turn("ask_dli")
    now._resources = replace(resources, settings=settings)
    now.answer("DLI", library.answer("ask_dli"))
    said = [message.get("years") for message in dispatcher.messages]
    assert said == ([None] if years is None else [None, years])


def test_what_is_offered_is_answered_and_new(
    turn: MakeTurn, dispatcher: CollectingDispatcher, resources: Resources
) -> None:
    passages = resources.library.answer("ask_dli_donor")
    now = turn("ask_dli")
    now.answer("DLI", passages, ["ask_dli_donor", "ask_dli", "gap_cost", "unknown", "ask_relapse"])
    payloads = [button["payload"] for button in dispatcher.messages[0]["buttons"]]
    assert payloads == ["/ask_dli", "/ask_relapse"]


def test_a_passage_that_is_not_its_span_is_never_said(
    turn: MakeTurn, dispatcher: CollectingDispatcher, resources: Resources
) -> None:
    passage = replace(resources.library.passages["dli-what"], text="Take two of these.")
    with pytest.raises(ProofError):
        turn("ask_dli").answer("DLI", [passage])
    assert dispatcher.messages == []


def test_options_come_before_what_is_related_on_buttons(
    turn: MakeTurn, dispatcher: CollectingDispatcher
) -> None:
    one, other = {"title": "A", "payload": "/a"}, {"title": "B", "payload": "/b"}
    turn("x").say("utter_x", Reply(Kind.CHAT, related=[one], options=[other]), person="P")
    (message,) = dispatcher.messages
    assert message["buttons"] == [other, one]
    assert message["custom"] == {"kind": "chat", "related": [one], "options": [other]}
    assert (message["response"], message["person"]) == ("utter_x", "P")


def test_titles_of_all_documents_are_told(turn: MakeTurn, resources: Resources) -> None:
    assert turn("chat_greet").titles == "Refractory and Relapsed"
