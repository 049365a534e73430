"""Nodes of the encoder's graphs, put together one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from verbatim.understanding.quantisation import balance
from verbatim.understanding.weights import EPSILON, HEADS, SIZE, Array, Weights

_OPSET = 17
_IR_VERSION = 9
_HEAD_SIZE = SIZE // HEADS


class GraphBuilder:
    """Nodes and constants in the making; each method returns the name of its result.

    Args:
        text: name of the graph's input that is as long as the text.
        peaks: as of `onnx_graph.lower`.
    """

    def __init__(self, text: str, peaks: Sequence[Array] | None) -> None:
        self._peaks = peaks
        self._fed: list[str] = []  # what goes into each matrix
        self.nodes: list[Any] = []
        self._constants: list[Any] = []
        self._names = 0
        self._length = self.add("Shape", [text], end=1)

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
        used = self.add("Slice", [places, self.vector([0]), self._length, self.vector([0])])
        scale = weights["embeddings.LayerNorm.weight"]
        shift = weights["embeddings.LayerNorm.bias"]
        return self.normalise(self.add("Add", [found, used]), scale, shift)

    def normalise(self, states: str, scale: Array, shift: Array) -> str:
        inputs = [states, self.constant(scale), self.constant(shift)]
        return self.add("LayerNormalization", inputs, axis=-1, epsilon=EPSILON)

    def dense(self, states: str, matrix: Array, bias: Array) -> str:
        self._fed.append(states)
        if self._peaks is not None:
            spread = balance(self._peaks[len(self._fed) - 1], matrix)
            states = self.add("Mul", [states, self.constant(1.0 / spread)])
            matrix = matrix * spread[:, None]
        return self.add(
            "Add", [self.add("MatMul", [states, self.constant(matrix)]), self.constant(bias)]
        )

    def layer(self, states: str, weights: Weights) -> str:
        mixed = self.dense(states, weights["qkv"], weights["qkv_bias"])
        gathered = self.attend(*self.split(mixed, 3))
        return self.after_attention(states, gathered, weights)

    def pool(self, states: str, weights: Weights) -> str:
        """A layer that the mean of the text's states asks; a context is only asked."""
        text = self.add("Slice", [states, self.vector([0]), self._length, self.vector([0])])
        mean = self.add("ReduceMean", [text], axes=[0], keepdims=1)
        matrix, bias = weights["qkv"], weights["qkv_bias"]
        query = self.dense(mean, matrix[:, :SIZE], bias[:SIZE])
        mixed = self.dense(states, matrix[:, SIZE:], bias[SIZE:])
        gathered = self.attend(query, *self.split(mixed, 2))
        return self.after_attention(mean, gathered, weights)

    def split(self, mixed: str, parts: int) -> list[str]:
        names = [self._name() for _ in range(parts)]
        self.nodes.append(
            helper.make_node("Split", [mixed, self.vector([SIZE] * parts)], names, axis=1)
        )
        return names

    def attend(self, query: str, key: str, value: str) -> str:
        queries, keys, values = (
            self.add(
                "Transpose",
                [self.add("Reshape", [part, self.vector([-1, HEADS, _HEAD_SIZE])])],
                perm=order,
            )
            for part, order in ((query, [1, 0, 2]), (key, [1, 2, 0]), (value, [1, 0, 2]))
        )
        sharpness = self.constant(np.array(_HEAD_SIZE**-0.5, np.float32))
        scores = self.add("Mul", [self.add("MatMul", [queries, keys]), sharpness])
        share = self.add("Softmax", [scores], axis=-1)
        gathered = self.add("Transpose", [self.add("MatMul", [share, values])], perm=[1, 0, 2])
        return self.add("Reshape", [gathered, self.vector([-1, SIZE])])

    def after_attention(self, states: str, gathered: str, weights: Weights) -> str:
        """The rest of a layer, which looks at each state on its own."""
        mixed = self.dense(gathered, weights["mix"], weights["mix_bias"])
        sums = self.add("Add", [states, mixed])
        states = self.normalise(sums, weights["mix_scale"], weights["mix_shift"])
        wide = self.gelu(self.dense(states, weights["widen"], weights["widen_bias"]))
        narrow = self.dense(wide, weights["narrow"], weights["narrow_bias"])
        sums = self.add("Add", [states, narrow])
        return self.normalise(sums, weights["out_scale"], weights["out_shift"])

    def gelu(self, states: str) -> str:
        """Written as onnxruntime knows it, which makes one node of the five."""
        root, one, half = (
            self.constant(np.array(number, np.float32)) for number in (2**0.5, 1.0, 0.5)
        )
        error = self.add("Erf", [self.add("Div", [states, root])])
        product = self.add("Mul", [states, self.add("Add", [error, one])])
        return self.add("Mul", [product, half])

    def give(self, result: str, name: str) -> None:
        """Makes a result an output of the graph."""
        self.nodes.append(helper.make_node("Identity", [result], [name]))

    def model(self, inputs: list[Any], output: Any) -> onnx.ModelProto:
        seen = [] if self._peaks is not None else self._fed
        graph = helper.make_graph(
            self.nodes,
            "encoder",
            inputs,
            [
                output,
                *(
                    helper.make_tensor_value_info(name, TensorProto.FLOAT, None)
                    for name in dict.fromkeys(seen)
                ),
            ],
            self._constants,
        )
        opset = [helper.make_opsetid("", _OPSET)]
        return helper.make_model(graph, opset_imports=opset, ir_version=_IR_VERSION)
