"""A training of seconds: it learns, it uses what was asked before, it repeats itself."""

from __future__ import annotations

import numpy as np
import pytest

from verbatim.understanding.examples import Examples
from verbatim.understanding.follow_ups import NEEDS_CONTEXT, FollowUp
from verbatim.understanding.plan import Plan
from verbatim.understanding.tokens import Tokens
from verbatim.understanding.tuned import Tuned
from verbatim.understanding.tuning import tune
from verbatim.understanding.weights import SIZE, Weights, model_folder

MESSAGES = [
    ("what does the treatment cost", "gap_cost"),
    ("is it expensive", "gap_cost"),
    ("who pays the bill", "gap_cost"),
    ("what is a relapse", "ask_relapse"),
    ("the leukemia came back", "ask_relapse"),
    ("it has returned", "ask_relapse"),
]
FOLLOW_UPS = [
    FollowUp("and that", ("gap_cost",), "ask_relapse"),
    FollowUp("and that", ("ask_relapse",), "gap_cost"),
]
PLAN = Plan(epochs=2, tuned_layers=1, batch=4, rate=1e-4, seed=3)


def learn(weights: Weights, plan: Plan = PLAN) -> Tuned:
    examples = Examples.of(MESSAGES, FOLLOW_UPS)
    tokens = Tokens(model_folder() / "tokenizer.json")
    return tune(weights, [tokens.ids(text) for text in examples.texts], examples, plan)


@pytest.fixture(scope="module")
def tuned(weights: Weights) -> Tuned:
    return learn(weights)


def test_only_the_upper_layers_change(tuned: Tuned, untuned: Tuned) -> None:
    for number, (layer, before) in enumerate(zip(tuned.layers, untuned.layers, strict=True)):
        same = all(np.array_equal(layer[name], before[name]) for name in layer)
        assert same == (number < 5)
    assert tuned.joint == 5
    assert tuned.labels == ("ask_relapse", "gap_cost", NEEDS_CONTEXT)
    assert tuned.contexts == ("ask_relapse", "gap_cost")
    assert tuned.head.shape == (SIZE, 3)
    assert np.isfinite(tuned.head).all()


def test_the_same_seed_gives_the_same_bits(tuned: Tuned, weights: Weights) -> None:
    again = learn(weights)
    np.testing.assert_array_equal(tuned.head, again.head)
    np.testing.assert_array_equal(tuned.context_vectors, again.context_vectors)
    for layer, other in zip(tuned.layers, again.layers, strict=True):
        for name in layer:
            np.testing.assert_array_equal(layer[name], other[name])


def test_another_seed_gives_others(tuned: Tuned, weights: Weights) -> None:
    other = learn(weights, Plan(epochs=2, tuned_layers=1, batch=4, rate=1e-4, seed=4))
    assert not np.array_equal(tuned.head, other.head)


def test_no_follow_ups_at_all_is_fine(weights: Weights) -> None:
    examples = Examples.of(MESSAGES, [])
    tokens = Tokens(model_folder() / "tokenizer.json")
    ids = [tokens.ids(text) for text in examples.texts]
    tuned = tune(weights, ids, examples, Plan(epochs=1, tuned_layers=1, batch=4))
    assert np.isfinite(tuned.head).all()
    assert tuned.contexts == ()
