"""`action_more`: the same section, read on until it is exhausted."""

from __future__ import annotations

from dataclasses import replace

from actions.answer import ActionAnswer
from actions.more import ActionMore
from actions.not_covered import ActionNotCovered
from tests.actions.conftest import Act
from verbatim.dialogue.resources import Resources


async def test_before_any_question_there_is_no_more(intent: str, act: Act) -> None:
    said = await act(ActionMore(), intent)
    assert said.reply["response"] == "utter_nothing_yet"
    assert said.custom["kind"] == "chat"
    assert said.slots == {"unclear_in_a_row": 0}


async def test_more_reads_on_to_the_end_of_the_section_and_then_says_so(
    intent: str, act: Act, resources: Resources
) -> None:
    said = await act(ActionAnswer(), "ask_dli_mechanism")
    slots, shown = said.slots, []
    for _ in range(5):
        said = await act(ActionMore(), intent, slots)
        assert said.custom["kind"] == "answer"
        (passage,) = said.custom["passages"]
        assert passage["section"] == "Stem Cell Transplantation in Relapsed Patients"
        assert said.custom["about"] == resources.library.passages[passage["id"]].label
        shown.append(passage["id"])
        assert said.slots == {
            "shown": ["dli-how", *shown],
            "last_passages": [passage["id"]],
            "unclear_in_a_row": 0,
        }
        slots = {**slots, **said.slots}
    below, above = shown[:1], shown[1:]
    assert below == ["dli-for-whom"]
    assert above == ["dli-what", "relapse-after-transplant", "unrelated-donor", "transplant-when"]
    said = await act(ActionMore(), intent, slots)
    assert said.reply["response"] == "utter_no_more"
    assert said.custom["kind"] == "not_covered"
    assert said.slots == {"unclear_in_a_row": 0}


async def test_after_a_question_without_answer_there_is_no_more(intent: str, act: Act) -> None:
    refusal = await act(ActionNotCovered(), "gap_diet")
    said = await act(ActionMore(), intent, refusal.slots)
    assert said.reply["response"] == "utter_no_more"
    assert said.custom["about"] == "food and drink"


async def test_a_passage_tampered_with_after_loading_is_not_read_on_to(
    intent: str, act: Act, resources: Resources
) -> None:
    first = await act(ActionAnswer(), "ask_dli_mechanism")
    passages = resources.library.passages
    passages["dli-for-whom"] = replace(passages["dli-for-whom"], text="Take two of these.")
    said = await act(ActionMore(), intent, first.slots)
    assert said.custom["kind"] == "error"
    assert "Take two of these." not in str(said.messages)
