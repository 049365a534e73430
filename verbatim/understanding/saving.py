"""Writes a trained encoder; apart from `encoder`, as serving needs nothing that makes graphs."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from verbatim.understanding import encoder_files as files
from verbatim.understanding.onnx_graph import lower, upper
from verbatim.understanding.onnx_session import Session
from verbatim.understanding.quantisation import measure, quantise
from verbatim.understanding.spelling import Spelling
from verbatim.understanding.tokens import Tokens
from verbatim.understanding.tuned import Tuned

_SAMPLE = 200
"""Texts that show which numbers are large, for the int8 graphs."""


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
    (folder / files.LOWER).write_bytes(below)
    (folder / files.UPPER).write_bytes(above)
    np.savez(folder / files.HEAD, head=tuned.head, bias=tuned.bias, contexts=tuned.context_vectors)
    names = {"labels": tuned.labels, "contexts": tuned.contexts}
    (folder / files.NAMES).write_text(json.dumps(names, indent=1), encoding="utf-8")
    shutil.copyfile(tokenizer, folder / files.TOKENIZER)
    spelling = Spelling.learn(texts, reader.words())
    (folder / files.SPELLING).write_text(json.dumps(spelling.frequencies), encoding="utf-8")
    files.seal(folder)
