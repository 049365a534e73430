"""The tuned encoder as two ONNX graphs, joined by a text's states, which no context changes.

What follows a question is read alone and after several questions: the lower part once.
"""

from __future__ import annotations

from collections.abc import Sequence

import onnx
from onnx import TensorProto, helper

from verbatim.understanding.graph_builder import GraphBuilder
from verbatim.understanding.tuned import Tuned
from verbatim.understanding.weights import SIZE, Array


def lower(tuned: Tuned, peaks: Sequence[Array] | None = None) -> onnx.ModelProto:
    """The layers below the joint, in float32.

    Input: `ids` int64 [length], word pieces of one text. Output: `states` float32 [length, SIZE].

    Args:
        tuned: the weights.
        peaks: largest absolute value of each column that goes into each matrix, in the order
            of the graph. With them, columns and matrices are balanced for `quantise`; without
            them, every matrix's input is an output of the graph, so that they can be found.
    """
    graph = GraphBuilder("ids", peaks)
    states = graph.embeddings(tuned.embeddings)
    for weights in tuned.layers[: tuned.joint]:
        states = graph.layer(states, weights)
    graph.give(states, "states")
    tensor = helper.make_tensor_value_info
    return graph.model(
        [tensor("ids", TensorProto.INT64, ["length"])],
        tensor("states", TensorProto.FLOAT, ["length", SIZE]),
    )


def upper(tuned: Tuned, peaks: Sequence[Array] | None = None) -> onnx.ModelProto:
    """The layers from the joint on, in float32; the last one pools.

    Inputs: `states` as `lower` gives them; `context` float32 [0 or 1, SIZE], what was spoken
    of before. Output: `embedding` float32 [SIZE], of length 1.

    Args:
        tuned: the weights.
        peaks: as of `lower`.
    """
    graph = GraphBuilder("states", peaks)
    states = graph.add("Concat", ["states", "context"], axis=0)
    for weights in tuned.layers[tuned.joint : -1]:
        states = graph.layer(states, weights)
    pooled = graph.add("Squeeze", [graph.pool(states, tuned.layers[-1]), graph.vector([0])])
    graph.give(graph.add("LpNormalization", [pooled], axis=0, p=2), "embedding")
    tensor = helper.make_tensor_value_info
    return graph.model(
        [
            tensor("states", TensorProto.FLOAT, ["length", SIZE]),
            tensor("context", TensorProto.FLOAT, ["spoken", SIZE]),
        ],
        tensor("embedding", TensorProto.FLOAT, [SIZE]),
    )
