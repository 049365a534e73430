from __future__ import annotations

import numpy as np

from verbatim.understanding.examples import NO_CONTEXT, Examples, batches, pad
from verbatim.understanding.follow_ups import LONGEST, NEEDS_CONTEXT, FollowUp

MESSAGES = [("what is dli", "ask_dli"), ("price of dli", "gap_cost"), ("relapse?", "ask_relapse")]
FOLLOW_UPS = [
    FollowUp("how much", ("ask_dli", "ask_relapse"), "gap_cost"),
    FollowUp("what is that", ("gap_cost",), "ask_dli"),
    FollowUp("what is that", ("ask_dli",), "ask_relapse"),
    FollowUp("and then", ("ask_dli",), "no_such_intent"),
]


def test_the_order_of_the_files_makes_no_difference() -> None:
    there, back = (Examples.of(MESSAGES[::way], FOLLOW_UPS[::way]) for way in (1, -1))
    assert there.texts == back.texts
    assert there.meanings == back.meanings
    np.testing.assert_array_equal(there.targets, back.targets)


def test_a_follow_up_alone_means_that_it_needs_context() -> None:
    examples = Examples.of(MESSAGES, FOLLOW_UPS)
    alone = examples.texts.index("how much")
    assert examples.labels[examples.targets[alone]] == NEEDS_CONTEXT
    assert "and then" not in examples.texts


def test_one_text_may_mean_different_things_after_different_questions() -> None:
    examples = Examples.of(MESSAGES, FOLLOW_UPS)
    meanings = {
        (examples.contexts[context], examples.labels[label])
        for context, label in examples.meanings[examples.texts.index("what is that")]
    }
    assert meanings == {("gap_cost", "ask_dli"), ("ask_dli", "ask_relapse")}


def test_an_epoch_shows_everything_and_repeats_with_the_seed() -> None:
    examples = Examples.of(MESSAGES, FOLLOW_UPS)
    rows = examples.epoch(1.0, np.random.default_rng(5))
    again = examples.epoch(1.0, np.random.default_rng(5))
    np.testing.assert_array_equal(rows, again)
    assert set(rows[rows[:, 1] == NO_CONTEXT][:, 0]) == set(range(len(examples)))
    for text, context, label in rows[rows[:, 1] != NO_CONTEXT]:
        if text in examples.meanings:
            assert (context, label) in examples.meanings[text]
        else:  # a message that stands on its own keeps its meaning after any question
            assert label == examples.targets[text]


def test_a_long_follow_up_is_shown_in_context_only() -> None:
    story = FollowUp(" ".join(["so"] * LONGEST + ["when"]), ("ask_dli",), "gap_cost")
    examples = Examples.of(MESSAGES, [story])
    rows = examples.epoch(0.0, np.random.default_rng(5))
    of_story = rows[rows[:, 0] == examples.texts.index(story.text)]
    assert NO_CONTEXT not in of_story[:, 1]
    assert {examples.labels[label] for label in of_story[:, 2]} == {"gap_cost"}


def test_without_follow_ups_there_is_no_context() -> None:
    examples = Examples.of(MESSAGES, [])
    rows = examples.epoch(1.0, np.random.default_rng(0))
    assert set(rows[:, 1]) == {NO_CONTEXT}


def test_batches_hold_every_row_once_and_neighbours_in_length() -> None:
    lengths = np.arange(100) % 50
    found = list(batches(lengths, 8, np.random.default_rng(0)))
    assert sorted(np.concatenate(found)) == list(range(100))
    assert max(np.ptp(lengths[batch]) for batch in found) <= 12


def test_padding_is_masked() -> None:
    padded, mask = pad([np.ones((2, 3), np.float32), np.ones((4, 3), np.float32)])
    assert padded.shape == (2, 4, 3)
    assert mask.tolist() == [[1, 1, 0, 0], [1, 1, 1, 1]]
    assert padded[0, 2:].sum() == 0
