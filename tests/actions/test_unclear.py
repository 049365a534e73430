"""`action_unclear`: asks what was meant, each time in another way."""

from __future__ import annotations

import pytest

from actions.answer import ActionAnswer
from actions.unclear import ActionUnclear
from tests.actions.conftest import CONFIDENCE, Act, offered
from verbatim.dialogue.resources import Resources

RANKING = [
    {"name": name, "confidence": 0.2}
    for name in (
        *("nlu_fallback", "ask_dli", "gap_cost", "ask_relapse", "chat_greet", "ask_dli"),
        *("ask_research", "ask_approval"),
    )
]
OPTIONS = ["ask_dli", "ask_relapse", "ask_research"]


@pytest.mark.parametrize(
    ("before", "response"), [(None, 1), (0.0, 1), (1.0, 2), (2.0, 3), (7.0, 3)]
)
async def test_each_time_in_a_row_is_another_way_to_ask(
    intent: str, before: float | None, response: int, act: Act, resources: Resources
) -> None:
    slots = {"unclear_in_a_row": before}
    said = await act(ActionUnclear(), intent, slots, intent_ranking=RANKING)
    assert said.reply["response"] == f"utter_unclear_{response}"
    assert said.custom["kind"] == "unclear"
    assert said.custom["confidence"] == CONFIDENCE
    assert offered(said.custom["options"]) == offered(said.reply["buttons"]) == OPTIONS
    assert said.slots == {"unclear_in_a_row": (before or 0) + 1}
    person = resources.contacts.person
    assert said.custom.get("human") == (person if response == 3 else None)
    assert (person["words"] in said.text) is (response == 3)


async def test_options_are_read_as_words(intent: str, act: Act) -> None:
    said = await act(ActionUnclear(), intent, intent_ranking=RANKING)
    assert said.text.endswith(
        "\n• What a donor leukocyte infusion (DLI) is"
        "\n• What a relapse is"
        "\n• What is being studied for AML"
    )


@pytest.mark.parametrize("ranking", [None, []])
async def test_nothing_likely_means_no_options(
    intent: str, ranking: list[object] | None, act: Act
) -> None:
    said = await act(ActionUnclear(), intent, intent_ranking=ranking)
    assert "options" not in said.custom
    assert said.reply["buttons"] == []


async def test_an_answer_ends_the_row(intent: str, act: Act) -> None:
    first = await act(ActionUnclear(), intent, intent_ranking=RANKING)
    answer = await act(ActionAnswer(), "ask_dli", first.slots)
    again = await act(ActionUnclear(), intent, answer.slots, intent_ranking=RANKING)
    assert again.reply["response"] == "utter_unclear_1"
