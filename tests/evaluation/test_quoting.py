from __future__ import annotations

import pytest
from ruamel.yaml import YAML

from verbatim.evaluation.quoting import answer_of, reply_of
from verbatim.library import Library
from verbatim.settings import ROOT

KINDS = {
    "action_answer": "answer",
    "action_not_covered": "not_covered",
    "action_personal_advice": "not_covered",
    "action_off_topic": "not_covered",
    "action_simplify": "not_covered",
    "action_none_of_these": "not_covered",
    "action_chat": "chat",
    "action_person": "chat",
    "action_repeat": "chat",
    "action_more": "chat",
    "action_urgent": "urgent",
    "action_unclear": "unclear",
}
RULES = YAML(typ="safe").load((ROOT / "data" / "rules.yml").read_text(encoding="utf-8"))["rules"]
ACTIONS = {
    choice["intent"]: rule["steps"][-1]["action"]
    for rule in RULES
    for choice in rule["steps"][0].get("or", rule["steps"][:1])
}


@pytest.mark.parametrize("intent", sorted(set(ACTIONS) - {"turn_source"}))
def test_an_intent_is_replied_to_as_its_rule_does(library: Library, intent: str) -> None:
    assert reply_of(library, intent).kind == KINDS[ACTIONS[intent]]


def test_an_answer_holds_all_its_passages(library: Library) -> None:
    answer = answer_of(library, "ask_relapse_treatment")
    assert answer is not None
    for passage in library.answer("ask_relapse_treatment"):
        assert passage.text in answer.said


@pytest.mark.parametrize("intent", ["gap_cost", "chat_greet", "no_such_intent"])
def test_only_what_documents_answer_has_an_answer(library: Library, intent: str) -> None:
    assert answer_of(library, intent) is None
