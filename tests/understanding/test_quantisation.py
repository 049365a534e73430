from __future__ import annotations

import logging

import numpy as np
import onnx
import pytest

from verbatim.understanding.onnx_graph import lower, upper
from verbatim.understanding.onnx_session import Session
from verbatim.understanding.quantisation import balance, measure, quantise
from verbatim.understanding.tuned import Tuned
from verbatim.understanding.weights import SIZE

IDS = np.array([101, 2054, 2003, 1037, 102])
SIZES = [SIZE, SIZE, SIZE, 4 * SIZE]
"""Columns that go into the matrices of a layer."""


def run(model: onnx.ModelProto, **inputs: np.ndarray) -> np.ndarray:
    return Session(model.SerializeToString()).run(**inputs)


def test_balancing_evens_out_columns_of_very_different_size() -> None:
    random = np.random.default_rng(0)
    matrix = random.normal(size=(4, 3)).astype(np.float32)
    peaks = np.array([100.0, 1.0, 0.01, 0.0], np.float32)
    evened = peaks[:3] / balance(peaks, matrix)[:3]
    assert evened.max() / evened.min() < peaks[0] / peaks[2] / 100


def test_peaks_are_those_of_all_inputs_one_for_each_matrix(untuned: Tuned) -> None:
    model = lower(untuned)
    short = measure(model, [{"ids": IDS}])
    both = measure(model, [{"ids": IDS}, {"ids": IDS[:2]}])
    assert [len(peak) for peak in short] == SIZES * untuned.joint
    assert all((more >= less).all() for more, less in zip(both, short, strict=True))


def test_balancing_changes_nothing_in_float32(untuned: Tuned) -> None:
    states = run(lower(untuned), ids=IDS)
    peaks = measure(lower(untuned), [{"ids": IDS}])
    np.testing.assert_allclose(states, run(lower(untuned, peaks), ids=IDS), atol=1e-5)
    fed = {"states": states, "context": untuned.context_vectors[:1]}
    peaks = measure(upper(untuned), [fed])
    assert [len(peak) for peak in peaks] == [*SIZES * 2, SIZE, *SIZES]
    np.testing.assert_allclose(
        run(upper(untuned), **fed),
        run(upper(untuned, peaks), **fed),
        atol=1e-5,
    )


def test_quantising_says_nothing_and_makes_it_small(
    untuned: Tuned, caplog: pytest.LogCaptureFixture
) -> None:
    peaks = [np.ones(size, np.float32) for size in SIZES * untuned.joint]
    with caplog.at_level(logging.DEBUG):
        data = quantise(lower(untuned, peaks))
    assert not caplog.records
    assert len(data) < 32_000_000
