"""BM25 (Robertson and Zaragoza, 2009), the formula behind most keyword search."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from verbatim.evaluation.overlap import words

_K1 = 1.5  # how soon repeating a word stops to count
_B = 0.75  # how much long texts are held back


class BM25:
    """Scores texts for a query; higher is better, 0 where no word is shared.

    Args:
        texts: what is searched.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._counts = [Counter(words(text)) for text in texts]
        self._lengths = [sum(count.values()) for count in self._counts]
        self._mean = sum(self._lengths) / len(self._lengths) if texts else 0.0
        holding = Counter(word for count in self._counts for word in count)
        self._weight = {
            # The "+ 1" keeps words that most texts hold from counting against them.
            word: math.log((len(texts) - n + 0.5) / (n + 0.5) + 1)
            for word, n in holding.items()
        }

    def scores(self, query: str) -> list[float]:
        """One score a text, in their order."""
        asked = words(query)
        return [
            sum(
                self._weight[word]
                * count[word]
                * (_K1 + 1)
                / (count[word] + _K1 * (1 - _B + _B * length / self._mean))
                for word in asked
                if word in count
            )
            for count, length in zip(self._counts, self._lengths, strict=True)
        ]
