from __future__ import annotations

import numpy as np
import tensorflow as tf

from verbatim.understanding.averaging import Average


def averaged(steps: int, share: float, looked: int | None = None) -> list[float]:
    """What is left of a variable whose value after each step is the step's number."""
    variable = tf.Variable([0.0, 0.0])
    average = Average([variable], steps, share)
    for step in range(1, (looked or steps) + 1):
        variable.assign([float(step), -float(step)])
        average.look(step)
    average.assign()
    found: list[float] = variable.numpy().tolist()
    return found


def test_it_is_the_mean_of_the_end_the_last_step_included() -> None:
    assert averaged(steps=80, share=0.3) == [68.0, -68.0]  # of 56, 64, 72 and 80


def test_a_share_of_nothing_is_the_last_step() -> None:
    assert averaged(steps=80, share=0.0) == [80.0, -80.0]


def test_a_training_that_ends_early_keeps_what_it_has() -> None:
    assert averaged(steps=80, share=0.3, looked=20) == [20.0, -20.0]


def test_variables_stay_float32() -> None:
    variable = tf.Variable(np.ones(3, np.float32))
    average = Average([variable], 1, 1.0)
    average.look(1)
    average.assign()
    assert variable.dtype == tf.float32
