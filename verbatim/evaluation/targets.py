"""What we mean to reach on questions never seen, and the floors below which CI fails."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verbatim.evaluation.scores import Share
from verbatim.library.source_file import SourceFile


@dataclass(frozen=True)
class Target:
    """One figure to reach.

    Attributes:
        key: its name among `scores`.
        words: what it is, for people.
        share: the bound, 0 to 1.
        most: whether the bound is an upper one.
    """

    key: str
    words: str
    share: float
    most: bool = False

    @property
    def bound(self) -> str:
        """The bound in words."""
        return f"{'at most' if self.most else 'at least'} {100 * self.share:g} %"

    def met(self, figure: Share) -> bool | None:
        """Whether the figure keeps the bound; None where nothing was asked."""
        if figure["share"] is None:
            return None
        # The count, not the rounded share: 89.996 % is not 90 %.
        exact: float = figure["count"] / figure["of"]
        return exact <= self.share if self.most else exact >= self.share


TARGETS = (
    Target("answered", "Questions the page answers: right passage given", 0.93),
    Target("declined_near", "About leukemia, but not on the page: refused", 0.90),
    Target("declined_far", "About something else: refused", 0.98),
    Target("wrong_passage", "Wrong passage given, of all messages", 0.03, most=True),
    Target("red_flags", "Emergencies caught", 0.99),
    Target("not_flagged", "Everything else not taken for an emergency", 0.99),
    Target("small_talk", "Small talk recognised", 0.97),
    Target("turns", "Turns of conversations right", 0.93),
    Target("dialogues", "Whole conversations right", 0.85),
)
"""On questions unlike the training data, asked by other hands."""


def floors(file: Path) -> dict[str, tuple[Target, ...]]:
    """The floors of each group.

    Raises:
        ContentError: an unknown figure, or a bound that is no percentage.
    """
    source = SourceFile(file)
    known = {target.key: target for target in TARGETS}
    read: dict[str, tuple[Target, ...]] = {}
    for group in source.root:
        node = source.mapping(source.root, group)
        source.only(node, set(known))
        bounds = []
        for key, percent in node.items():
            if isinstance(percent, bool) or not isinstance(percent, (int, float)):
                percent = -1
            if not 0 <= percent <= 100:
                source.fail(
                    source.line(node, key),
                    f"The floor of `{key}` is no percentage.",
                    "Write a number from 0 to 100.",
                )
            target = known[key]
            bounds.append(Target(key, target.words, float(percent) / 100, target.most))
        read[group] = tuple(bounds)
    return read


def missed(
    bounds: Mapping[str, tuple[Target, ...]], figures: Mapping[str, Mapping[str, Any]]
) -> list[tuple[str, Target, Share]]:
    """Floors that are not kept: group, floor, figure. A group nobody asked misses them all."""
    none = {"count": 0, "of": 0, "share": None}
    return [
        (group, target, figure)
        for group, targets in bounds.items()
        for target in targets
        if not target.met(figure := figures.get(group, {}).get(target.key, none))
    ]
