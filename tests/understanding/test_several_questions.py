"""Several questions in one message."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from rasa.shared.nlu.training_data.message import Message

from tests.conftest import ROOT
from verbatim.library import Library
from verbatim.understanding.reading import READING, Reading
from verbatim.understanding.scope import ALSO
from verbatim.understanding.several_questions import SEVERAL, SeveralQuestions

LABELS = ("ask_dli", "ask_remission", "ask_aml_name", "gap_cost", "gap_diet", "off_daily")


@pytest.fixture(scope="module")
def component() -> SeveralQuestions:
    config = SeveralQuestions.get_default_config()
    return SeveralQuestions(config, Library.load(ROOT / "content"))


def sure_of(label: str, logit: float = 8.0) -> Any:
    return np.array([logit if name == label else 0.0 for name in LABELS], np.float32)


def understood(component: SeveralQuestions, text: str, logits: list[Any]) -> Message:
    reading = Reading(labels=LABELS, whole=logits[0], encode_sentences=lambda: logits)
    message = Message({"text": text, "intent": {"name": "nlu_fallback", "confidence": 0.1}})
    message.set(ALSO, "ask_dli")
    message.set(READING, reading)
    return component.process([message])[0]


def test_the_first_question_that_documents_answer_is_taken(component: SeveralQuestions) -> None:
    message = understood(
        component,
        "How much is it? What is DLI? What is remission?",
        [sure_of("gap_cost"), sure_of("ask_dli"), sure_of("ask_remission")],
    )
    assert message.get("intent")["name"] == "ask_dli"
    assert message.get(SEVERAL) is True
    assert message.get(ALSO) is None


def test_questions_in_another_language_are_left_to_the_scope(component: SeveralQuestions) -> None:
    logits = [sure_of("ask_dli"), sure_of("ask_remission")]
    reading = Reading(labels=LABELS, whole=logits[0], encode_sentences=lambda: logits)
    message = Message({"text": "Was ist DLI? Hilft das?", "language": "de"})
    message.set("intent", {"name": "nlu_fallback", "confidence": 0.1})
    message.set(READING, reading)
    component.process([message])
    assert message.get("intent")["name"] == "nlu_fallback"


def test_two_questions_with_one_answer_are_one(component: SeveralQuestions) -> None:
    message = understood(
        component,
        "What is remission? What does AML stand for?",
        [sure_of("ask_remission"), sure_of("ask_aml_name")],
    )
    assert message.get("intent")["name"] == "nlu_fallback"
    assert message.get(SEVERAL) is None
    assert message.get(ALSO) == "ask_dli"


def test_where_none_is_answered_the_first_is_declined_by_name(
    component: SeveralQuestions,
) -> None:
    message = understood(
        component, "How much is it? What may I eat?", [sure_of("gap_cost"), sure_of("gap_diet")]
    )
    assert message.get("intent")["name"] == "gap_cost"


def test_one_question_and_chatter_are_left_alone(component: SeveralQuestions) -> None:
    message = understood(
        component, "How much is it? Can I pay online?", [sure_of("gap_cost"), sure_of("off_daily")]
    )
    assert message.get("intent")["name"] == "nlu_fallback"


def test_a_story_with_one_question_is_left_alone(component: SeveralQuestions) -> None:
    message = understood(
        component, "I got DLI. What is remission?", [sure_of("ask_dli"), sure_of("ask_remission")]
    )
    assert message.get(SEVERAL) is None


def test_sentences_that_are_not_sure_do_not_count(component: SeveralQuestions) -> None:
    message = understood(
        component,
        "What is DLI? And remission?",
        [sure_of("ask_dli"), sure_of("ask_remission", 0.5)],
    )
    assert message.get(SEVERAL) is None
