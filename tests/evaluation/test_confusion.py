from __future__ import annotations

from tests.evaluation.conftest import outcome
from verbatim.evaluation.confusion import MOST_EXAMPLES, confusions, given


def test_pairs_come_most_frequent_first_with_examples() -> None:
    often = [
        outcome("answer", "answer", False, intent="ask_dli", given="ask_relapse", text=f"often {n}")
        for n in range(MOST_EXAMPLES + 2)
    ]
    once = outcome("answer", "chat", False, intent="ask_aml_name", given="chat_ack", text="once")
    first, second = confusions([once, *often])
    assert (first["expected"], first["given"], first["of"]) == (
        "ask_dli",
        "ask_relapse",
        MOST_EXAMPLES + 2,
    )
    assert first["examples"] == [f"often {n}" for n in range(MOST_EXAMPLES)]
    assert second["examples"] == ["once"]


def test_right_replies_are_no_confusion_whatever_the_intent() -> None:
    fine = outcome("answer", "answer", True, intent="ask_dli", given="ask_dli_donor")
    assert confusions([fine]) == []


def test_what_was_not_understood_is_taken_for_nothing() -> None:
    assert given(outcome("answer", "unclear", False, given="nlu_fallback")) == "unclear"
    assert given(outcome("answer", "error", False)) == "error"
    assert given(outcome("answer", "answer", False, given="ask_dli")) == "ask_dli"
