"""What is taken for what, with examples."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from verbatim.evaluation.outcome import Outcome

MOST_EXAMPLES = 4


def confusions(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """Pairs of expected and given, most frequent first, each with some of its messages.

    Only wrong replies count: two intents with the same passages may be exchanged freely.
    """
    pairs: dict[tuple[str, str], list[str]] = defaultdict(list)
    for outcome in outcomes:
        if not outcome.right:
            pairs[outcome.item.subject, given(outcome)].append(outcome.item.text)
    return [
        {"expected": expected, "given": got, "of": len(texts), "examples": texts[:MOST_EXAMPLES]}
        for (expected, got), texts in sorted(
            pairs.items(), key=lambda pair: (-len(pair[1]), pair[0])
        )
    ]


def given(outcome: Outcome) -> str:
    """What it was taken for: the intent where there is one, else the kind of reply."""
    if outcome.kind == "unclear" or not outcome.intent:
        return outcome.kind
    return outcome.intent
