from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import rasa.model_training
from ruamel.yaml import YAML

from tests.evaluation.conftest import outcome
from verbatim.errors import ModelError
from verbatim.evaluation import folds
from verbatim.library import Library

TEXTS = {"ask_dli": [f"dli {n}" for n in range(7)], "gap_cost": [f"cost {n}" for n in range(4)]}
EXAMPLES = {
    "ask_dli": ["what is dli", "dli: meaning?"],
    "ask_refractory_treatment": ["first chemo failed", "what now"],
    "off_daily": ["the weather", "my bank"],
    "turn_more": ["go on", "more"],
}


def test_every_example_is_left_out_once() -> None:
    dealt = folds.deal(TEXTS, 3)
    together = [pair for fold in dealt for pair in fold]
    assert sorted(together) == sorted((i, text) for i, texts in TEXTS.items() for text in texts)


def test_every_fold_has_its_share_of_every_intent() -> None:
    for fold in folds.deal(TEXTS, 3):
        assert sum(intent == "ask_dli" for intent, _ in fold) in (2, 3)
        assert sum(intent == "gap_cost" for intent, _ in fold) in (1, 2)


def test_dealing_is_the_same_each_time() -> None:
    assert folds.deal(TEXTS, 3) == folds.deal(dict(reversed(TEXTS.items())), 3)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "data" / "nlu").mkdir(parents=True)
    blocks = [
        f"- intent: {intent}\n  examples: |\n" + "".join(f"    - {text}\n" for text in texts)
        for intent, texts in EXAMPLES.items()
    ]
    (tmp_path / "data" / "nlu" / "all.yml").write_text("nlu:\n" + "".join(blocks))
    return tmp_path


async def test_no_example_is_judged_by_a_model_that_saw_it(
    root: Path,
    library: Library,
    sentences: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[set[str]] = []
    judged: dict[str, str] = {}

    def train_nlu(config: str, data: str, output: str, domain: str) -> str:
        blocks = YAML(typ="safe").load(Path(data).read_text(encoding="utf-8"))["nlu"]
        seen.append({line for block in blocks for line in block["examples"].splitlines()})
        return str(Path(output, "model"))

    async def ask(_: Path, items: list[Any], *__: object) -> list[Any]:
        for item in items:
            assert f"- {item.text}" not in seen[-1]
            judged[item.text] = item.label
        return [outcome("answer", "answer", True) for _ in items]

    monkeypatch.setattr(rasa.model_training, "train_nlu", train_nlu)
    monkeypatch.setattr(folds.intents, "ask", ask)
    outcomes = await folds.cross_validate(2, library, sentences, root)
    assert len(seen) == 2
    assert len(outcomes) == len(judged) == 6
    assert judged == {
        "what is dli": "answer",
        "dli: meaning?": "answer",
        "first chemo failed": "gap",
        "what now": "gap",
        "the weather": "decline_far",
        "my bank": "decline_far",
    }


async def test_a_fold_that_cannot_be_trained_is_said(
    root: Path, library: Library, sentences: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rasa.model_training, "train_nlu", lambda *_, **__: None)
    with pytest.raises(ModelError, match="fold"):
        await folds.cross_validate(2, library, sentences, root)
