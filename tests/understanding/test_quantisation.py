from __future__ import annotations

import logging

import numpy as np
import pytest

from verbatim.understanding.onnx_graph import build
from verbatim.understanding.quantisation import balance, measure, quantise
from verbatim.understanding.tuned import Tuned
from verbatim.understanding.weights import LAYERS, SIZE

IDS = np.array([101, 2054, 2003, 1037, 102])
NOTHING = np.zeros((0, SIZE), np.float32)


def test_balancing_evens_out_columns_of_very_different_size() -> None:
    random = np.random.default_rng(0)
    matrix = random.normal(size=(4, 3)).astype(np.float32)
    peaks = np.array([100.0, 1.0, 0.01, 0.0], np.float32)
    evened = peaks[:3] / balance(peaks, matrix)[:3]
    assert evened.max() / evened.min() < peaks[0] / peaks[2] / 100


def test_peaks_are_those_of_all_inputs_one_for_each_matrix(untuned: Tuned) -> None:
    model = build(untuned)
    short = measure(model, [(IDS, NOTHING)])
    both = measure(model, [(IDS, NOTHING), (IDS[:2], untuned.context_vectors[:1])])
    assert [len(peak) for peak in short] == [SIZE, SIZE, SIZE, 4 * SIZE] * LAYERS
    assert all((more >= less).all() for more, less in zip(both, short, strict=True))


def test_balancing_changes_nothing_in_float32(untuned: Tuned) -> None:
    import onnxruntime

    def embedding(peaks: list[np.ndarray] | None) -> np.ndarray:
        session = onnxruntime.InferenceSession(
            build(untuned, peaks).SerializeToString(), providers=["CPUExecutionProvider"]
        )
        return session.run(["embedding"], {"ids": IDS, "context": NOTHING})[0]

    peaks = measure(build(untuned), [(IDS, NOTHING)])
    np.testing.assert_allclose(embedding(None), embedding(peaks), atol=1e-5)


def test_quantising_says_nothing_and_makes_it_small(
    untuned: Tuned, caplog: pytest.LogCaptureFixture
) -> None:
    peaks = [np.ones(size, np.float32) for size in [SIZE, SIZE, SIZE, 4 * SIZE] * LAYERS]
    with caplog.at_level(logging.DEBUG):
        data = quantise(build(untuned, peaks))
    assert not caplog.records
    assert len(data) < 40_000_000
