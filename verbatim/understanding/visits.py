"""Which examples an epoch sees: at first all of them, later mostly those that go worst."""

from __future__ import annotations

from typing import Any

import numpy as np

from verbatim.understanding.examples import NO_CONTEXT, Examples
from verbatim.understanding.plan import Plan
from verbatim.understanding.weights import Array

_HARD = 0.75
"""Of the examples that an epoch revisits, the share that are the hardest."""


class Visits:
    """Plans epochs by how the examples went when they were last seen.

    Args:
        examples: what to learn.
        plan: how; `in_context` and `revisited` count here.
    """

    def __init__(self, examples: Examples, plan: Plan) -> None:
        self._examples = examples
        self._plan = plan
        self._losses = np.zeros((len(examples), 2), np.float32)  # alone, and after a question
        self._begun = False
        self._all = len(examples.epoch(plan.in_context, np.random.default_rng(0)))
        self._later = int(plan.revisited * self._all)

    def steps(self) -> int:
        """Batches of all epochs together."""
        size = self._plan.batch
        return -(-self._all // size) + (self._plan.epochs - 1) * -(-self._later // size)

    def epoch(self, random: np.random.Generator) -> Array:
        """Rows of (text, context, class) as `Examples.epoch` gives them, or a part of them."""
        rows = self._examples.epoch(self._plan.in_context, random)
        if self._begun:
            rows = self._worth_a_visit(rows, random)
        self._begun = True
        return rows

    def went(self, text: Array, context: Array, losses: Any) -> None:
        """Remembers the losses of a batch's examples."""
        self._losses[text, (context != NO_CONTEXT).astype(int)] = losses

    def _worth_a_visit(self, rows: Array, random: np.random.Generator) -> Array:
        """Mostly the rows that went worst; of what is known by now a sample, lest it be lost."""
        losses = self._losses[rows[:, 0], (rows[:, 1] != NO_CONTEXT).astype(int)]
        order = np.argsort(-losses, kind="stable")
        worst = int(_HARD * self._later)
        others = random.choice(order[worst:], self._later - worst, replace=False)
        visited: Array = rows[np.sort(np.concatenate([order[:worst], others]))]
        return visited
