"""What was said, and what was spoken of before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.actions.conftest import MakeTracker
from verbatim.dialogue.heard import Heard
from verbatim.dialogue.resources import Resources

MakeHeard = Callable[..., Heard]


@pytest.fixture
def heard(tracker: MakeTracker, resources: Resources) -> MakeHeard:
    def make(*arguments: Any, **message: Any) -> Heard:
        return Heard(tracker(*arguments, **message), resources)

    return make


def test_what_rasa_understood_is_read(heard: MakeHeard) -> None:
    now = heard("ask_dli", intent={"name": "ask_dli", "confidence": 0.25})
    assert (now.intent, now.confidence, now.ranking) == ("ask_dli", 0.25, ["ask_dli"])


def test_nothing_understood_is_empty(heard: MakeHeard) -> None:
    now = heard("x", intent={}, intent_ranking=None, entities=None)
    assert (now.intent, now.confidence, now.ranking, now.topic) == ("", 0.0, [], None)


def test_what_was_spoken_of_is_read_from_slots(heard: MakeHeard, resources: Resources) -> None:
    slots = {
        "question": "ask_dli",
        "topic": "dli",
        "shown": ["dli-what", "gone", "dli-how"],
        "last_passages": ["dli-how"],
        "unclear_in_a_row": 2.0,
    }
    now = heard("chat_ack", slots)
    assert now.question is resources.library.questions["ask_dli"]
    assert now.last_topic is resources.library.glossary.terms["dli"]
    assert [passage.id for passage in now.shown] == ["dli-what", "dli-how"]
    assert [passage.id for passage in now.last_passages] == ["dli-how"]
    assert now.unclear_in_a_row == 2


def test_at_first_nothing_was_spoken_of(heard: MakeHeard) -> None:
    now = heard("chat_ack")
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
    values: list[str | None], topic: str | None, heard: MakeHeard
) -> None:
    now = heard("gap_cost", entities=[{"entity": "term", "value": value} for value in values])
    assert (now.topic.id if now.topic else None) == topic


def test_a_follow_up_takes_the_topic_of_before_unless_it_names_one(heard: MakeHeard) -> None:
    slots = {"topic": "dli"}
    named = [{"entity": "term", "value": "relapse"}]
    assert heard("gap_cost", slots).topic is None
    assert heard("gap_cost", slots, follows_up=True).topic.id == "dli"
    assert heard("gap_cost", slots, follows_up=True, entities=named).topic.id == "relapse"
    assert heard("gap_cost", {"topic": "gone"}, follows_up=True).topic is None


def test_two_questions_are_asked_where_either_may_be_meant(heard: MakeHeard) -> None:
    asked = heard("ask_relapse", also="ask_dli_mechanism").asked
    assert [question.intent for question in asked] == ["ask_relapse", "ask_dli_mechanism"]


@pytest.mark.parametrize("also", ["ask_relapse_body", "gap_cost", "no_such_intent", None])
def test_a_second_question_without_a_passage_of_its_own_is_not_asked(
    also: str | None, heard: MakeHeard
) -> None:
    (question,) = heard("ask_relapse", also=also).asked
    assert question.intent == "ask_relapse"
