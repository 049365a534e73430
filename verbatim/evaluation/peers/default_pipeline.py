"""Rasa's default pipeline, trained on the same examples."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

from ruamel.yaml import YAML

from verbatim.errors import ModelError
from verbatim.serving.model import MODELS
from verbatim.settings import ROOT

CONFIG = Path(__file__).with_name("default_pipeline.yml")
EPOCHS = 100
"""Rasa's own default for its classifier."""


def train(root: Path = ROOT, models: Path = MODELS, epochs: int = EPOCHS) -> Path:
    """The model for the present examples; trains where there is none, and removes older ones.

    Raises:
        ModelError: training failed; Rasa has printed why.
    """
    path = models / f"default-pipeline-{_fingerprint(root, epochs)[:16]}.tar.gz"
    if path.exists():
        return path
    from rasa.model_training import train_nlu

    models.mkdir(parents=True, exist_ok=True)
    unfinished = models / f"unfinished-{path.name}"
    try:
        with tempfile.TemporaryDirectory() as folder:
            config = _config(Path(folder, "config.yml"), epochs)
            data = str(root / "data" / "nlu")
            if not train_nlu(str(config), data, str(models), unfinished.name):
                raise ModelError(
                    "Rasa's default pipeline cannot be trained; the lines above say why."
                )
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    for other in models.glob("default-pipeline-*.tar.gz"):
        if other != path:
            other.unlink()
    return path


def _config(file: Path, epochs: int) -> Path:
    """Writes the pipeline with so many epochs."""
    yaml = YAML()
    config = yaml.load(CONFIG.read_text(encoding="utf-8"))
    for step in config["pipeline"]:
        if "epochs" in step:
            step["epochs"] = epochs
    with file.open("w", encoding="utf-8") as target:
        yaml.dump(config, target)
    return file


def _fingerprint(root: Path, epochs: int) -> str:
    digest = hashlib.sha256(CONFIG.read_bytes() + str(epochs).encode())
    for file in sorted((root / "data" / "nlu").glob("*.yml")):
        digest.update(file.name.encode() + b"\0")
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
