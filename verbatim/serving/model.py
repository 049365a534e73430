"""The trained model: made when content, data, configuration or code changed, else kept."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from verbatim.errors import ModelError
from verbatim.settings import ROOT

MODELS = ROOT / "models"

_FILES = ("config.yml", "domain.yml", "requirements/run.txt")
_FOLDERS = ("data", "content", "verbatim/understanding", "verbatim/library")


def inputs(root: Path = ROOT) -> Iterator[Path]:
    """Every file that a trained model depends on, in a fixed order."""
    yield from (root / name for name in _FILES)
    for name in _FOLDERS:
        yield from sorted(
            path
            for path in (root / name).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        )


def fingerprint(root: Path = ROOT) -> str:
    """Hex digest of names and bytes of all inputs."""
    digest = hashlib.sha256()
    for path in inputs(root):
        digest.update(str(path.relative_to(root)).encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def path_of_current(root: Path = ROOT, models: Path = MODELS) -> Path:
    """Where the model for the present inputs is, or would be."""
    return models / f"verbatim-{fingerprint(root)[:16]}.tar.gz"


def current(root: Path = ROOT, models: Path = MODELS) -> Path:
    """The trained model for the present inputs.

    Raises:
        ModelError: there is none.
    """
    path = path_of_current(root, models)
    if not path.exists():
        raise ModelError("There is no model for the present content and data: run `make train`.")
    return path


def train(root: Path = ROOT, models: Path = MODELS) -> Path:
    """Trains with Rasa unless a model for the present inputs exists; removes older models.

    The model is written beside its place and moved there when whole, so that one who is
    interrupted leaves nothing behind that looks like a model.

    Raises:
        ModelError: training failed; Rasa has printed why.
    """
    path = path_of_current(root, models)
    if path.exists():
        return path
    import rasa

    models.mkdir(parents=True, exist_ok=True)
    unfinished = f"unfinished-{os.getpid()}"
    try:
        result = rasa.train(
            domain=str(root / "domain.yml"),
            config=str(root / "config.yml"),
            training_files=str(root / "data"),
            output=str(models),
            fixed_model_name=unfinished,
        )
        if result.code != 0 or not result.model:
            raise ModelError("Training failed; the lines above say why.")
        Path(result.model).replace(path)
    finally:
        (models / f"{unfinished}.tar.gz").unlink(missing_ok=True)
    for other in models.glob("verbatim-*.tar.gz"):
        if other != path:
            other.unlink()
    return path
