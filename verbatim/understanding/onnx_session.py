"""Opens ONNX graphs. One question keeps one core busy for a millisecond: more threads only wait."""

from __future__ import annotations

from typing import Any

from verbatim.understanding.weights import Array


class Session:
    """A graph ready to run on one core.

    Args:
        graph: as it is stored.
    """

    def __init__(self, graph: bytes) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session: Any = onnxruntime.InferenceSession(
            graph, options, providers=["CPUExecutionProvider"]
        )
        self._first = self._session.get_outputs()[0].name

    def run(self, **inputs: Array) -> Array:
        """The graph's first output."""
        found: Array = self._session.run([self._first], inputs)[0]
        return found
