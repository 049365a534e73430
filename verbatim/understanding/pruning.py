"""Makes the tuned layers narrower before they are tuned: half as wide is nearly as good.

Two thirds of a layer's work is its two wide matrices. Of the columns between them those that
change the layer's output least are left out; what they add on average stays, in the bias.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import tensorflow as tf

from verbatim.understanding.tf_layers import Dropout, layer, mask_bias, wide_states
from verbatim.understanding.weights import Array, Weights

_SAMPLE = 500
"""Texts that show what the columns are used for."""


def prune(layers: Sequence[Weights], states: Sequence[Array], width: int) -> list[Weights]:
    """The same layers with at most `width` columns between their wide matrices.

    The last layer stays as it is: it works on one state only, and its width costs nothing.

    Args:
        layers: in their order, as `layer_weights` lays them out.
        states: of each text what goes into the first of them, [length, SIZE].
        width: columns to keep.
    """
    fed = [tf.constant(one[np.newaxis]) for one in states[:: max(1, len(states) // _SAMPLE)]]
    kept = []
    for weights in layers[:-1]:
        biases = [mask_bias(tf.ones([1, one.shape[1]])) for one in fed]
        pairs = list(zip(fed, biases, strict=True))
        wide = np.concatenate([wide_states(*pair, weights).numpy() for pair in pairs])
        worth = wide.var(axis=0) * (weights["narrow"] ** 2).sum(axis=1)
        order = np.argsort(-worth, kind="stable")
        best, rest = np.sort(order[:width]), order[width:]
        mean = wide[:, rest].mean(axis=0) @ weights["narrow"][rest]
        kept.append(
            {
                **weights,
                "widen": np.ascontiguousarray(weights["widen"][:, best]),
                "widen_bias": weights["widen_bias"][best],
                "narrow": np.ascontiguousarray(weights["narrow"][best]),
                "narrow_bias": weights["narrow_bias"] + mean,
            }
        )
        fed = [layer(*pair, weights, Dropout(0.0, 0)) for pair in pairs]
    return [*kept, *layers[-1:]]
