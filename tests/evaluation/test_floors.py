"""The trained assistant keeps the floors of tests/questions/floors.yml."""

from __future__ import annotations

import pytest

from verbatim.evaluation import sets
from verbatim.evaluation.confusion import given
from verbatim.evaluation.outcome import Asked, Outcome
from verbatim.evaluation.scores import scores
from verbatim.evaluation.targets import Target, floors

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


def test_every_held_out_figure_has_a_floor() -> None:
    assert [floor.key for floor in FLOORS[sets.HELD_OUT]] == list(scores([]))


def test_every_turn_was_answered_by_a_proper_reply(asked: dict[str, Asked]) -> None:
    kinds = {"answer", "not_covered", "unclear", "urgent", "chat"}
    for one in asked.values():
        for outcome in [*one.outcomes, *(turn for turns in one.held for turn in turns)]:
            assert outcome.kind in kinds, outcome
