"""The trained model: made when content, data, configuration or code changed, else kept."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from verbatim.errors import ModelError, VerbatimError
from verbatim.serving.archive import without_training
from verbatim.settings import ROOT

MODELS = ROOT / "models"

_FILES = ("config.yml", "domain.yml", "requirements/run.txt")
_FOLDERS = ("data", "content", "verbatim/understanding")
_READ_AT_START = ("domain.yml", "content", "actions", "verbatim/library", "verbatim/dialogue")


def inputs(root: Path = ROOT) -> Iterator[Path]:
    """Every file that a trained model depends on, in a fixed order."""
    return _files(root, (*_FILES, *_FOLDERS))


def fingerprint(root: Path = ROOT) -> str:
    """Hex digest of names and bytes of all inputs."""
    return _digest(root, inputs(root))


def content_fingerprint(root: Path = ROOT) -> str:
    """Hex digest of what a running process has read and will not read again."""
    return _digest(root, _files(root, _READ_AT_START))


def _files(root: Path, names: Iterable[str]) -> Iterator[Path]:
    for name in names:
        if (root / name).is_file():
            yield root / name
            continue
        yield from sorted(
            path
            for path in (root / name).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        )


def _digest(root: Path, files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
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
        VerbatimError: what a component of ours says of its files.
    """
    path = path_of_current(root, models)
    if path.exists() and _digest_file(path).exists():
        return path
    import rasa
    from rasa.engine.exceptions import GraphComponentException

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
        without_training(Path(result.model), models / f"{unfinished}.served")
        digest = hashlib.sha256((models / f"{unfinished}.served").read_bytes()).hexdigest()
        _digest_file(path).write_text(f"{digest}  {path.name}\n", encoding="utf-8")
        (models / f"{unfinished}.served").replace(path)
    except GraphComponentException as error:
        cause: BaseException | None = error
        while cause is not None and not isinstance(cause, VerbatimError):
            cause = cause.__cause__
        raise cause or error from None
    finally:
        for left in models.glob(f"{unfinished}.*"):
            left.unlink()
    for other in models.glob("verbatim-*.tar.gz"):
        if other != path:
            other.unlink()
            _digest_file(other).unlink(missing_ok=True)
    return path


def verify(path: Path) -> str:
    """The archive's sha256, which must be the one that was written down when it was trained.

    The format is sha256sum's: `sha256sum -c` in the folder of models checks the same.

    Raises:
        ModelError: archive or digest is missing, or they do not fit.
    """
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        written = _digest_file(path).read_text(encoding="utf-8").split()[:1]
    except OSError as error:
        raise ModelError(f"{error.filename} cannot be read: run `make train`.") from None
    if written != [digest]:
        raise ModelError(f"{path} is not the model that was trained: delete it, run `make train`.")
    return digest


def _digest_file(path: Path) -> Path:
    return path.with_name(f"{path.name}.sha256")
