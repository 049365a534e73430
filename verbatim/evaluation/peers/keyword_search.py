"""Keyword search over the passages: the best match is the answer, weak matches are refused."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from verbatim.evaluation.items import Item
from verbatim.evaluation.judge import Reply, right, squeezed
from verbatim.evaluation.outcome import Candidate, Outcome
from verbatim.evaluation.peers.bm25 import BM25
from verbatim.library import Library

_ITS_BUSINESS = ("answer", "gap", "decline_near", "decline_far")
"""A search box answers or does not; greetings and emergencies must not pick its threshold."""


class KeywordSearch:
    """BM25 over each passage with its heading and label.

    Args:
        library: whose passages are searched.
        sentences: text by the ids that labels use.
    """

    def __init__(self, library: Library, sentences: Mapping[str, str]) -> None:
        self._passages = list(library.passages.values())
        self._sentences = sentences
        self._search = BM25([f"{p.section or ''} {p.label} {p.text}" for p in self._passages])
        self.threshold = math.inf

    def tune(self, items: Iterable[Item]) -> None:
        """Chooses the threshold at which most of the items are treated rightly."""
        asked = [item for item in items if item.label in _ITS_BUSINESS]
        best = -1
        for threshold in [*sorted({self._best(item.text)[0] for item in asked}), math.inf]:
            self.threshold, before = threshold, self.threshold
            count = sum(outcome.right for outcome in self.ask(asked))
            if count > best:
                best = count
            else:
                self.threshold = before

    def ask(self, items: Iterable[Item]) -> list[Outcome]:
        """One outcome an item: the best passage where it scores enough, else a refusal."""
        return [self._outcome(item) for item in items]

    def _outcome(self, item: Item) -> Outcome:
        score, said = self._best(item.text)
        answer = Reply("answer", said, said)
        reply = answer if score >= self.threshold else Reply("unclear", "", "")
        return Outcome(
            item,
            reply.kind,
            reply.said,
            reply.text,
            right(item, reply, self._sentences),
            candidate=Candidate(score, right(item, answer, self._sentences)),
        )

    def _best(self, text: str) -> tuple[float, str]:
        scores: Sequence[float] = self._search.scores(text)
        number = max(range(len(scores)), key=scores.__getitem__)
        return scores[number], squeezed(self._passages[number].text)
