"""`action_simplify`: the source's words are never put into others."""

from __future__ import annotations

import pytest

from actions.simplify import ActionSimplify
from tests.actions.conftest import CONFIDENCE, Act, offered
from verbatim.dialogue.resources import Resources


@pytest.mark.parametrize(
    ("question", "related"),
    [
        (None, []),
        ("gap_diet", []),
        ("ask_dli", ["ask_dli_mechanism", "ask_dli_effectiveness", "ask_dli_donor"]),
    ],
)
async def test_simpler_words_are_declined_and_more_is_offered(
    intent: str, question: str | None, related: list[str], act: Act, resources: Resources
) -> None:
    said = await act(ActionSimplify(), intent, {"question": question})
    assert said.reply["response"] == "utter_simplify"
    assert said.custom["kind"] == "not_covered"
    assert said.custom["confidence"] == CONFIDENCE
    assert said.custom["human"] == resources.contacts.person
    assert "passages" not in said.custom
    assert offered(said.reply["buttons"]) == related
    assert said.slots == {"unclear_in_a_row": 0}
