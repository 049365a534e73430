"""What training makes of the encoder: tuned layers, a head, and a vector a question."""

from __future__ import annotations

from dataclasses import dataclass

from verbatim.understanding.weights import Array, Weights


@dataclass(frozen=True)
class Tuned:
    """A tuned encoder, its weights still in float32.

    Attributes:
        embeddings: word, position and type embeddings and their normalisation, by their
            published names; never tuned.
        layers: all layers from the lowest, as `layer_weights` lays them out.
        joint: number of the layer at whose input the context joins the message.
        labels: names of the classes.
        head: [SIZE, classes]; the embedding times it, plus `bias`, gives the classes' logits.
        bias: [classes].
        contexts: names of the questions that may have been spoken of before.
        context_vectors: [contexts, SIZE]; what joins the message's tokens.
    """

    embeddings: Weights
    layers: tuple[Weights, ...]
    joint: int
    labels: tuple[str, ...]
    head: Array
    bias: Array
    contexts: tuple[str, ...]
    context_vectors: Array
