"""The files of a trained encoder: their names, and their hashes, written and checked."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from verbatim.errors import ModelError

LOWER, UPPER = "lower.onnx", "upper.onnx"
HEAD, NAMES, TOKENIZER = "head.npz", "names.json", "tokenizer.json"
SPELLING = "spelling.json"
_ALL = (LOWER, UPPER, HEAD, NAMES, SPELLING, TOKENIZER)
_DIGESTS = "sha256.json"


def seal(folder: Path) -> None:
    """Writes down what the files are, once all of them are written."""
    digests = {name: _digest(folder / name) for name in _ALL}
    (folder / _DIGESTS).write_text(json.dumps(digests, indent=1), encoding="utf-8")


def check(folder: Path) -> None:
    """Raises ModelError where a file is missing or not as it was written."""
    try:
        digests = json.loads((folder / _DIGESTS).read_text(encoding="utf-8"))
        altered = [name for name in _ALL if _digest(folder / name) != digests[name]]
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(
            "The trained encoder is incomplete, or older than the code. Run `make train`."
        ) from error
    if altered:
        raise ModelError(
            f"Files of the trained encoder were altered: {', '.join(altered)}. Run `make train`."
        )


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
