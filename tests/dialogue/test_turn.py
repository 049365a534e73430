"""A turn: what was said, what was spoken of before, and how to reply."""

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


def test_what_rasa_understood_is_read(turn: MakeTurn) -> None:
    now = turn("ask_dli", intent={"name": "ask_dli", "confidence": 0.25})
    assert (now.intent, now.confidence, now.ranking) == ("ask_dli", 0.25, ["ask_dli"])


def test_nothing_understood_is_empty(turn: MakeTurn) -> None:
    now = turn("x", intent={}, intent_ranking=None, entities=None)
    assert (now.intent, now.confidence, now.ranking, now.topic) == ("", 0.0, [], None)


def test_what_was_spoken_of_is_read_from_slots(turn: MakeTurn, resources: Resources) -> None:
    slots = {
        "question": "ask_dli",
        "topic": "dli",
        "shown": ["dli-what", "gone", "dli-how"],
        "last_passages": ["dli-how"],
        "unclear_in_a_row": 2.0,
    }
    now = turn("chat_ack", slots)
    assert now.question is resources.library.questions["ask_dli"]
    assert now.last_topic is resources.library.glossary.terms["dli"]
    assert [passage.id for passage in now.shown] == ["dli-what", "dli-how"]
    assert [passage.id for passage in now.last_passages] == ["dli-how"]
    assert now.unclear_in_a_row == 2


def test_at_first_nothing_was_spoken_of(turn: MakeTurn) -> None:
    now = turn("chat_ack")
    assert now.question is now.topic is now.last_topic is None
    assert now.shown == now.last_passages == []
    assert now.unclear_in_a_row == 0


@pytest.mark.parametrize(
    ("values", "topic"),
    [
        (["relapse", "dli"], "dli"),
        (["transplant"], "transplant"),
        (["aml"], None),
        ([None, "unknown"], None),
    ],
)
def test_the_topic_is_the_one_listed_first_among_those_named(
    values: list[str | None], topic: str | None, turn: MakeTurn
) -> None:
    now = turn("gap_cost", entities=[{"entity": "term", "value": value} for value in values])
    assert (now.topic.id if now.topic else None) == topic


def test_a_follow_up_takes_the_topic_of_before_unless_it_names_one(turn: MakeTurn) -> None:
    slots = {"topic": "dli"}
    named = [{"entity": "term", "value": "relapse"}]
    assert turn("gap_cost", slots).topic is None
    assert turn("gap_cost", slots, follows_up=True).topic.id == "dli"
    assert turn("gap_cost", slots, follows_up=True, entities=named).topic.id == "relapse"
    assert turn("gap_cost", {"topic": "gone"}, follows_up=True).topic is None


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
