"""What the encoder learns from, and the batches in which it sees it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from verbatim.understanding.follow_ups import LONGEST, NEEDS_CONTEXT, FollowUp
from verbatim.understanding.weights import Array

NO_CONTEXT = -1
_TIMES_IN_CONTEXT = 2
_JITTER = 2.0
"""Tokens by which lengths are blurred before sorting, so that each epoch has other batches."""


@dataclass(frozen=True)
class Examples:
    """Training examples by number: those of data/nlu first, then every follow-up once.

    Attributes:
        texts: what people write.
        labels: names of the classes, NEEDS_CONTEXT among them.
        contexts: intents after which a follow-up may come.
        targets: class of each text seen alone, as int32; of a follow-up it is NEEDS_CONTEXT.
        meanings: of each follow-up, by its number: (context, class) pairs.
    """

    texts: tuple[str, ...]
    labels: tuple[str, ...]
    contexts: tuple[str, ...]
    targets: Array
    meanings: dict[int, tuple[tuple[int, int], ...]]

    @classmethod
    def of(cls, messages: Sequence[tuple[str, str]], follow_ups: Sequence[FollowUp]) -> Examples:
        """Sorted, so that the order of files and lines does not matter.

        Args:
            messages: (text, intent) pairs that need no context.
            follow_ups: those that do; meanings that are no intent of `messages` are left out.
        """
        plain = sorted(set(messages), key=lambda pair: (pair[1], pair[0]))
        intents = sorted({intent for _, intent in plain})
        labels = (*intents, NEEDS_CONTEXT)
        known = [follow_up for follow_up in follow_ups if follow_up.means in intents]
        contexts = tuple(sorted({intent for follow_up in known for intent in follow_up.after}))
        number_of = {name: number for number, name in enumerate(labels)}
        context_of = {name: number for number, name in enumerate(contexts)}
        alone = sorted({follow_up.text for follow_up in known})
        place = {text: len(plain) + number for number, text in enumerate(alone)}
        meanings: dict[int, list[tuple[int, int]]] = {}
        for follow_up in known:
            meanings.setdefault(place[follow_up.text], []).extend(
                (context_of[intent], number_of[follow_up.means]) for intent in follow_up.after
            )
        targets = [number_of[intent] for _, intent in plain] + [len(intents)] * len(alone)
        return cls(
            texts=(*(text for text, _ in plain), *alone),
            labels=labels,
            contexts=contexts,
            targets=np.array(targets, np.int32),
            meanings={number: tuple(sorted(pairs)) for number, pairs in meanings.items()},
        )

    def __len__(self) -> int:
        return len(self.texts)

    def epoch(self, in_context: float, random: np.random.Generator) -> Array:
        """One epoch's (text, context, class) numbers as rows of int32.

        Every text alone, but for long follow-ups, which look like stories; every follow-up
        after two questions that give it a meaning; and a share `in_context` of the messages
        after any question at all, meaning what they always mean: so a message that stands on
        its own is not dragged along by what came before.
        """
        rows = [
            (number, NO_CONTEXT, int(label))
            for number, label in enumerate(self.targets)
            if number not in self.meanings or len(self.texts[number].split()) <= LONGEST
        ]
        for number, pairs in self.meanings.items():
            for _ in range(_TIMES_IN_CONTEXT):
                context, label = pairs[int(random.integers(len(pairs)))]
                rows.append((number, context, label))
        messages = len(self) - len(self.meanings)
        if self.contexts:
            chosen = random.choice(messages, int(in_context * messages), replace=False)
            for number in sorted(chosen.tolist()):
                context = int(random.integers(len(self.contexts)))
                rows.append((number, context, int(self.targets[number])))
        return np.array(rows, np.int32)


def batches(lengths: Array, size: int, random: np.random.Generator) -> Iterator[Array]:
    """Numbers of rows in batches of about the same length, the batches shuffled."""
    blurred = lengths + random.uniform(-_JITTER, _JITTER, len(lengths))
    order = np.argsort(blurred, kind="stable")
    starts = np.arange(0, len(order), size)
    random.shuffle(starts)
    for start in starts:
        yield order[start : start + size]


def pad(states: Sequence[Array]) -> tuple[Array, Array]:
    """States of several texts as one array [batch, longest, size], and its mask; float32."""
    longest = max(len(one) for one in states)
    padded = np.zeros((len(states), longest, states[0].shape[1]), np.float32)
    mask = np.zeros((len(states), longest), np.float32)
    for row, one in enumerate(states):
        padded[row, : len(one)] = one
        mask[row, : len(one)] = 1.0
    return padded, mask
