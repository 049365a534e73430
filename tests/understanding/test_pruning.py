"""What is left out of a layer is what adds least to what it gives."""

from __future__ import annotations

import numpy as np
import pytest
import tensorflow as tf

from tests.understanding.conftest import SENTENCES
from verbatim.understanding.lower_layers import lower_states
from verbatim.understanding.pruning import prune
from verbatim.understanding.tf_layers import Dropout, layer, mask_bias
from verbatim.understanding.tokens import Tokens
from verbatim.understanding.weights import (
    SIZE,
    Array,
    Weights,
    layer_weights,
    model_folder,
)


@pytest.fixture(scope="module")
def states(weights: Weights) -> list[Array]:
    tokens = Tokens(model_folder() / "tokenizer.json")
    return lower_states(weights, [tokens.ids(text) for text in SENTENCES[:30]], 3)


def given(states: list[Array], weights: Weights) -> Array:
    """What a layer makes of all texts, one under the other."""
    found = []
    for one in states:
        bias = mask_bias(tf.ones([1, len(one)]))
        found.append(layer(tf.constant(one[np.newaxis]), bias, weights, Dropout(0.0, 0))[0])
    return np.concatenate(found)


def test_all_layers_but_the_last_become_narrower(weights: Weights, states: list[Array]) -> None:
    layers = [layer_weights(weights, number) for number in (3, 4, 5)]
    first, second, last = prune(layers, states, 500)
    for one in (first, second):
        assert one["widen"].shape == (SIZE, 500)
        assert one["widen_bias"].shape == (500,)
        assert one["narrow"].shape == (500, SIZE)
        assert one["qkv"].shape == (SIZE, 3 * SIZE)
    assert last is layers[2]


def test_as_wide_as_before_changes_nothing(weights: Weights, states: list[Array]) -> None:
    layers = [layer_weights(weights, number) for number in (3, 4)]
    kept = prune(layers, states, 4 * SIZE)
    for name, value in layers[0].items():
        np.testing.assert_array_equal(kept[0][name], value)


def test_the_columns_left_out_are_not_any_columns(weights: Weights, states: list[Array]) -> None:
    layers = [layer_weights(weights, number) for number in (3, 4)]
    before = given(states, layers[0])
    best = given(states, prune(layers, states, 2 * SIZE)[0])
    any_half = np.random.default_rng(0).permutation(4 * SIZE)[: 2 * SIZE]
    chance = given(
        states,
        {
            **layers[0],
            "widen": layers[0]["widen"][:, any_half],
            "widen_bias": layers[0]["widen_bias"][any_half],
            "narrow": layers[0]["narrow"][any_half],
        },
    )
    assert ((best - before) ** 2).mean() < 0.6 * ((chance - before) ** 2).mean()


def test_a_single_layer_is_the_last(weights: Weights, states: list[Array]) -> None:
    only = [layer_weights(weights, 5)]
    assert prune(only, states, 10) == only
