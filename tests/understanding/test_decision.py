"""Where the lines are drawn between an answer, a refusal by name and a question back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from verbatim.library import Library
from verbatim.settings import ROOT
from verbatim.understanding.decision import UNCLEAR, Decider, Decision, OperatingPoints
from verbatim.understanding.probabilities import Judgement

POINTS = OperatingPoints(answer_at=0.3, answer_share=0.7, chat_at=0.5, understood_at=0.15)


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load(ROOT / "content")


def decide(
    library: Library, points: OperatingPoints = POINTS, **shares: float
) -> tuple[str, float]:
    rest = 1 - sum(shares.values())
    judgement = Judgement({**shares, "chat_ack": rest}, False, False, 0.0)
    decision = Decider(library, points).decide(judgement)
    return decision.intent, pytest.approx(decision.confidence)


def test_a_sure_question_is_answered(library: Library) -> None:
    assert decide(library, ask_relapse=0.8, gap_cost=0.1) == ("ask_relapse", 0.8)


def test_questions_with_the_same_passages_are_no_rivals(library: Library) -> None:
    shares = {"ask_remission": 0.4, "ask_aml_name": 0.3, "ask_relapse": 0.19}
    points = replace(POINTS, answer_at=0.6)
    assert decide(library, points, **shares) == ("ask_remission", 0.7)


def test_a_doubtful_passage_is_not_shown(library: Library) -> None:
    """It leads by itself, but together the questions that no passage answers are too likely."""
    shares = {"ask_relapse": 0.5, "gap_cost": 0.15, "gap_cure": 0.15, "off_daily": 0.1}
    assert decide(library, **shares) == (UNCLEAR, 0.5)
    assert decide(library, replace(POINTS, answer_share=0.5), **shares) == ("ask_relapse", 0.5)


def test_one_of_many_possible_passages_is_not_shown(library: Library) -> None:
    shares = {"ask_relapse": 0.25, "ask_dli": 0.24, "ask_approval": 0.23, "ask_research": 0.2}
    assert decide(library, **shares) == (UNCLEAR, 0.25)


def test_of_two_likely_passages_both_are_shown(library: Library) -> None:
    judgement = Judgement({"ask_relapse": 0.4, "ask_dli": 0.25, "gap_cost": 0.35}, False, False, 0)
    decision = Decider(library, replace(POINTS, answer_share=0.5)).decide(judgement)
    assert decision == Decision("ask_relapse", pytest.approx(0.65), "ask_dli")


def test_two_questions_with_one_answer_count_as_one_second_passage(library: Library) -> None:
    shares = {"ask_relapse": 0.7, "ask_options_depend": 0.1, "ask_cytogenetics": 0.12}
    judgement = Judgement({**shares, "gap_cost": 0.08}, False, False, 0)
    assert Decider(library, POINTS).decide(judgement).also == "ask_cytogenetics"


@pytest.mark.parametrize(
    ("shares", "intent"),
    [
        ({"ask_relapse": 0.8, "ask_dli": 0.19}, "ask_relapse"),
        ({"ask_relapse": 0.25, "ask_dli": 0.22, "chat_ack": 0.53}, "chat_ack"),
        ({"ask_relapse": 0.32, "ask_dli": 0.27}, UNCLEAR),
        ({"ask_relapse": 0.35, "ask_dli": 0.3, "gap_cost": 0.3}, UNCLEAR),
        ({"ask_remission": 0.6, "ask_aml_name": 0.4}, "ask_remission"),
        ({"gap_cost": 0.6, "ask_dli": 0.4}, "gap_cost"),
    ],
    ids=["second unlikely", "small talk", "both unlikely", "not asked", "same answer", "refusal"],
)
def test_a_second_passage_is_not_shown_lightly(
    shares: dict[str, float], intent: str, library: Library
) -> None:
    judgement = Judgement(shares, False, False, 0)
    decision = Decider(library, POINTS).decide(judgement)
    assert (decision.intent, decision.also) == (intent, None)


def test_a_refusal_is_as_sure_as_all_refusals_together(library: Library) -> None:
    shares = {"gap_cost": 0.3, "gap_cure": 0.25, "off_daily": 0.2, "ask_relapse": 0.2}
    assert decide(library, **shares) == ("gap_cost", 0.75)


def test_nothing_likely_is_unclear(library: Library) -> None:
    turns = {f"turn_{n}": 0.12 for n in ("more", "none", "repeat", "source", "person", "simplify")}
    shares = {**turns, "ask_relapse": 0.1, "gap_cost": 0.1}
    assert decide(library, **shares)[0] == UNCLEAR


def test_what_looks_a_little_like_chatting_is_unclear(library: Library) -> None:
    shares = {"chat_greet": 0.3, "chat_help": 0.15, "off_daily": 0.2, "gap_cost": 0.2}
    rest = {f"turn_{n}": 0.15 / 3 for n in ("more", "none", "repeat")}
    judgement = Judgement({**shares, **rest}, False, False, 0.0)
    assert Decider(library, POINTS).decide(judgement).intent == UNCLEAR
    sure = Judgement({"chat_greet": 0.5, "chat_help": 0.2, "off_daily": 0.3}, False, False, 0.0)
    assert Decider(library, POINTS).decide(sure).intent == "chat_greet"


def test_emergencies_are_decided_elsewhere(library: Library) -> None:
    assert decide(library, urgent_fever=0.6, ask_relapse=0.35) == ("ask_relapse", 0.35)


def test_a_follow_up_of_nothing_is_unclear_however_sure(library: Library) -> None:
    judgement = Judgement({"ask_relapse": 0.99, "gap_cost": 0.01}, False, True, 0.0)
    assert Decider(library, POINTS).decide(judgement).intent == UNCLEAR
