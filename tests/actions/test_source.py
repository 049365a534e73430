"""`action_source`: where the last answer stands, and how old it is."""

from __future__ import annotations

from dataclasses import replace

from actions.answer import ActionAnswer
from actions.source import ActionSource
from tests.actions.conftest import Act
from verbatim.dialogue.resources import Resources

LABEL = "Where this information comes from"


async def test_the_last_answer_comes_again_with_the_date_of_its_page(intent: str, act: Act) -> None:
    answer = await act(ActionAnswer(), "ask_dli_donor")
    said = await act(ActionSource(), intent, answer.slots)
    assert said.custom["kind"] == "answer"
    assert said.custom["about"] == LABEL
    ids = [passage["id"] for passage in said.custom["passages"]]
    assert ids == ["dli-what", "last-updated"]
    assert said.custom["passages"][0] == answer.custom["passages"][0]
    assert said.custom["passages"][1]["text"] == "last updated on Saturday, March 19, 2011"
    assert said.reply["buttons"] == []
    assert said.slots == {"unclear_in_a_row": 0}


async def test_without_an_answer_before_the_date_alone_is_shown(intent: str, act: Act) -> None:
    said = await act(ActionSource(), intent)
    assert said.custom["about"] == LABEL
    assert [passage["id"] for passage in said.custom["passages"]] == ["last-updated"]


async def test_a_passage_tampered_with_after_loading_is_not_cited(
    intent: str, act: Act, resources: Resources
) -> None:
    answer = await act(ActionAnswer(), "ask_dli_donor")
    passages = resources.library.passages
    passages["dli-what"] = replace(passages["dli-what"], text="Take two of these.")
    said = await act(ActionSource(), intent, answer.slots)
    assert said.custom["kind"] == "error"
    assert "Take two of these." not in str(said.messages)
