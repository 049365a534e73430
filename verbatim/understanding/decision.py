"""The decision that counts most: an answer, an honest "the page does not say", or a question back.

A wrong passage costs most, a needless refusal comes second.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any

from verbatim.library import Library
from verbatim.understanding.outcomes import ANSWERED, URGENT, outcome
from verbatim.understanding.probabilities import Judgement

UNCLEAR = "nlu_fallback"
"""The intent of a message that was not understood well enough."""


_NEED_NO_QUESTION = ("chat_", "turn_")
"""What people say in two words, with or without a question before it."""
_OF_LEUKEMIA = (ANSWERED, "gap_", "personal_advice")


@dataclass(frozen=True)
class OperatingPoints:
    """Chosen on validation questions; see docs/understanding.md.

    Attributes:
        answer_at: probability of the likeliest passages from which they are shown.
        both_at: the same of the two likeliest passages together, if the second reaches `also_at`.
        also_at: probability of the second likeliest passages from which they are shown, too.
        answer_share: probability of all answered questions, as a share of what is answered
            or declined, from which a passage is shown.
        chat_at: the same for small talk and requests like "say that again": what is none of
            our subjects looks a little like chatting.
        understood_at: probability of the likeliest outcome below which we ask what was meant.
        foreign_at: the same of a question in another language than English; what is no question
            about leukemia is never taken for understood there.
    """

    answer_at: float = 0.5
    both_at: float = 0.6
    also_at: float = 0.2
    answer_share: float = 0.6
    chat_at: float = 0.5
    understood_at: float = 0.15
    foreign_at: float = 0.9

    @classmethod
    def of(cls, config: dict[str, Any]) -> OperatingPoints:
        return cls(**{field.name: float(config[field.name]) for field in fields(cls)})

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Decision:
    """What to act on.

    Attributes:
        intent: what was asked, or UNCLEAR.
        confidence: probability of what the person then gets.
        also: another question that documents answer and that may as well be meant.
    """

    intent: str
    confidence: float
    also: str | None = None


class Decider:
    """Decides by outcome, not by intent: two intents with the same passages are one.

    Emergencies are none of its business: whether a message is one is decided after it, by
    rules and by the probability that the message carries.

    Args:
        library: says which passages an intent leads to.
        points: where to draw the lines.
    """

    def __init__(self, library: Library, points: OperatingPoints) -> None:
        self._library = library
        self._points = points
        self._outcomes: dict[str, str] = {}

    def decide(self, judgement: Judgement, foreign: bool = False) -> Decision:
        """Args: foreign: whether the message is in another language than English."""
        sums: dict[str, float] = {}
        answered = declined = 0.0
        for intent, probability in judgement.probabilities.items():
            name = self._outcome(intent)
            sums[name] = sums.get(name, 0.0) + probability
            if intent.startswith(ANSWERED):
                answered += probability
            elif name == "declined":
                declined += probability
        ranked = [i for i, _ in judgement.ranked() if not i.startswith(URGENT)]
        intent = ranked[0]
        confidence = min(1.0, sums[self._outcome(intent)])
        if foreign and not self._understood_abroad(intent, confidence):
            return Decision(UNCLEAR, confidence)
        also = self._also(ranked, sums)
        both = min(1.0, confidence + (sums[self._outcome(also)] if also else 0.0))
        if judgement.lacks_context and not intent.startswith(_NEED_NO_QUESTION):
            return Decision(UNCLEAR, confidence)
        if both < self._least(intent, judgement.follows_up, also):
            return Decision(UNCLEAR, confidence)
        if intent.startswith(ANSWERED) and (
            answered < self._points.answer_share * (answered + declined)
        ):
            return Decision(UNCLEAR, confidence)
        return Decision(intent, both, also)

    def _understood_abroad(self, intent: str, confidence: float) -> bool:
        return intent.startswith(_OF_LEUKEMIA) and confidence >= self._points.foreign_at

    def _also(self, ranked: list[str], sums: dict[str, float]) -> str | None:
        """The likeliest question with other passages than the first, if likely enough."""
        if not ranked[0].startswith(ANSWERED):
            return None
        first = self._outcome(ranked[0])
        answered = (intent for intent in ranked if intent.startswith(ANSWERED))
        rivals = [intent for intent in answered if self._outcome(intent) != first]
        second = max(rivals, key=lambda rival: sums[self._outcome(rival)], default=None)
        if second is None or sums[self._outcome(second)] < self._points.also_at:
            return None
        return second

    def _least(self, intent: str, follows_up: bool, also: str | None) -> float:
        """The confidence below which an intent is not acted on."""
        points = self._points
        if intent.startswith(ANSWERED):
            return max(points.both_at if also else points.answer_at, points.understood_at)
        if intent.startswith(_NEED_NO_QUESTION) and not follows_up:
            return max(points.chat_at, points.understood_at)
        return points.understood_at

    def _outcome(self, intent: str) -> str:
        if intent not in self._outcomes:
            self._outcomes[intent] = outcome(intent, self._library)
        return self._outcomes[intent]
