"""AdamW with warm-up, linear decay and one learning rate a variable."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import tensorflow as tf

_FIRST, _SECOND, _TINY = 0.9, 0.999, 1e-8
_WARM_UP = 0.1
_LONGEST_GRADIENT = 1.0
WEIGHT_DECAY = 0.01


class AdamW:
    """Changes `variables` in place.

    Args:
        variables: what to learn.
        rates: peak learning rate of each.
        steps: of the whole training; the rate is 0 after the last.
    """

    def __init__(self, variables: Sequence[Any], rates: Sequence[float], steps: int) -> None:
        self._variables = list(variables)
        self._rates = list(rates)
        self._steps = float(steps)
        self._first = [tf.Variable(tf.zeros_like(v), trainable=False) for v in variables]
        self._second = [tf.Variable(tf.zeros_like(v), trainable=False) for v in variables]

    def apply(self, gradients: Sequence[Any], step: Any) -> None:
        """Args: gradients: as `variables`; step: int32 scalar, from 1."""
        now = tf.cast(step, tf.float32)
        warm = _WARM_UP * self._steps
        slope = tf.maximum(0.0, (self._steps - now) / (self._steps - warm))
        factor = tf.minimum(now / warm, slope)
        dense = [tf.convert_to_tensor(gradient) for gradient in gradients]
        clip = tf.minimum(1.0, _LONGEST_GRADIENT / (tf.linalg.global_norm(dense) + 1e-6))
        for variable, rate, gradient, first, second in zip(
            self._variables, self._rates, dense, self._first, self._second, strict=True
        ):
            clipped = gradient * clip
            first.assign(_FIRST * first + (1 - _FIRST) * clipped)
            second.assign(_SECOND * second + (1 - _SECOND) * clipped * clipped)
            update = (first / (1 - _FIRST**now)) / (tf.sqrt(second / (1 - _SECOND**now)) + _TINY)
            if len(variable.shape) > 1:  # biases and scales are not pulled to zero
                update = update + WEIGHT_DECAY * variable
            variable.assign_sub(rate * factor * update)
