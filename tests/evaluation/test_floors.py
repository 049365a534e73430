"""The trained assistant keeps the floors of tests/questions/floors.yml."""

from __future__ import annotations

import pytest

from verbatim.evaluation import sets
from verbatim.evaluation.confusion import given
from verbatim.evaluation.outcome import Asked, Outcome
from verbatim.evaluation.scores import scores
from verbatim.evaluation.targets import Target, floors
from verbatim.settings import Settings
from verbatim.understanding.red_flag_file import load_red_flags

FLOORS = floors(sets.TESTS / "questions" / "floors.yml")
LABELS = {
    "answered": ("answer", "gap"),
    "declined_near": ("decline_near",),
    "declined_far": ("decline_far",),
    "red_flags": ("urgent",),
    "small_talk": ("smalltalk",),
}


def to_blame(key: str, asked: Asked) -> list[Outcome]:
    """The outcomes that pull a figure down."""
    turns = [turn for turns in asked.held for turn in turns]
    if key in ("turns", "dialogues"):
        return [turn for turn in turns if not turn.right]
    if key == "wrong_passage":
        return [outcome for outcome in asked.outcomes if outcome.wrong_passage]
    if key == "not_flagged":
        return [o for o in asked.outcomes if o.kind == "urgent" and o.item.label != "urgent"]
    return [o for o in asked.outcomes if o.item.label in LABELS[key] and not o.right]


@pytest.mark.parametrize(
    ("group", "floor"),
    [(group, floor) for group, listed in FLOORS.items() for floor in listed],
    ids=lambda value: value.key if isinstance(value, Target) else value,
)
def test_figures_keep_their_floors(asked: dict[str, Asked], group: str, floor: Target) -> None:
    figure = scores(asked[group].outcomes, asked[group].held)[floor.key]
    lines = "\n".join(
        f"  {outcome.item.place} “{outcome.item.text}” {outcome.item.subject} -> {given(outcome)}"
        for outcome in to_blame(floor.key, asked[group])
    )
    assert floor.met(figure), f"{floor.words}: {figure}, {floor.bound}\n{lines}"


def test_no_emergency_in_which_a_rule_fires_is_taken_back(asked: dict[str, Asked]) -> None:
    rules = load_red_flags(Settings().content / "red_flags.yml")
    emergencies = [o for one in asked.values() for o in one.outcomes if o.item.label == "urgent"]
    fired = [outcome for outcome in emergencies if rules.read(outcome.item.text).fired]
    assert len(fired) > 500
    assert [outcome.item for outcome in fired if outcome.kind != "urgent"] == []


def test_every_held_out_figure_has_a_floor() -> None:
    assert [floor.key for floor in FLOORS[sets.HELD_OUT]] == list(scores([]))


def test_every_turn_was_answered_by_a_proper_reply(asked: dict[str, Asked]) -> None:
    kinds = {"answer", "not_covered", "unclear", "urgent", "chat"}
    for one in asked.values():
        for outcome in [*one.outcomes, *(turn for turns in one.held for turn in turns)]:
            assert outcome.kind in kinds, outcome
