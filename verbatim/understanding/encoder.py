"""A trained encoder at work: text to embedding and logits, one text at a time."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from verbatim.errors import ModelError
from verbatim.understanding.onnx_graph import lower, upper
from verbatim.understanding.onnx_session import Session
from verbatim.understanding.quantisation import measure, quantise
from verbatim.understanding.spelling import Spelling
from verbatim.understanding.tokens import Tokens
from verbatim.understanding.tuned import Tuned
from verbatim.understanding.weights import SIZE, Array

_LOWER, _UPPER = "lower.onnx", "upper.onnx"
_HEAD, _NAMES, _TOKENIZER = "head.npz", "names.json", "tokenizer.json"
_SPELLING = "spelling.json"
_WRITTEN = (_LOWER, _UPPER, _HEAD, _NAMES, _SPELLING, _TOKENIZER)
_DIGESTS = "sha256.json"
_SAMPLE = 200  # texts that show which numbers are large, for the int8 graphs
_NOTHING = np.zeros((0, SIZE), np.float32)


class Encoder:
    """A trained encoder, loaded from a folder that `save` wrote.

    Attributes:
        labels: names of the classes, in the order of the logits.
        spelling: puts typing errors right; `embed` leaves that to its caller.

    Raises:
        ModelError: a file is missing or not as it was written.
    """

    def __init__(self, folder: Path) -> None:
        _check(folder)
        self._lower, self._upper = (
            Session((folder / name).read_bytes()) for name in (_LOWER, _UPPER)
        )
        self._tokens = Tokens(folder / _TOKENIZER)
        names = json.loads((folder / _NAMES).read_text(encoding="utf-8"))
        self.labels: tuple[str, ...] = tuple(names["labels"])
        self._contexts = {name: row for row, name in enumerate(names["contexts"])}
        frequencies = json.loads((folder / _SPELLING).read_text(encoding="utf-8"))
        self.spelling = Spelling(frequencies, self._tokens.words())
        with np.load(folder / _HEAD) as head:
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


def save(tuned: Tuned, tokenizer: Path, texts: Sequence[str], folder: Path) -> None:
    """Writes everything that a trained encoder needs.

    Args:
        tuned: what training made.
        tokenizer: the published tokenizer.json.
        texts: those that it was trained on.
        folder: exists already.
    """
    reader = Tokens(tokenizer)
    sample = texts[:: max(1, len(texts) // _SAMPLE)]
    ids = [{"ids": np.array(reader.ids(text), np.int64)} for text in sample]
    below = quantise(lower(tuned, measure(lower(tuned), ids)))
    session = Session(below)
    # Half of them without a context, which is a row beyond the last.
    rows = [number % (2 * max(1, len(tuned.contexts))) for number in range(len(sample))]
    states = [
        {"states": session.run(**one), "context": tuned.context_vectors[row : row + 1]}
        for one, row in zip(ids, rows, strict=True)
    ]
    above = quantise(upper(tuned, measure(upper(tuned), states)))
    (folder / _LOWER).write_bytes(below)
    (folder / _UPPER).write_bytes(above)
    np.savez(folder / _HEAD, head=tuned.head, bias=tuned.bias, contexts=tuned.context_vectors)
    names = {"labels": tuned.labels, "contexts": tuned.contexts}
    (folder / _NAMES).write_text(json.dumps(names, indent=1), encoding="utf-8")
    shutil.copyfile(tokenizer, folder / _TOKENIZER)
    spelling = Spelling.learn(texts, reader.words())
    (folder / _SPELLING).write_text(json.dumps(spelling.frequencies), encoding="utf-8")
    digests = {name: _digest(folder / name) for name in _WRITTEN}
    (folder / _DIGESTS).write_text(json.dumps(digests, indent=1), encoding="utf-8")


def _check(folder: Path) -> None:
    try:
        digests = json.loads((folder / _DIGESTS).read_text(encoding="utf-8"))
        altered = [name for name in _WRITTEN if _digest(folder / name) != digests[name]]
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
