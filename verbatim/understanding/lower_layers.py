"""What the frozen lower layers make of the examples: computed once, for they never change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import tensorflow as tf

from verbatim.understanding.examples import pad
from verbatim.understanding.tf_layers import Dropout, layer, mask_bias, normalise
from verbatim.understanding.weights import SIZE, Array, Weights, layer_weights

BATCH = 64
"""Texts at once where nothing is learned."""
STATES = tf.TensorSpec([None, None, SIZE], tf.float32)
MASK = tf.TensorSpec([None, None], tf.float32)


def lower_states(
    weights: Weights, ids: Sequence[Sequence[int]], layers: int, precision: Any = tf.float32
) -> list[Array]:
    """Of each text the states after the lowest `layers`, [length, SIZE]: they never change."""
    frozen = [
        {name: tf.constant(value) for name, value in layer_weights(weights, number).items()}
        for number in range(layers)
    ]

    @tf.function(input_signature=[STATES, MASK], autograph=False)
    def run(states: Any, mask: Any) -> Any:
        for one in frozen:
            states = layer(states, mask_bias(mask), one, Dropout(0.0, 0), precision)
        return states

    found: list[Array] = [np.empty(0)] * len(ids)
    order = sorted(range(len(ids)), key=lambda number: len(ids[number]))
    for start in range(0, len(order), BATCH):
        chosen = order[start : start + BATCH]
        padded, mask = pad([_token_states(weights, ids[number]) for number in chosen])
        states = run(padded, mask).numpy()
        for row, number in enumerate(chosen):
            found[number] = states[row, : len(ids[number])].copy()
    return found


def _token_states(weights: Weights, ids: Sequence[int]) -> Array:
    words = weights["embeddings.word_embeddings.weight"][list(ids)]
    places = weights["embeddings.position_embeddings.weight"][: len(ids)]
    kind = weights["embeddings.token_type_embeddings.weight"][0]
    scale = weights["embeddings.LayerNorm.weight"]
    shift = weights["embeddings.LayerNorm.bias"]
    normalised: Array = normalise(tf.constant(words + places + kind), scale, shift).numpy()
    return normalised
