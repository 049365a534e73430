"""A trained encoder at work: text to embedding and logits, one text at a time."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from verbatim.understanding import encoder_files as files
from verbatim.understanding.onnx_session import Session
from verbatim.understanding.spelling import Spelling
from verbatim.understanding.tokens import Tokens
from verbatim.understanding.weights import SIZE, Array

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
        files.check(folder)
        self._lower, self._upper = (
            Session((folder / name).read_bytes()) for name in (files.LOWER, files.UPPER)
        )
        self._tokens = Tokens(folder / files.TOKENIZER)
        names = json.loads((folder / files.NAMES).read_text(encoding="utf-8"))
        self.labels: tuple[str, ...] = tuple(names["labels"])
        self._contexts = {name: row for row, name in enumerate(names["contexts"])}
        frequencies = json.loads((folder / files.SPELLING).read_text(encoding="utf-8"))
        self.spelling = Spelling(frequencies, self._tokens.words())
        with np.load(folder / files.HEAD) as head:
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
