"""The encoder's layers in TensorFlow, which only training imports."""

from __future__ import annotations

from typing import Any

import tensorflow as tf

from verbatim.understanding.weights import EPSILON, HEADS, SIZE

_MASKED = -1e9


def mask_bias(mask: Any) -> Any:
    """What to add to attention scores: nothing where `mask` is 1, as good as minus infinity at 0.

    Args:
        mask: float32 [batch, length].
    """
    return (1.0 - mask)[:, None, None, :] * _MASKED


def normalise(states: Any, scale: Any, shift: Any) -> Any:
    mean = tf.reduce_mean(states, -1, keepdims=True)
    centred = states - mean
    variance = tf.reduce_mean(centred * centred, -1, keepdims=True)
    return centred * tf.math.rsqrt(variance + EPSILON) * scale + shift


class Dropout:
    """Dropout that depends on nothing but the step's number and the place in the graph.

    Args:
        rate: share of numbers to drop; 0 switches it off.
        step: int32 scalar; each step drops others.
    """

    def __init__(self, rate: float, step: Any) -> None:
        self._rate = rate
        self._step = step
        self._place = 0

    def __call__(self, states: Any) -> Any:
        if not self._rate:
            return states
        self._place += 1
        seed = tf.stack([self._step, self._place])
        return tf.nn.experimental.stateless_dropout(states, self._rate, seed)


def product(rows: Any, matrix: Any, precision: Any = tf.float32) -> Any:
    """Rows times a matrix, float32; in bfloat16 they are rounded for the product alone.

    A processor that knows bfloat16 multiplies it nearly twice as fast (measured: 101 against
    180 GFLOP/s on two cores); one that does not is no slower than with float32.
    """
    if precision == tf.float32:
        return tf.matmul(rows, matrix)
    return tf.cast(tf.matmul(tf.cast(rows, precision), tf.cast(matrix, precision)), tf.float32)


def layer(
    states: Any, bias: Any, weights: dict[str, Any], dropout: Dropout, precision: Any = tf.float32
) -> Any:
    """One transformer layer; float32 [batch, length, SIZE] to the same."""
    rows = _self_attention(states, bias, weights, dropout, precision)
    rows = _feed_forward(rows, weights, dropout, precision)
    return tf.reshape(rows, tf.shape(states))


def wide_states(states: Any, bias: Any, weights: dict[str, Any]) -> Any:
    """What a layer has between its two wide matrices, float32 [batch * length, columns]."""
    return _widen(_self_attention(states, bias, weights, Dropout(0.0, 0)), weights)


def pool(
    states: Any,
    mask: Any,
    bias: Any,
    weights: dict[str, Any],
    dropout: Dropout,
    precision: Any = tf.float32,
) -> Any:
    """A layer asked once for the whole text: what attends is the mean of its states.

    Args:
        states: float32 [batch, length, SIZE].
        mask: float32 [batch, length], 1 for the states that the mean is of.
        bias: as `layer`; says which states are attended to.

    Returns:
        float32 [batch, SIZE].
    """
    batch = tf.shape(states)[0]
    mean = tf.reduce_sum(states * mask[:, :, None], 1) / tf.reduce_sum(mask, 1, keepdims=True)
    rows = tf.reshape(states, [-1, SIZE])
    query = product(mean, weights["qkv"][:, :SIZE], precision) + weights["qkv_bias"][:SIZE]
    mixed = product(rows, weights["qkv"][:, SIZE:], precision) + weights["qkv_bias"][SIZE:]
    key, value = (_heads(part, batch) for part in tf.split(mixed, 2, -1))
    gathered = _attend(_heads(query, batch), key, value, bias, dropout)
    rows = _mix(mean, gathered, weights, dropout, precision)
    return _feed_forward(rows, weights, dropout, precision)


def _self_attention(
    states: Any, bias: Any, weights: dict[str, Any], dropout: Dropout, precision: Any = tf.float32
) -> Any:
    """The first half of a layer, as rows [batch * length, SIZE]."""
    # Flat rows make one large product of many small ones, which is what CPUs are good at.
    rows = tf.reshape(states, [-1, SIZE])
    mixed = product(rows, weights["qkv"], precision) + weights["qkv_bias"]
    batch = tf.shape(states)[0]
    query, key, value = (_heads(part, batch) for part in tf.split(mixed, 3, -1))
    gathered = _attend(query, key, value, bias, dropout)
    return _mix(rows, gathered, weights, dropout, precision)


def _heads(rows: Any, batch: Any) -> Any:
    """Float32 [batch * length, SIZE] to [batch, HEADS, length, SIZE / HEADS]."""
    return tf.transpose(tf.reshape(rows, [batch, -1, HEADS, SIZE // HEADS]), [0, 2, 1, 3])


def _attend(query: Any, key: Any, value: Any, bias: Any, dropout: Dropout) -> Any:
    """What each query finds, as rows [batch * queries, SIZE]."""
    scores = tf.matmul(query, key, transpose_b=True) * (SIZE // HEADS) ** -0.5
    found = tf.matmul(dropout(tf.nn.softmax(scores + bias)), value)
    return tf.reshape(tf.transpose(found, [0, 2, 1, 3]), [-1, SIZE])


def _mix(
    rows: Any, gathered: Any, weights: dict[str, Any], dropout: Dropout, precision: Any
) -> Any:
    attended = dropout(product(gathered, weights["mix"], precision) + weights["mix_bias"])
    return normalise(rows + attended, weights["mix_scale"], weights["mix_shift"])


def _widen(rows: Any, weights: dict[str, Any], precision: Any = tf.float32) -> Any:
    return tf.nn.gelu(product(rows, weights["widen"], precision) + weights["widen_bias"])


def _feed_forward(rows: Any, weights: dict[str, Any], dropout: Dropout, precision: Any) -> Any:
    """The second half of a layer, which looks at each row on its own."""
    wide = _widen(rows, weights, precision)
    narrow = dropout(product(wide, weights["narrow"], precision) + weights["narrow_bias"])
    return normalise(rows + narrow, weights["out_scale"], weights["out_shift"])
