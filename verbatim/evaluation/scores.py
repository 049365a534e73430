"""Figures of one group of questions: how many right, of how many, by what was expected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from verbatim.evaluation.outcome import Outcome

Share = dict[str, Any]
"""`{"count", "of", "share"}`; `share` is None of nothing."""

Held = Sequence[tuple[Outcome, ...]]
"""Conversations: the outcome of each turn."""


def share(flags: Iterable[bool]) -> Share:
    """How many of them are true."""
    listed = list(flags)
    count, of = sum(listed), len(listed)
    return {"count": count, "of": of, "share": round(count / of, 4) if of else None}


def scores(outcomes: Sequence[Outcome], held: Held = ()) -> dict[str, Share]:
    """The figures that targets and floors are set for.

    `wrong_passage` and `not_flagged` count single messages; `turns` and `dialogues` the
    conversations, of which each turn has to be right for the whole to be.
    """

    def rights(*labels: str) -> Share:
        return share(o.right for o in outcomes if o.item.label in labels)

    return {
        "answered": rights("answer", "gap"),
        "declined_near": rights("decline_near"),
        "declined_far": rights("decline_far"),
        "wrong_passage": share(o.wrong_passage for o in outcomes),
        "red_flags": rights("urgent"),
        "not_flagged": share(o.kind != "urgent" for o in outcomes if o.item.label != "urgent"),
        "small_talk": rights("smalltalk"),
        "turns": share(turn.right for turns in held for turn in turns),
        "dialogues": share(all(turn.right for turn in turns) for turns in held),
    }


def by(outcomes: Sequence[Outcome], key: Callable[[Outcome], str]) -> dict[str, dict[str, Share]]:
    """Right replies and wrong passages by a property, in the order of the alphabet."""
    parts: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        parts[key(outcome)].append(outcome)
    return {
        name: {
            "right": share(o.right for o in part),
            "wrong_passage": share(o.wrong_passage for o in part),
        }
        for name, part in sorted(parts.items())
    }


def by_turn(held: Held) -> dict[str, Share]:
    """Turns right by how far into the conversation they are."""
    names = ("first", "second", "later")
    parts: dict[str, list[bool]] = {name: [] for name in names}
    for turns in held:
        for number, turn in enumerate(turns):
            parts[names[min(number, 2)]].append(turn.right)
    return {name: share(part) for name, part in parts.items()}


def kinds(outcomes: Sequence[Outcome]) -> dict[str, dict[str, int]]:
    """What was expected, against the kind of reply that was given."""
    given = sorted({outcome.kind for outcome in outcomes})
    table: dict[str, dict[str, int]] = {}
    for outcome in outcomes:
        row = table.setdefault(outcome.item.label, dict.fromkeys(given, 0))
        row[outcome.kind] += 1
    return table
