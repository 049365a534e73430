"""The encoder's matrices in int8: four times as fast as float32, and almost as exact.

What goes into a matrix gets one int8 scale for all its columns, and a few columns are far
larger than the rest: they would take all the precision. So each column is divided, and the
matrix's row multiplied, by a number that evens the columns out (SmoothQuant, Xiao et al. 2022).
It changes nothing in float32 and lifts the lowest cosine over 200 questions from .985 to .993.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import onnx

from verbatim.understanding.weights import Array

_SHIFT = 0.7
"""How much of a column's size moves into the matrix; .9 is less exact, .5 is bad."""
_SMALLEST = 1e-5


def balance(peaks: Array, matrix: Array) -> Array:
    """By what to divide each column of what goes into `matrix`, and to multiply its rows.

    Args:
        peaks: largest absolute value of each column, float32 [rows of the matrix].
        matrix: float32 [rows, columns].
    """
    rows = np.maximum(np.abs(matrix).max(axis=1), _SMALLEST)
    spread = np.maximum(peaks, _SMALLEST) ** _SHIFT / rows ** (1 - _SHIFT)
    balanced: Array = (spread / np.exp(np.log(spread).mean())).astype(np.float32)
    return balanced


def measure(model: onnx.ModelProto, inputs: Iterable[Mapping[str, Array]]) -> list[Array]:
    """Largest absolute value of each column that goes into each matrix, over all inputs.

    Args:
        model: a graph built without peaks.
        inputs: the graph's inputs by name, of some texts like those to come.
    """
    import onnxruntime

    session = onnxruntime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    names = [output.name for output in session.get_outputs()[1:]]
    peaks: list[Array] = []
    for one in inputs:
        found = session.run(names, one)
        largest = [np.abs(fed).max(axis=0) for fed in found]
        peaks = [np.maximum(*pair) for pair in zip(peaks or largest, largest, strict=True)]
    return peaks


def quantise(model: onnx.ModelProto) -> bytes:
    """Matrices in int8, one scale a column of each; word embeddings stay in float16."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    # It writes a line a matrix to the root logger, which tells nobody anything.
    logging.getLogger().addFilter(_nothing)
    try:
        with tempfile.TemporaryDirectory() as folder:
            source, target = Path(folder) / "float.onnx", Path(folder) / "int8.onnx"
            onnx.save(model, str(source))
            quantize_dynamic(
                str(source),
                str(target),
                op_types_to_quantize=["MatMul"],
                per_channel=True,
                weight_type=QuantType.QInt8,
            )
            return target.read_bytes()
    finally:
        logging.getLogger().removeFilter(_nothing)


def _nothing(record: logging.LogRecord) -> bool:
    return False
