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

    Attributes:
        labels: names of the classes.
        whole: the message on its own.
        sentences: each of its sentences on its own; empty where there is only one.
        encode_in_context: computes `in_context`; None where no question was spoken of.
    """

    labels: tuple[str, ...]
    whole: Array
    sentences: Sequence[Array]
    encode_in_context: Callable[[], Array] | None = None

    @cached_property
    def in_context(self) -> Array | None:
        """The message after the question last spoken of; encoded when first asked for.

        Most messages stand on their own, and encoding twice would double the work for all.
        """
        return None if self.encode_in_context is None else self.encode_in_context()
