"""Fine-tuning: the encoder's upper layers learn our questions. The same seed, the same bits."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from typing import Any

import numpy as np
import tensorflow as tf

from verbatim.understanding.averaging import Average
from verbatim.understanding.examples import NO_CONTEXT, Examples, batches, pad
from verbatim.understanding.lower_layers import BATCH, MASK, STATES, lower_states
from verbatim.understanding.optimiser import Adam
from verbatim.understanding.plan import Plan
from verbatim.understanding.pruning import prune
from verbatim.understanding.tf_layers import Dropout, layer, mask_bias, pool
from verbatim.understanding.tuned import Tuned
from verbatim.understanding.visits import Visits
from verbatim.understanding.weights import (
    LAYERS,
    SIZE,
    Array,
    Weights,
    embedding_weights,
    layer_weights,
)

logger = logging.getLogger(__name__)

_FOR_HEAD = 50
"""Examples of a class, at most, that its vector in the head begins from."""

_NUMBERS = tf.TensorSpec([None], tf.int32)
_NUMBER = tf.TensorSpec([], tf.int32)


def tune(weights: Weights, ids: Sequence[Sequence[int]], examples: Examples, plan: Plan) -> Tuned:
    """Trains; progress goes to the log.

    Args:
        weights: the published ones.
        ids: word pieces of each of the examples' texts.
        examples: what to learn.
        plan: how.
    """
    tf.keras.utils.set_random_seed(plan.seed)
    tf.config.experimental.enable_op_determinism()
    began = time.monotonic()
    joint = LAYERS - plan.tuned_layers
    states = lower_states(weights, ids, joint, tf.dtypes.as_dtype(plan.precision))
    logger.info("Encoder: read %d examples, %.0f s.", len(examples), time.monotonic() - began)
    tuner = _Tuner(weights, states, examples, plan)
    random = np.random.default_rng(plan.seed)
    for epoch in range(1, plan.epochs + 1):
        loss = tuner.epoch(random)
        logger.info(
            "Encoder: epoch %d of %d, loss %.3f, %.0f s.",
            epoch,
            plan.epochs,
            loss,
            time.monotonic() - began,
        )
    tuner.average.assign()
    frozen = tuple(layer_weights(weights, number) for number in range(joint))
    return Tuned(
        embeddings=embedding_weights(weights),
        layers=(*frozen, *tuner.tuned_layers()),
        joint=joint,
        labels=examples.labels,
        head=tuner.head_matrix(),
        bias=tuner.bias.numpy(),
        contexts=examples.contexts,
        context_vectors=tuner.contexts.numpy(),
    )


class _Tuner:
    """Variables, and the steps that change them."""

    def __init__(
        self, weights: Weights, states: list[Array], examples: Examples, plan: Plan
    ) -> None:
        self._states = states
        self._lengths = np.array([len(one) for one in states])
        self._examples = examples
        self._plan = plan
        self._precision = tf.dtypes.as_dtype(plan.precision)
        self._visits = Visits(examples, plan)
        upper = [layer_weights(weights, n) for n in range(LAYERS - plan.tuned_layers, LAYERS)]
        self._layers = [
            {name: tf.Variable(value) for name, value in one.items()}
            for one in prune(upper, states, plan.width)
        ]
        self.contexts = tf.Variable(self._first_contexts())
        self._step = 0
        self._build()

    def _first_contexts(self) -> Array:
        """A question's vector begins as the mean of what people write to ask it."""
        labels = self._examples.labels
        vectors = np.zeros((max(1, len(self._examples.contexts)), SIZE), np.float32)
        for row, name in enumerate(self._examples.contexts):
            if name in labels:
                asked = np.flatnonzero(self._examples.targets == labels.index(name))
                vectors[row] = np.mean([self._states[n].mean(0) for n in asked], axis=0)
        return vectors

    def _first_head(self) -> Array:
        """A class's vector begins as the mean embedding of some of its examples."""
        classes = range(len(self._examples.labels))
        members = [np.flatnonzero(self._examples.targets == number) for number in classes]
        members = [some[:: -(-len(some) // _FOR_HEAD) or 1] for some in members]
        read = np.concatenate(members)
        found = np.zeros((len(self._states), SIZE), np.float32)
        order = read[np.argsort(self._lengths[read], kind="stable")]
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            padded, mask = pad([self._states[number] for number in chosen])
            alone = np.full(len(chosen), NO_CONTEXT, np.int32)
            found[chosen] = self._read(padded, mask, alone).numpy()
        # Without any follow-up the class NEEDS_CONTEXT has no member.
        none = np.ones(SIZE, np.float32)
        means = [found[some].mean(0) if len(some) else none for some in members]
        return np.stack(means, axis=1)

    def _embed(self, states: Any, mask: Any, context: Any, dropout: Dropout) -> Any:
        """The context's vector joins as one more token, and is left out of the mean."""
        present = tf.cast(context >= 0, tf.float32)[:, None]
        joined = tf.gather(self.contexts, tf.maximum(context, 0))[:, None, :]
        states = tf.concat([states, joined], 1)
        bias = mask_bias(tf.concat([mask, present], 1))
        for one in self._layers[:-1]:
            states = layer(states, bias, one, dropout, self._precision)
        alone = tf.concat([mask, tf.zeros_like(present)], 1)
        pooled = pool(states, alone, bias, self._layers[-1], dropout, self._precision)
        return tf.math.l2_normalize(pooled, -1)

    def _build(self) -> None:
        plan, classes = self._plan, len(self._examples.labels)

        @tf.function(input_signature=[STATES, MASK, _NUMBERS], autograph=False)
        def read(states: Any, mask: Any, context: Any) -> Any:
            return self._embed(states, mask, context, Dropout(0.0, 0))

        self._read = read
        self.head = tf.Variable(self._first_head())
        self.bias = tf.Variable(tf.zeros(classes))
        inner = [variable for one in self._layers for variable in one.values()]
        variables = [*inner, self.contexts, self.head, self.bias]
        # There are few examples for each context's vector: it learns faster than the layers.
        rates = [plan.rate] * len(inner) + [5 * plan.rate, plan.head_rate, plan.head_rate]
        steps = self._visits.steps()
        optimiser = Adam(variables, rates, steps)
        self.average = Average(variables, steps, plan.averaged)

        @tf.function(input_signature=[STATES, MASK, _NUMBERS, _NUMBERS, _NUMBER], autograph=False)
        def step(states: Any, mask: Any, context: Any, target: Any, number: Any) -> Any:
            with tf.GradientTape() as tape:
                embedding = self._embed(states, mask, context, Dropout(plan.dropout, number))
                logits = plan.sharpness * tf.matmul(embedding, tf.math.l2_normalize(self.head, 0))
                wanted = tf.one_hot(target, classes) * (1 - plan.smoothing)
                losses = tf.nn.softmax_cross_entropy_with_logits(
                    wanted + plan.smoothing / classes, logits + self.bias
                )
                loss = tf.reduce_mean(losses)
            optimiser.apply(tape.gradient(loss, variables), number)
            return losses

        self._learn = step

    def epoch(self, random: np.random.Generator) -> float:
        """Sees every example, or from the second epoch on a part; returns the mean loss."""
        rows = self._visits.epoch(random)
        losses = []
        for chosen in batches(self._lengths[rows[:, 0]], self._plan.batch, random):
            self._step += 1
            text, context, target = rows[chosen].T
            padded, mask = pad([self._states[number] for number in text])
            found = self._learn(padded, mask, context, target, self._step).numpy()
            self.average.look(self._step)
            self._visits.went(text, context, found)
            losses.append(found)
        return float(np.mean(np.concatenate(losses)))

    def tuned_layers(self) -> list[Weights]:
        return [{name: v.numpy() for name, v in one.items()} for one in self._layers]

    def head_matrix(self) -> Array:
        head: Array = tf.math.l2_normalize(self.head, 0).numpy() * self._plan.sharpness
        return head
