from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from verbatim.errors import WeightsError
from verbatim.understanding import weights as module
from verbatim.understanding.weights import SIZE, Weights, layer_weights, load_weights, model_folder


def test_the_installed_weights_are_the_ones_we_know(weights: Weights) -> None:
    assert weights["embeddings.word_embeddings.weight"].shape == (30522, SIZE)
    assert (model_folder() / "tokenizer.json").is_file()


def test_a_missing_wheel_is_named_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CARRIER", "no_such_package_at_all")
    with pytest.raises(WeightsError, match=r"not installed.*make setup.*pyduck-janitor"):
        model_folder()


def test_a_missing_file_is_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"missing: .*model\.safetensors.*make setup"):
        load_weights(tmp_path)


def test_altered_weights_are_refused_before_they_are_read(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"not even safetensors")
    with pytest.raises(WeightsError, match=r"altered.*53aa51172d.*make setup"):
        load_weights(tmp_path)


def test_layers_are_laid_out_for_rows_times_matrix(weights: Weights) -> None:
    layer = layer_weights(weights, 5)
    key = weights["encoder.layer.5.attention.self.key.weight"]
    assert layer["qkv"].shape == (SIZE, 3 * SIZE)
    np.testing.assert_array_equal(layer["qkv"][:, SIZE : 2 * SIZE], key.T)
    assert layer["widen"].shape == (SIZE, 4 * SIZE)
    assert layer["narrow"].shape == (4 * SIZE, SIZE)
