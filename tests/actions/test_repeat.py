"""`action_repeat`: what was last said about a question, again and never more."""

from __future__ import annotations

from dataclasses import replace

from actions.answer import ActionAnswer
from actions.not_covered import ActionNotCovered
from actions.personal_advice import ActionPersonalAdvice
from actions.repeat import ActionRepeat
from tests.actions.conftest import Act
from verbatim.dialogue.resources import Resources


async def test_before_any_question_there_is_nothing_to_repeat(intent: str, act: Act) -> None:
    said = await act(ActionRepeat(), intent)
    assert said.reply["response"] == "utter_nothing_yet"
    assert said.custom["kind"] == "chat"
    assert said.slots == {"unclear_in_a_row": 0}


async def test_an_answer_is_repeated_word_for_word(intent: str, act: Act) -> None:
    for also in (None, "ask_relapse"):
        first = await act(ActionAnswer(), "ask_dli_remission", also=also)
        again = await act(ActionRepeat(), intent, first.slots)
        assert again.custom == first.custom
        assert again.text == first.text
        assert len(again.messages) == len(first.messages) == (3 if also else 2)
        assert again.slots == {"unclear_in_a_row": 0}


async def test_a_refusal_is_repeated_as_a_refusal(intent: str, act: Act) -> None:
    answer = await act(ActionAnswer(), "ask_dli")
    for gap, follows_up in (("gap_diet", False), ("gap_side_effects", True)):
        first = await act(ActionNotCovered(), gap, answer.slots, follows_up=follows_up)
        again = await act(ActionRepeat(), intent, {**answer.slots, **first.slots})
        assert again.custom == first.custom
        assert again.text == first.text


async def test_after_advice_was_declined_no_answered_question_is_denied(
    intent: str, act: Act
) -> None:
    answer = await act(ActionAnswer(), "ask_dli")
    advice = await act(ActionPersonalAdvice(), "personal_advice", answer.slots)
    again = await act(ActionRepeat(), intent, {**answer.slots, **advice.slots})
    assert again.reply["response"] == "utter_personal_advice"
    assert again.text == advice.text
    assert "say nothing about" not in again.text


async def test_questions_and_passages_that_are_gone_are_not_missed(intent: str, act: Act) -> None:
    said = await act(ActionRepeat(), intent, {"question": "ask_old", "last_passages": ["old"]})
    assert said.reply["response"] == "utter_nothing_yet"
    slots = {"question": "ask_dli", "last_passages": ["old", "dli-what"]}
    said = await act(ActionRepeat(), intent, slots)
    assert [passage["id"] for passage in said.custom["passages"]] == ["dli-what"]


async def test_a_passage_tampered_with_after_loading_is_not_repeated(
    intent: str, act: Act, resources: Resources
) -> None:
    first = await act(ActionAnswer(), "ask_dli_donor")
    passages = resources.library.passages
    passages["dli-what"] = replace(passages["dli-what"], text="Take two of these.")
    said = await act(ActionRepeat(), intent, first.slots)
    assert said.custom["kind"] == "error"
    assert "Take two of these." not in str(said.messages)
