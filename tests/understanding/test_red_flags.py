"""The component has the last word on emergencies."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from verbatim.settings import ROOT
from verbatim.understanding.foreign_phrases import load_foreign_phrases
from verbatim.understanding.red_flag_file import load_red_flags
from verbatim.understanding.red_flags import RedFlags


def made(**config: float) -> RedFlags:
    rules = load_red_flags(ROOT / "content" / "red_flags.yml")
    foreign = load_foreign_phrases(ROOT / "content" / "red_flags_foreign.yml")
    return RedFlags({**RedFlags.get_default_config(), **config}, rules, foreign)


@pytest.fixture(scope="module")
def component() -> RedFlags:
    return made()


def decided(
    component: RedFlags, text: str, probability: float | None, *ranked: tuple[str, float]
) -> Message:
    message = Message({"text": text})
    ranking = [{"name": name, "confidence": confidence} for name, confidence in ranked]
    if ranking:
        message.set("intent", dict(ranking[0]))
        message.set("intent_ranking", ranking)
    if probability is not None:
        message.set("urgent_probability", probability)
    assert component.process([message]) == [message]
    assert message.get("intent_ranking", []) == ranking
    return message


def intent(message: Message) -> Any:
    return message.get("intent")["name"]


def test_a_rule_overrules_the_classifier(component: RedFlags) -> None:
    message = decided(component, "I can't breathe", 0.0, ("ask_dli", 0.99))
    assert message.get("intent") == {"name": "urgent_breathing", "confidence": 1.0}
    assert message.as_dict(only_output_properties=True)["intent"]["name"] == "urgent_breathing"


def test_after_a_figure_of_speech_the_classifier_has_to_be_surer(component: RedFlags) -> None:
    ranked = (("urgent_crisis", 0.7), ("ask_dli", 0.3))
    text = "the suspense is killing me, what is DLI"
    assert intent(decided(component, text, 0.7, *ranked)) == "ask_dli"
    assert intent(decided(component, text, 0.9, *ranked)) == "urgent_crisis"
    assert intent(decided(component, "what is DLI, help", 0.7, *ranked)) == "urgent_crisis"


def test_a_phrase_of_another_language_overrules_the_classifier(component: RedFlags) -> None:
    message = decided(component, "je veux mourir", 0.0, ("chat_goodbye", 0.99))
    assert message.get("intent") == {"name": "urgent_crisis", "confidence": 1.0}
    assert message.as_dict(only_output_properties=True)["language"] == "fr"
    assert intent(decided(component, "¿voy a morir?", 0.0, ("gap_survival", 0.9))) == "gap_survival"


def test_a_rule_needs_no_classifier(component: RedFlags) -> None:
    assert intent(decided(component, "he took too many pills", None)) == "urgent_overdose"


@pytest.fixture(scope="module")
def doubting() -> RedFlags:
    return made(rule_floor=0.0005)


def test_what_is_next_to_impossible_to_the_classifier_is_no_emergency(doubting: RedFlags) -> None:
    text = "a relapse is like having a stroke for him and he is having a stroke"
    ranked = (("ask_relapse", 0.9), ("urgent_brain", 0.0004))
    assert intent(decided(doubting, text, 0.0004, *ranked)) == "ask_relapse"
    assert intent(decided(doubting, text, 0.0005, *ranked)) == "urgent_brain"


def test_a_wish_to_die_is_never_doubted(doubting: RedFlags) -> None:
    ranked = ("ask_relapse", 1.0)
    assert intent(decided(doubting, "I want to kill myself", 0.0, ranked)) == "urgent_crisis"


def test_a_rule_is_not_doubted_in_a_long_story(doubting: RedFlags) -> None:
    story = "He is having a stroke. " + "We had a long day at the clinic. " * 5
    ranked = ("ask_relapse", 1.0)
    assert intent(decided(doubting, story, 0.0, ranked)) == "urgent_brain"
    assert intent(decided(doubting, "He is having a stroke.", 0.0, ranked)) == "ask_relapse"


def test_a_rule_is_not_doubted_without_a_classifier(doubting: RedFlags) -> None:
    assert intent(decided(doubting, "He is having a stroke.", None)) == "urgent_brain"


def test_the_ranking_chooses_between_groups_of_rules(component: RedFlags) -> None:
    text = "fever 39 and my nose won't stop bleeding"
    assert intent(decided(component, text, 0.9, ("urgent_fever", 0.9))) == "urgent_fever"
    assert intent(decided(component, text, 0.9, ("urgent_bleeding", 0.9))) == "urgent_bleeding"


def test_a_crisis_is_named_before_all_else(component: RedFlags) -> None:
    text = "fever 39, and I want to kill myself"
    assert intent(decided(component, text, 0.9, ("urgent_fever", 0.9))) == "urgent_crisis"


def test_the_classifier_catches_other_wording(component: RedFlags) -> None:
    message = decided(component, "he went odd", 0.5, ("ask_dli", 0.4), ("urgent_brain", 0.3))
    assert message.get("intent") == {"name": "urgent_brain", "confidence": 0.5}


def test_without_a_ranked_urgent_intent_it_is_urgent_all_the_same(component: RedFlags) -> None:
    assert intent(decided(component, "he went odd", 0.9, ("ask_dli", 0.4))) == "urgent_body"


def test_without_a_probability_the_ranking_counts(component: RedFlags) -> None:
    ranked = [("ask_dli", 0.45), ("urgent_brain", 0.3), ("urgent_body", 0.25)]
    assert intent(decided(component, "he went odd", None, *ranked)) == "urgent_brain"


def test_below_the_threshold_the_best_other_intent_stands(component: RedFlags) -> None:
    ranked = [("urgent_brain", 0.4), ("gap_symptoms", 0.35), ("ask_dli", 0.2)]
    message = decided(component, "odd feeling", 0.49, *ranked)
    assert message.get("intent") == {"name": "gap_symptoms", "confidence": 0.35}


def test_below_the_threshold_with_nothing_else_it_is_unclear(component: RedFlags) -> None:
    assert intent(decided(component, "odd", 0.4, ("urgent_brain", 0.4))) == "nlu_fallback"


def test_words_taken_back_make_the_classifier_prove_more(component: RedFlags) -> None:
    ranked = [("urgent_breathing", 0.7), ("gap_symptoms", 0.3)]
    assert intent(decided(component, "can dli cause chest pain", 0.7, *ranked)) == "gap_symptoms"
    assert intent(decided(component, "can dli cause chest pain", 0.8, *ranked)).startswith("urgent")


def test_other_messages_stay_as_they_are(component: RedFlags) -> None:
    message = decided(component, "what is DLI", 0.01, ("ask_dli", 0.9))
    assert message.get("intent") == {"name": "ask_dli", "confidence": 0.9}


@pytest.mark.parametrize("text", ["", None])
def test_messages_without_text_are_left_alone(component: RedFlags, text: str | None) -> None:
    message = Message({"text": text, "intent": {"name": "urgent_body", "confidence": 1.0}})
    component.process([message])
    assert intent(message) == "urgent_body"
