"""`action_chat`: small talk in the assistant's own voice."""

from __future__ import annotations

from actions.chat import ActionChat
from tests.actions.conftest import CONFIDENCE, Act, offered


async def test_small_talk_has_words_of_its_own(intent: str, act: Act) -> None:
    said = await act(ActionChat(), intent)
    assert said.reply["response"] == f"utter_{intent}"
    assert said.custom["kind"] == "chat"
    assert said.custom["confidence"] == CONFIDENCE
    assert {"about", "passages", "human"}.isdisjoint(said.custom)
    assert said.slots == {"unclear_in_a_row": 0}


async def test_only_a_greeting_and_help_bring_examples(intent: str, act: Act) -> None:
    said = await act(ActionChat(), intent)
    examples = ["ask_relapse_treatment", "ask_dli", "ask_trial_option"]
    expected = examples if intent in ("chat_greet", "chat_help") else []
    assert offered(said.reply["buttons"]) == expected
    assert said.custom.get("related", []) == said.reply["buttons"]


async def test_the_pages_are_named_to_those_who_ask_what_it_can_do(act: Act) -> None:
    for intent in ("chat_greet", "chat_help"):
        said = await act(ActionChat(), intent)
        assert "word for word" in said.text
        assert "Refractory and Relapsed" in said.text
