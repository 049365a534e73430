from __future__ import annotations

from pathlib import Path

import pytest

from tests.evaluation.conftest import outcome
from verbatim.evaluation import run, sets
from verbatim.evaluation.items import Expectation, Item
from verbatim.library import Library

DONOR = Item("original stem cell donor lymphocytes", Expectation("answer", ("S14",)))
COST = Item("how much does a donor infusion cost", Expectation("decline"), near=True)


def test_search_gets_its_threshold_from_validation(
    library: Library, sentences: dict[str, str]
) -> None:
    held_out = sets.Group(sets.HELD_OUT, (DONOR,))
    validation = sets.Group(sets.VALIDATION, (DONOR, COST))
    untuned = run.ask_search([held_out], library, sentences)
    tuned = run.ask_search([held_out, validation], library, sentences)
    assert [one.kind for one in untuned.outcomes[sets.HELD_OUT]] == ["unclear"]
    assert [one.kind for one in tuned.outcomes[sets.HELD_OUT]] == ["answer"]


async def test_the_default_pipeline_is_asked_every_group(
    library: Library, sentences: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def ask(model: Path, items: tuple[Item, ...], *_: object) -> list[object]:
        assert model == Path("trained")
        return [outcome("answer", "answer", True, text=item.text) for item in items]

    monkeypatch.setattr(run.default_pipeline, "train", lambda epochs: Path("trained"))
    monkeypatch.setattr(run.intents, "ask", ask)
    groups = [sets.Group("one", (DONOR, COST)), sets.Group("two", (COST,))]
    peer = await run.ask_default(groups, library, sentences)
    assert [one.item.text for one in peer.outcomes["one"]] == [DONOR.text, COST.text]
    assert [one.item.text for one in peer.outcomes["two"]] == [COST.text]
