from __future__ import annotations

from pathlib import Path

import pytest
import rasa.model_training
from ruamel.yaml import YAML

from verbatim.errors import ModelError
from verbatim.evaluation.peers import default_pipeline


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "data" / "nlu").mkdir(parents=True)
    (tmp_path / "data" / "nlu" / "a.yml").write_text("nlu: []")
    return tmp_path


@pytest.fixture
def epochs() -> list[int]:
    """Of each training."""
    return []


@pytest.fixture
def trained(monkeypatch: pytest.MonkeyPatch, epochs: list[int]) -> list[str]:
    """Stands in for training, which takes long; lists the data it was given."""
    calls: list[str] = []

    def train_nlu(config: str, data: str, output: str, name: str) -> str:
        calls.append(data)
        steps = YAML(typ="safe").load(Path(config).read_text(encoding="utf-8"))["pipeline"]
        epochs.extend(step["epochs"] for step in steps if "epochs" in step)
        path = Path(output, name)
        path.write_text("a model")
        return str(path)

    monkeypatch.setattr(rasa.model_training, "train_nlu", train_nlu)
    return calls


def test_it_is_the_pipeline_that_was_asked_for() -> None:
    config = YAML(typ="safe").load(default_pipeline.CONFIG.read_text(encoding="utf-8"))
    *_, diet, fallback = config["pipeline"]
    assert [step["name"] for step in config["pipeline"]] == [
        "WhitespaceTokenizer",
        "RegexFeaturizer",
        "LexicalSyntacticFeaturizer",
        "CountVectorsFeaturizer",
        "CountVectorsFeaturizer",
        "DIETClassifier",
        "FallbackClassifier",
    ]
    assert diet["epochs"] == default_pipeline.EPOCHS == 100
    assert (fallback["threshold"], fallback["ambiguity_threshold"]) == (0.7, 0.1)


def test_it_is_trained_once_and_kept(root: Path, trained: list[str]) -> None:
    first = default_pipeline.train(root, root / "models")
    assert default_pipeline.train(root, root / "models") == first
    assert trained == [str(root / "data" / "nlu")]


def test_new_examples_mean_a_new_model_and_the_old_one_goes(root: Path, trained: list[str]) -> None:
    first = default_pipeline.train(root, root / "models")
    (root / "data" / "nlu" / "a.yml").write_text("nlu: [] # changed")
    second = default_pipeline.train(root, root / "models")
    assert len(trained) == 2
    assert not first.exists()
    assert list((root / "models").iterdir()) == [second]


def test_fewer_epochs_are_another_model(root: Path, trained: list[str], epochs: list[int]) -> None:
    whole = default_pipeline.train(root, root / "models")
    few = default_pipeline.train(root, root / "models", 5)
    assert epochs == [100, 5]
    assert few != whole


def test_other_models_are_left_alone(root: Path, trained: list[str]) -> None:
    ours = root / "models" / "verbatim-1.tar.gz"
    ours.parent.mkdir()
    ours.write_text("ours")
    default_pipeline.train(root, root / "models")
    assert ours.read_text() == "ours"


def test_training_that_fails_is_said(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rasa.model_training, "train_nlu", lambda *_: None)
    with pytest.raises(ModelError, match="cannot be trained"):
        default_pipeline.train(root, root / "models")
    assert list((root / "models").iterdir()) == []
