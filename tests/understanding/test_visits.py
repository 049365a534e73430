"""Which examples an epoch sees."""

from __future__ import annotations

import numpy as np

from verbatim.understanding.examples import NO_CONTEXT, Examples
from verbatim.understanding.plan import Plan
from verbatim.understanding.visits import Visits
from verbatim.understanding.weights import Array

EXAMPLES = Examples.of([(f"question {number:02}", "ask_relapse") for number in range(40)], [])
PLAN = Plan(epochs=3, revisited=0.5, batch=16, in_context=0.0)


def seen_all(visits: Visits, losses: Array, random: np.random.Generator) -> None:
    text, context, _ = visits.epoch(random).T
    visits.went(text, context, losses[text])


def test_the_first_epoch_sees_everything() -> None:
    rows = Visits(EXAMPLES, PLAN).epoch(np.random.default_rng(1))
    assert rows[:, 0].tolist() == list(range(40))
    assert set(rows[:, 1]) == {NO_CONTEXT}


def test_later_epochs_see_what_went_worst_and_some_of_the_rest() -> None:
    visits, random = Visits(EXAMPLES, PLAN), np.random.default_rng(1)
    losses = np.where(np.arange(40) % 2, 3.0, 0.1) + np.arange(40) / 1000
    seen_all(visits, losses, random)
    visited = set(visits.epoch(random)[:, 0])
    assert len(visited) == 20
    assert set(range(11, 40, 2)) <= visited
    assert len(visited - set(range(11, 40, 2))) == 5


def test_how_it_went_last_counts() -> None:
    visits, random = Visits(EXAMPLES, PLAN), np.random.default_rng(1)
    seen_all(visits, np.linspace(1, 0, 40), random)
    text, context, _ = visits.epoch(random).T
    assert set(range(15)) <= set(text)
    visits.went(text, context, np.zeros(20))
    assert not set(range(15)) <= set(visits.epoch(random)[:, 0])


def test_steps_are_the_batches_of_all_epochs() -> None:
    assert Visits(EXAMPLES, PLAN).steps() == 3 + 2 * 2
