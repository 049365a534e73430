"""A trained encoder at work: text to embedding and logits, one text at a time."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np

from verbatim.errors import ModelError
from verbatim.understanding.onnx_session import Session
from verbatim.understanding.spelling import Spelling
from verbatim.understanding.tokens import Tokens
from verbatim.understanding.weights import SIZE, Array

LOWER, UPPER = "lower.onnx", "upper.onnx"
HEAD, NAMES, TOKENIZER = "head.npz", "names.json", "tokenizer.json"
SPELLING = "spelling.json"
WRITTEN = (LOWER, UPPER, HEAD, NAMES, SPELLING, TOKENIZER)
DIGESTS = "sha256.json"
_NOTHING = np.zeros((0, SIZE), np.float32)


class Encoder:
    """A trained encoder, loaded from a folder that `saving.save` wrote.

    Attributes:
        labels: names of the classes, in the order of the logits.
        spelling: puts typing errors right; `embed` leaves that to its caller.

    Raises:
        ModelError: a file is missing or not as it was written.
    """

    def __init__(self, folder: Path) -> None:
        _check(folder)
        self._lower, self._upper = (
            Session((folder / name).read_bytes()) for name in (LOWER, UPPER)
        )
        self._tokens = Tokens(folder / TOKENIZER)
        names = json.loads((folder / NAMES).read_text(encoding="utf-8"))
        self.labels: tuple[str, ...] = tuple(names["labels"])
        self._contexts = {name: row for row, name in enumerate(names["contexts"])}
        frequencies = json.loads((folder / SPELLING).read_text(encoding="utf-8"))
        self.spelling = Spelling(frequencies, self._tokens.words())
        with np.load(folder / HEAD) as head:
            self._head: Array = head["head"]
            self._bias: Array = head["bias"]
            self._vectors: Array = head["contexts"]

    def knows(self, context: str | None) -> bool:
        """Whether a question spoken of before has a vector."""
        return context in self._contexts

    def read(self, text: str) -> Array:
        """What the lower layers make of a text, float32 [length, SIZE]: the same in any context."""
        return self._lower.run(ids=np.array(self._tokens.ids(text), np.int64))

    def embed(self, states: Array, context: str | None = None) -> Array:
        """float32 [SIZE], of length 1; a context that is not known is left out.

        Args:
            states: of the text, from `read`.
            context: the question spoken of before.
        """
        row = self._contexts.get(context) if context is not None else None
        before = _NOTHING if row is None else self._vectors[row : row + 1]
        return self._upper.run(states=states, context=before)

    def logits(self, embedding: Array) -> Array:
        """float32 [classes]."""
        found: Array = embedding @ self._head + self._bias
        return found


def _check(folder: Path) -> None:
    try:
        digests = json.loads((folder / DIGESTS).read_text(encoding="utf-8"))
        altered = [name for name in WRITTEN if digest(folder / name) != digests[name]]
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(
            "The trained encoder is incomplete, or older than the code. Run `make train`."
        ) from error
    if altered:
        raise ModelError(
            f"Files of the trained encoder were altered: {', '.join(altered)}. Run `make train`."
        )


def digest(file: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(file.read_bytes()).hexdigest()
