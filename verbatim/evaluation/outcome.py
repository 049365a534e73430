"""What came of asking: the item, the reply, the verdict, and what the model thought."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from verbatim.evaluation.items import Item


@dataclass(frozen=True)
class Candidate:
    """The best answer that was at hand, given or not: what a threshold decides about.

    Attributes:
        score: the higher, the likelier it is given.
        right: whether giving it would have been right.
    """

    score: float
    right: bool


@dataclass(frozen=True)
class Outcome:
    """One message asked and judged.

    Attributes:
        item: what was asked.
        kind: of the reply.
        said: the passages quoted.
        text: all that was shown.
        right: the verdict.
        intent: what the model took it for; empty where there is none.
        confidence: of that, 0 to 1; None where the system has none.
        candidate: None where no answer was at hand.
    """

    item: Item
    kind: str
    said: str
    text: str
    right: bool
    intent: str = ""
    confidence: float | None = None
    candidate: Candidate | None = None

    @property
    def wrong_passage(self) -> bool:
        """Something was quoted that does not answer: the worst that can happen."""
        return self.kind == "answer" and not self.right


@dataclass(frozen=True)
class Asked:
    """What came of one group of questions.

    Attributes:
        name: of the group.
        title: of the group, for people.
        outcomes: of the single messages.
        held: of the conversations, turn by turn.
    """

    name: str
    title: str
    outcomes: tuple[Outcome, ...]
    held: tuple[tuple[Outcome, ...], ...] = ()


@dataclass(frozen=True)
class Peer:
    """What came of the same single messages, asked of another system; by group."""

    name: str
    title: str
    outcomes: Mapping[str, tuple[Outcome, ...]] = field(default_factory=dict)
