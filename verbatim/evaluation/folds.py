"""Cross-validation: each training example judged by a model that never saw it."""

from __future__ import annotations

import random
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import LiteralScalarString

from verbatim.checks import examples
from verbatim.errors import ModelError
from verbatim.evaluation.items import Expectation, Item
from verbatim.evaluation.judge import GAP
from verbatim.evaluation.outcome import Outcome
from verbatim.evaluation.peers import intents
from verbatim.evaluation.quoting import reply_of
from verbatim.library import Library
from verbatim.settings import ROOT

_EXPECTED = {"chat": "smalltalk", "not_covered": "decline", "urgent": "urgent"}


async def cross_validate(
    folds: int, library: Library, sentences: Mapping[str, str], root: Path = ROOT
) -> list[Outcome]:
    """Outcomes of all examples of data/nlu, each from the fold that leaves it out.

    Examples are dealt to folds intent by intent, so that each fold has its share. They are
    kinder than questions by other hands: their neighbours were written by the same one.

    Raises:
        ModelError: a fold cannot be trained; Rasa has printed why.
    """
    outcomes: list[Outcome] = []
    dealt = deal(examples_by_intent(root), folds)
    for number, left_out in enumerate(dealt):
        kept = [pair for other in dealt if other is not left_out for pair in other]
        print(f"Fold {number + 1} of {folds}: {len(kept)} examples to learn from.", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            model = _train(kept, Path(folder), root)
            items = [
                _item(intent, text, library, sentences)
                for intent, text in left_out
                if not intent.startswith("turn_")  # these mean nothing without a conversation
            ]
            outcomes += await intents.ask(model, items, library, sentences)
    return outcomes


def examples_by_intent(root: Path) -> dict[str, list[str]]:
    """The training examples, in the order of their files."""
    found: dict[str, list[str]] = defaultdict(list)
    for intent, text, _ in examples(root):
        found[intent].append(text)
    return dict(found)


def deal(texts: Mapping[str, Sequence[str]], folds: int) -> list[list[tuple[str, str]]]:
    """Deals each intent's examples to the folds, in an order that is always the same."""
    dealt: list[list[tuple[str, str]]] = [[] for _ in range(folds)]
    for intent, listed in sorted(texts.items()):
        shuffled = list(listed)
        random.Random(intent).shuffle(shuffled)
        for number, text in enumerate(shuffled):
            dealt[number % folds].append((intent, text))
    return dealt


def _item(intent: str, text: str, library: Library, sentences: Mapping[str, str]) -> Item:
    reply = reply_of(library, intent)
    if reply.kind == "answer":
        must = tuple(id for id, sentence in sentences.items() if sentence in reply.said)
        expected = Expectation("gap" if must == (GAP,) else "answer", must)
    else:
        expected = Expectation(_EXPECTED[reply.kind])
    return Item(text, expected, near=not intent.startswith("off_"), intent=intent)


def _train(pairs: Sequence[tuple[str, str]], folder: Path, root: Path) -> Path:
    from rasa.model_training import train_nlu

    texts: dict[str, list[str]] = defaultdict(list)
    for intent, text in pairs:
        texts[intent].append(text)
    data = {
        "version": "3.1",
        "nlu": [
            {
                "intent": intent,
                "examples": LiteralScalarString("".join(f"- {text}\n" for text in listed)),
            }
            for intent, listed in texts.items()
        ],
    }
    file = folder / "nlu.yml"
    with file.open("w", encoding="utf-8") as opened:
        YAML().dump(data, opened)
    model = train_nlu(
        str(root / "config.yml"), str(file), str(folder), domain=str(root / "domain.yml")
    )
    if not model:
        raise ModelError("A fold cannot be trained; the lines above say why.")
    return Path(model)
