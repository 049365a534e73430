"""How an encoder is trained."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """The figures behind the defaults are in docs/understanding.md.

    Attributes:
        epochs: how often the examples are gone through.
        revisited: share of the examples that each epoch after the first sees: mostly those
            that went worst when they were last seen.
        precision: of the layers' matrix products, `float32` or `bfloat16`.
        tuned_layers: how many of the upper layers learn.
        width: columns between the wide matrices of a tuned layer, of 4 * SIZE; see pruning.py.
        batch: examples a step.
        rate: peak learning rate of the layers; `head_rate` of the head.
        sharpness: factor on cosines that makes logits of them.
        smoothing: share of a label spread over all classes.
        dropout: share of states dropped in training.
        averaged: share of the steps, the last ones, whose mean the weights are; see averaging.py.
        in_context: share of the messages shown after any question, too.
        seed: of everything random.
    """

    epochs: int = 4
    revisited: float = 0.7
    precision: str = "bfloat16"
    tuned_layers: int = 3
    width: int = 768
    batch: int = 48
    rate: float = 4e-4
    head_rate: float = 2e-3
    sharpness: float = 16.0
    smoothing: float = 0.1
    dropout: float = 0.1
    averaged: float = 0.3
    in_context: float = 0.3
    seed: int = 1
