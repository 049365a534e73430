"""What a question costs the encoder alone, beside the published one in float32."""

from __future__ import annotations

import tarfile
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from verbatim.understanding.encoder import Encoder
from verbatim.understanding.onnx_graph import lower, upper
from verbatim.understanding.onnx_session import Session
from verbatim.understanding.tokens import Tokens
from verbatim.understanding.tuned import Tuned
from verbatim.understanding.weights import (
    LAYERS,
    SIZE,
    Array,
    embedding_weights,
    layer_weights,
    load_weights,
    model_folder,
)

_PIECES = range(15, 20)
"""Word pieces of a usual question."""
_ROUNDS = 10


def measure(asked: Sequence[str], model: Path) -> list[dict[str, Any]]:
    """One row each: the trained model's encoder, and the published weights in float32.

    They take turns, on one core; of each the median over the rounds.

    Args:
        asked: questions; those of a usual length count.
        model: a trained one of ours.
    """
    tokens = Tokens(model_folder() / "tokenizer.json")
    usual = [text for text in asked if len(tokens.ids(text)) in _PIECES]
    with tempfile.TemporaryDirectory() as folder:
        ours = _trained(model, Path(folder))
        theirs = _published(tokens)
        rounds = [(_times(ours, usual), _times(theirs, usual)) for _ in range(_ROUNDS)]
    rows = []
    for name, times in zip(
        ("Verbatim, int8", "published, float32"), zip(*rounds, strict=True), strict=True
    ):
        p50, p99 = (float(np.median([np.percentile(one, q) for one in times])) for q in (50, 99))
        rows.append({"encoder": name, "questions": len(usual), "p50 ms": p50, "p99 ms": p99})
    return rows


def _times(encode: Callable[[str], Array], texts: Sequence[str]) -> list[float]:
    """Milliseconds a text."""
    found = []
    for text in texts:
        began = time.perf_counter()
        encode(text)
        found.append(1000 * (time.perf_counter() - began))
    return found


def _trained(model: Path, folder: Path) -> Callable[[str], Array]:
    with tarfile.open(model) as archive:
        archive.extractall(folder)
    (head,) = folder.rglob("head.npz")
    encoder = Encoder(head.parent)
    return lambda text: encoder.embed(encoder.read(text))


def _published(tokens: Tokens) -> Callable[[str], Array]:
    weights = load_weights(model_folder())
    nothing = np.zeros((0, SIZE), np.float32)
    plain = Tuned(
        embeddings=embedding_weights(weights),
        layers=tuple(layer_weights(weights, number) for number in range(LAYERS)),
        joint=LAYERS // 2,
        labels=(),
        head=np.zeros((SIZE, 0), np.float32),
        bias=np.zeros(0, np.float32),
        contexts=(),
        context_vectors=nothing,
    )
    below, above = (Session(build(plain).SerializeToString()) for build in (lower, upper))

    def encode(text: str) -> Array:
        states = below.run(ids=np.array(tokens.ids(text), np.int64))
        return above.run(states=states, context=nothing)

    return encode
