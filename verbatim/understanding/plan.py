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
        batch: examples a step.
        rate: peak learning rate of the layers; `head_rate` of the head.
        sharpness: factor on cosines that makes logits of them.
        smoothing: share of a label spread over all classes.
        dropout: share of states dropped in training.
        in_context: share of the messages shown after any question, too.
        seed: of everything random.
    """

    epochs: int = 3
    revisited: float = 0.6
    precision: str = "bfloat16"
    tuned_layers: int = 3
    batch: int = 48
    rate: float = 4e-4
    head_rate: float = 2e-3
    sharpness: float = 16.0
    smoothing: float = 0.1
    dropout: float = 0.1
    in_context: float = 0.3
    seed: int = 1
