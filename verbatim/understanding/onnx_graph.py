"""The tuned encoder as an ONNX graph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from verbatim.understanding.quantisation import balance
from verbatim.understanding.tuned import Tuned
from verbatim.understanding.weights import EPSILON, HEADS, SIZE, Array, Weights

_OPSET = 17
_IR_VERSION = 9
_HEAD_SIZE = SIZE // HEADS


def build(tuned: Tuned, peaks: Sequence[Array] | None = None) -> onnx.ModelProto:
    """The graph in float32.

    Inputs: `ids` int64 [length], word pieces of one text; `context` float32 [0 or 1, SIZE],
    what was spoken of before. Output: `embedding` float32 [SIZE], of length 1.

    Args:
        tuned: the weights.
        peaks: largest absolute value of each column that goes into each matrix, in the order
            of the graph. With them, columns and matrices are balanced for `quantise`; without
            them, every matrix's input is an output of the graph, so that they can be found.
    """
    graph = _Graph(peaks)
    states = graph.embeddings(tuned.embeddings)
    for number, weights in enumerate(tuned.layers):
        if number == tuned.joint:
            states = graph.add("Concat", [states, "context"], axis=0)
        states = graph.layer(states, weights)
    message = graph.add("Slice", [states, graph.vector([0]), graph.length, graph.vector([0])])
    mean = graph.add("ReduceMean", [message], axes=[0], keepdims=0)
    graph.nodes.append(helper.make_node("LpNormalization", [mean], ["embedding"], axis=0, p=2))
    return graph.model()


class _Graph:
    """Nodes and constants in the making; each method returns the name of its result."""

    def __init__(self, peaks: Sequence[Array] | None) -> None:
        self._peaks = peaks
        self._fed: list[str] = []  # what goes into each matrix
        self.nodes: list[Any] = []
        self._constants: list[Any] = []
        self._names = 0
        self.length = self.add("Shape", ["ids"])

    def _name(self) -> str:
        self._names += 1
        return f"n{self._names}"

    def add(self, kind: str, inputs: list[str], **attributes: Any) -> str:
        name = self._name()
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, **attributes))
        return name

    def constant(self, value: Array) -> str:
        name = self._name()
        self._constants.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def vector(self, numbers: list[int]) -> str:
        return self.constant(np.array(numbers, np.int64))

    def embeddings(self, weights: Weights) -> str:
        words = self.constant(weights["embeddings.word_embeddings.weight"].astype(np.float16))
        found = self.add("Cast", [self.add("Gather", [words, "ids"])], to=TensorProto.FLOAT)
        kind = weights["embeddings.token_type_embeddings.weight"][0]
        places = self.constant(weights["embeddings.position_embeddings.weight"] + kind)
        used = self.add("Slice", [places, self.vector([0]), self.length, self.vector([0])])
        scale = weights["embeddings.LayerNorm.weight"]
        shift = weights["embeddings.LayerNorm.bias"]
        return self.normalise(self.add("Add", [found, used]), scale, shift)

    def normalise(self, states: str, scale: Array, shift: Array) -> str:
        inputs = [states, self.constant(scale), self.constant(shift)]
        return self.add("LayerNormalization", inputs, axis=-1, epsilon=EPSILON)

    def dense(self, states: str, weights: Weights, name: str) -> str:
        matrix = weights[name]
        self._fed.append(states)
        if self._peaks is not None:
            spread = balance(self._peaks[len(self._fed) - 1], matrix)
            states = self.add("Mul", [states, self.constant(1.0 / spread)])
            matrix = matrix * spread[:, None]
        product = self.add("MatMul", [states, self.constant(matrix)])
        return self.add("Add", [product, self.constant(weights[f"{name}_bias"])])

    def layer(self, states: str, weights: Weights) -> str:
        mixed = self.dense(states, weights, "qkv")
        split = self.add("Reshape", [mixed, self.vector([-1, 3, HEADS, _HEAD_SIZE])])
        turned = self.add("Transpose", [split], perm=[1, 2, 0, 3])
        query, key, value = (
            self.add("Gather", [turned, self.constant(np.array(part, np.int64))], axis=0)
            for part in range(3)
        )
        scores = self.add("MatMul", [query, self.add("Transpose", [key], perm=[0, 2, 1])])
        sharpness = self.constant(np.array(_HEAD_SIZE**-0.5, np.float32))
        share = self.add("Softmax", [self.add("Mul", [scores, sharpness])], axis=-1)
        gathered = self.add("Transpose", [self.add("MatMul", [share, value])], perm=[1, 0, 2])
        flat = self.add("Reshape", [gathered, self.vector([-1, SIZE])])
        sums = self.add("Add", [states, self.dense(flat, weights, "mix")])
        states = self.normalise(sums, weights["mix_scale"], weights["mix_shift"])
        wide = self.gelu(self.dense(states, weights, "widen"))
        sums = self.add("Add", [states, self.dense(wide, weights, "narrow")])
        return self.normalise(sums, weights["out_scale"], weights["out_shift"])

    def gelu(self, states: str) -> str:
        """Written as onnxruntime knows it, which makes one node of the five."""
        root, one, half = (
            self.constant(np.array(number, np.float32)) for number in (2**0.5, 1.0, 0.5)
        )
        error = self.add("Erf", [self.add("Div", [states, root])])
        product = self.add("Mul", [states, self.add("Add", [error, one])])
        return self.add("Mul", [product, half])

    def model(self) -> onnx.ModelProto:
        tensor = helper.make_tensor_value_info
        seen = [] if self._peaks is not None else self._fed
        graph = helper.make_graph(
            self.nodes,
            "encoder",
            [
                tensor("ids", TensorProto.INT64, ["length"]),
                tensor("context", TensorProto.FLOAT, ["spoken", SIZE]),
            ],
            [
                tensor("embedding", TensorProto.FLOAT, [SIZE]),
                *(tensor(name, TensorProto.FLOAT, None) for name in dict.fromkeys(seen)),
            ],
            self._constants,
        )
        opset = [helper.make_opsetid("", _OPSET)]
        return helper.make_model(graph, opset_imports=opset, ir_version=_IR_VERSION)
