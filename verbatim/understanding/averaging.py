"""The mean of a training's last steps, in place of where the very last one happened to end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

_EVERY = 8
"""Steps from one look to the next: a look copies all variables."""


class Average:
    """Means of variables over the end of a training (Polyak and Juditsky 1992).

    Args:
        variables: those that training changes.
        steps: of the whole training.
        share: of the steps, the last ones, that are averaged.
    """

    def __init__(self, variables: Sequence[Any], steps: int, share: float) -> None:
        self._variables = list(variables)
        self._steps = steps
        self._first = steps * (1 - share)
        self._sums = [np.zeros(variable.shape) for variable in variables]
        self._looks = 0

    def look(self, step: int) -> None:
        """Args: step: the one just done, from 1."""
        if step >= self._first and (self._steps - step) % _EVERY == 0:
            self._looks += 1
            for total, variable in zip(self._sums, self._variables, strict=True):
                total += variable.numpy()

    def assign(self) -> None:
        """Sets the variables to their means; leaves them where there was no look."""
        if self._looks:
            for total, variable in zip(self._sums, self._variables, strict=True):
                variable.assign((total / self._looks).astype(np.float32))
