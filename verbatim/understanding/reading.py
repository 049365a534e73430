"""How the encoder reads a message: what each of its parts looks like to the head."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from verbatim.understanding.weights import Array

READING = "reading"
"""Message property that carries a `Reading` from the encoder to the classifier."""


@dataclass(frozen=True)
class Reading:
    """Logits of one message, float32 [labels].

    Most messages stand on their own and tell of no emergency: what only others need is
    encoded when it is first asked for.

    Attributes:
        labels: names of the classes.
        whole: the message on its own.
        encode_sentences: computes `sentences`.
        encode_stretches: computes `stretches`.
        encode_in_context: computes `in_context`.
        words: how many the message has.
    """

    labels: tuple[str, ...]
    whole: Array
    encode_sentences: Callable[[], Sequence[Array]] = tuple
    encode_stretches: Callable[[], Sequence[Array]] = tuple
    encode_in_context: Callable[[], Sequence[Array]] = tuple
    words: int = 1

    @cached_property
    def sentences(self) -> Sequence[Array]:
        """Each sentence on its own; empty where there is only one."""
        return self.encode_sentences()

    @cached_property
    def stretches(self) -> Sequence[Array]:
        """A few sentences at a time; empty where there are no more than those."""
        return self.encode_stretches()

    @cached_property
    def in_context(self) -> Sequence[Array]:
        """The message after each question it may follow; empty where none was spoken of."""
        return self.encode_in_context()
