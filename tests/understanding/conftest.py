"""An encoder with its published weights, untuned, built once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from verbatim.understanding import saving
from verbatim.understanding.encoder import Encoder
from verbatim.understanding.tuned import Tuned
from verbatim.understanding.weights import (
    LAYERS,
    SIZE,
    Weights,
    embedding_weights,
    layer_weights,
    load_weights,
    model_folder,
)

LABELS = ("ask_relapse", "gap_cost", "needs_context")
CONTEXTS = ("ask_relapse", "gap_cost")
SENTENCES = [
    line
    for line in (Path(__file__).parents[1] / "red_flags" / "look_alike.txt")
    .read_text(encoding="utf-8")
    .splitlines()
    if line and not line.startswith("#")
]


@pytest.fixture(scope="session")
def weights() -> Weights:
    return load_weights(model_folder())


@pytest.fixture(scope="session")
def untuned(weights: Weights) -> Tuned:
    random = np.random.default_rng(0)
    return Tuned(
        embeddings=embedding_weights(weights),
        layers=tuple(layer_weights(weights, number) for number in range(LAYERS)),
        joint=3,
        labels=LABELS,
        head=random.normal(size=(SIZE, len(LABELS))).astype(np.float32),
        bias=np.zeros(len(LABELS), np.float32),
        contexts=CONTEXTS,
        context_vectors=random.normal(size=(len(CONTEXTS), SIZE)).astype(np.float32) * 0.1,
    )


@pytest.fixture(scope="session")
def encoder_folder(untuned: Tuned, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("encoder")
    texts = [*SENTENCES[::4], "hello", "what?", "ok", "DLI", "and then?"]
    saving.save(untuned, model_folder() / "tokenizer.json", texts, folder)
    return folder


@pytest.fixture(scope="session")
def encoder(encoder_folder: Path) -> Encoder:
    return Encoder(encoder_folder)
