"""`action_answer`: the passages that answer, word for word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.answer import ActionAnswer
from tests.actions.conftest import CONFIDENCE, Act, offered
from tests.conftest import ROOT
from verbatim.dialogue.resources import Resources

TEXT = (ROOT / "content/refractory-and-relapsed/document.txt").read_bytes().decode("utf-8")
PASSAGES = {
    "ask_remission": ["remission"],
    "ask_aml_name": ["remission"],
    "ask_refractory": ["refractory"],
    "ask_refractory_treatment": ["refractory-options"],
    "ask_relapse": ["relapse"],
    "ask_refractory_or_relapse": ["refractory", "relapse"],
    "ask_relapse_body": ["relapse"],
    "ask_relapse_treatment": ["relapse-chemotherapy", "relapse-transplant"],
    "ask_chemo_again": ["relapse-chemotherapy"],
    "ask_relapse_transplant": ["relapse-transplant", "transplant-when"],
    "ask_options_depend": ["options-depend"],
    "ask_remission_length": ["options-depend"],
    "ask_cytogenetics": ["options-depend"],
    "ask_transplant_when": ["transplant-when"],
    "ask_unrelated_donor": ["unrelated-donor"],
    "ask_transplant_risk": ["unrelated-donor"],
    "ask_relapse_after_transplant": ["relapse-after-transplant", "dli-what"],
    "ask_dli": ["relapse-after-transplant", "dli-what"],
    "ask_dli_donor": ["dli-what"],
    "ask_dli_mechanism": ["dli-how"],
    "ask_dli_remission": ["dli-how", "dli-for-whom"],
    "ask_dli_effectiveness": ["dli-how", "dli-for-whom"],
    "ask_trial_option": ["trial-option"],
    "ask_research": ["being-studied"],
    "ask_approval": ["approval"],
    "ask_page_date": ["last-updated"],
    "ask_page_source": ["last-updated"],
}


async def test_a_question_is_answered_with_its_passages(
    intent: str, act: Act, resources: Resources
) -> None:
    said = await act(ActionAnswer(), intent)
    question = resources.library.questions[intent]
    assert said.reply["response"] == "utter_answer"
    assert said.custom["kind"] == "answer"
    assert said.custom["about"] == question.label
    assert said.custom["confidence"] == CONFIDENCE
    assert said.text.startswith(f"You asked about: {question.label}\n“")
    passages = said.custom["passages"]
    assert [passage["id"] for passage in passages] == PASSAGES[intent]
    for passage in passages:
        assert passage["text"] == TEXT[passage["start"] : passage["end"]]
        assert f"“{passage['text']}”" in said.text
        assert passage["updated_words"] in said.text
    assert said.slots == {
        "question": intent,
        "answered": intent,
        "nearest": None,
        "topic": question.topic,
        "shown": PASSAGES[intent],
        "last_passages": PASSAGES[intent],
        "unclear_in_a_row": 0,
    }


async def test_where_either_may_be_meant_both_are_quoted_and_it_is_said(
    act: Act, resources: Resources
) -> None:
    said = await act(ActionAnswer(), "ask_relapse", also="ask_dli_mechanism")
    answer, either, age = said.messages
    assert (either["response"], age["response"]) == ("utter_either", "utter_age")
    labels = [resources.library.questions[i].label for i in ("ask_relapse", "ask_dli_mechanism")]
    assert answer["custom"]["about"] == " / ".join(labels)
    assert [passage["id"] for passage in answer["custom"]["passages"]] == ["relapse", "dli-how"]
    assert (said.slots["question"], said.slots["answered"]) == ("ask_relapse", "ask_relapse")
    assert said.slots["nearest"] == "ask_dli_mechanism"
    assert said.slots["last_passages"] == ["relapse", "dli-how"]


async def test_what_is_offered_would_show_something_new(
    intent: str, act: Act, resources: Resources
) -> None:
    said = await act(ActionAnswer(), intent)
    buttons = said.custom["related"] if said.reply["buttons"] else []
    assert said.reply["buttons"] == buttons
    related = resources.library.questions[intent].related
    new = [other for other in related if not set(PASSAGES[other]) <= set(PASSAGES[intent])]
    assert offered(buttons) == new[:3]


async def test_an_old_page_is_said_to_be_old(act: Act) -> None:
    said = await act(ActionAnswer(), "ask_dli")
    answer, age = said.messages
    assert answer is said.reply
    assert (age["response"], age["custom"]) == ("utter_age", {})
    assert age["years"] >= 14


async def test_the_note_on_the_missing_list_travels_apart_from_the_quotation(act: Act) -> None:
    said = await act(ActionAnswer(), "ask_refractory_treatment")
    (passage,) = said.custom["passages"]
    assert passage["text"] == "For refractory AML, treatment options may include:"
    assert "missing from our copy" in passage["note"]
    assert f"“{passage['text']}”\n[{passage['note']}]" in said.text


@pytest.mark.parametrize("tampered", ["dli-what", "relapse-after-transplant"])
async def test_a_passage_tampered_with_after_loading_is_never_sent(
    tampered: str, act: Act, resources: Resources
) -> None:
    passages = resources.library.passages
    passages[tampered] = replace(passages[tampered], text="Take two of these.")
    said = await act(ActionAnswer(), "ask_dli")
    assert said.custom["kind"] == "error"
    assert "passages" not in said.custom
    assert "Take two of these." not in str(said.messages)
    assert said.slots == {}
