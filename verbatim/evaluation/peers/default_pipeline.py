"""Rasa's default pipeline, trained on the same examples."""

from __future__ import annotations

import hashlib
from pathlib import Path

from verbatim.errors import ModelError
from verbatim.serving.model import MODELS
from verbatim.settings import ROOT

CONFIG = Path(__file__).with_name("default_pipeline.yml")


def train(root: Path = ROOT, models: Path = MODELS, config: Path = CONFIG) -> Path:
    """The model for the present examples; trains where there is none, and removes older ones.

    Raises:
        ModelError: training failed; Rasa has printed why.
    """
    path = models / f"default-pipeline-{_fingerprint(root, config)[:16]}.tar.gz"
    if path.exists():
        return path
    from rasa.model_training import train_nlu

    models.mkdir(parents=True, exist_ok=True)
    unfinished = models / f"unfinished-{path.name}"
    try:
        if not train_nlu(str(config), str(root / "data" / "nlu"), str(models), unfinished.name):
            raise ModelError("Rasa's default pipeline cannot be trained; the lines above say why.")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    for other in models.glob("default-pipeline-*.tar.gz"):
        if other != path:
            other.unlink()
    return path


def _fingerprint(root: Path, config: Path) -> str:
    digest = hashlib.sha256(config.read_bytes())
    for file in sorted((root / "data" / "nlu").glob("*.yml")):
        digest.update(file.name.encode() + b"\0")
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
