"""The int8 encoder against a float32 run of the same weights, and against plain numpy."""

from __future__ import annotations

import math
import shutil
from pathlib import Path

import numpy as np
import pytest

from tests.understanding.conftest import SENTENCES
from verbatim.errors import ModelError
from verbatim.understanding.encoder import Encoder
from verbatim.understanding.onnx_graph import lower, upper
from verbatim.understanding.onnx_session import Session
from verbatim.understanding.tokens import Tokens
from verbatim.understanding.tuned import Tuned
from verbatim.understanding.weights import HEADS, LAYERS, SIZE, Array, Weights, model_folder

VARIED = [*SENTENCES[:185], "why?", "AML", "WHAT IS A RELAPSE", "wat is dli", "qué es la leucemia"]
VARIED += ["什么是复发", "🙂", " ".join(SENTENCES[:6]), "a", "leukemia " * 300]
VARIED += [f"{one} {other}" for one, other in zip(SENTENCES[:5], SENTENCES[5:10], strict=True)]


def reference(weights: Weights, ids: list[int]) -> Array:
    """The published layers written out in numpy, from their paper and not from our code.

    Of the last one we ask only what the mean of the states finds.
    """

    def norm(x: Array, name: str) -> Array:
        x = (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-12)
        return x * weights[f"{name}.weight"] + weights[f"{name}.bias"]

    def dense(x: Array, name: str) -> Array:
        return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]

    x = weights["embeddings.word_embeddings.weight"][ids]
    x = x + weights["embeddings.position_embeddings.weight"][: len(ids)]
    x = norm(x + weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    for number in range(LAYERS):
        at = f"encoder.layer.{number}"
        heads = []
        asks = x.mean(0, keepdims=True) if number == LAYERS - 1 else x
        query = dense(asks, f"{at}.attention.self.query")
        key, value = (dense(x, f"{at}.attention.self.{part}") for part in ("key", "value"))
        for part in np.split(np.arange(SIZE), HEADS):
            scores = query[:, part] @ key[:, part].T / math.sqrt(len(part))
            shares = np.exp(scores - scores.max(-1, keepdims=True))
            heads.append(shares / shares.sum(-1, keepdims=True) @ value[:, part])
        mixed = dense(np.concatenate(heads, -1), f"{at}.attention.output.dense")
        x = norm(asks + mixed, f"{at}.attention.output.LayerNorm")
        wide = dense(x, f"{at}.intermediate.dense")
        wide = wide * (1 + np.vectorize(math.erf)(wide / math.sqrt(2))) / 2
        x = norm(x + dense(wide, f"{at}.output.dense"), f"{at}.output.LayerNorm")
    pooled: Array = x[0]
    return pooled / np.linalg.norm(pooled)


def embed(encoder: Encoder, text: str, context: str | None = None) -> Array:
    return encoder.embed(encoder.read(text), context)


def test_int8_is_close_to_float32_on_200_sentences(encoder: Encoder, untuned: Tuned) -> None:
    below, above = (Session(g.SerializeToString()) for g in (lower(untuned), upper(untuned)))
    tokens = Tokens(model_folder() / "tokenizer.json")
    cosines = []
    for number, text in enumerate(VARIED):
        context = "gap_cost" if number % 4 == 0 else None
        before = untuned.context_vectors[1:] if context else np.zeros((0, SIZE), np.float32)
        states = below.run(ids=np.array(tokens.ids(text)))
        exact = above.run(states=states, context=before)
        cosines.append(float(exact @ embed(encoder, text, context)))
    assert len(cosines) == 200
    assert min(cosines) >= 0.99
    assert np.mean(cosines) >= 0.997


@pytest.mark.parametrize("text", ["What is a relapse?", "wat is DLI", "a b c d e f g"])
def test_the_graphs_are_the_published_layers(encoder: Encoder, weights: Weights, text: str) -> None:
    ids = Tokens(model_folder() / "tokenizer.json").ids(text)
    assert float(reference(weights, ids) @ embed(encoder, text)) >= 0.99


def test_an_embedding_has_length_one_and_is_always_the_same(encoder: Encoder) -> None:
    first = embed(encoder, "Can leukemia come back?")
    assert first.dtype == np.float32
    assert np.linalg.norm(first) == pytest.approx(1, abs=1e-5)
    for other in ("something else", "x " * 90):
        embed(encoder, other)
        np.testing.assert_array_equal(first, embed(encoder, "Can leukemia come back?"))


def test_what_was_asked_before_changes_the_embedding(encoder: Encoder) -> None:
    alone = embed(encoder, "does it work?")
    after = embed(encoder, "does it work?", "ask_relapse")
    assert float(alone @ after) < 0.9999
    assert encoder.knows("ask_relapse")
    assert not encoder.knows("never_heard_of")
    np.testing.assert_array_equal(alone, embed(encoder, "does it work?", "never_heard_of"))


def test_logits_are_the_head_of_the_embedding(encoder: Encoder, untuned: Tuned) -> None:
    embedding = embed(encoder, "what does it cost")
    np.testing.assert_allclose(encoder.logits(embedding), embedding @ untuned.head, rtol=1e-5)


@pytest.mark.parametrize(
    "name", ["lower.onnx", "upper.onnx", "head.npz", "spelling.json", "tokenizer.json"]
)
def test_an_altered_or_missing_file_is_refused(
    encoder_folder: Path, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(encoder_folder, folder)
    with (folder / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(ModelError, match=rf"altered: {name}\. Run `make train`"):
        Encoder(folder)
    (folder / name).unlink()
    with pytest.raises(ModelError, match=r"incomplete, or older.*make train"):
        Encoder(folder)
