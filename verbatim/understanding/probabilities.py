"""From logits to probabilities: which reading of a message counts."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any

import numpy as np

from verbatim.understanding.follow_ups import LONGEST, NEEDS_CONTEXT
from verbatim.understanding.outcomes import URGENT
from verbatim.understanding.reading import Reading
from verbatim.understanding.weights import Array


@dataclass(frozen=True)
class Weighing:
    """Operating points, chosen on validation questions; see docs/understanding.md.

    Attributes:
        temperature: divides logits, so that confidences are about as often right as they say.
        context_at: probability of NEEDS_CONTEXT from which a message is read as a follow-up.
        sure_at: probability of the likeliest meaning below which a message that could stand
            alone is read as a follow-up as well, if it is no longer than those are; the surer
            reading counts.
        lacks_at: as `context_at` where no question was spoken of: from here on it cannot be
            understood, if it is no longer than follow-ups are (`follow_ups.LONGEST`) and no
            meaning of it reaches `sure_at`.
        alarm_floor: probability of an emergency in the whole message from which its stretches
            are asked as well: a story has to sound a very little like one.
    """

    temperature: float = 0.5
    context_at: float = 0.5
    sure_at: float = 0.8
    lacks_at: float = 0.95
    alarm_floor: float = 0.0005

    @classmethod
    def of(cls, config: dict[str, Any]) -> Weighing:
        return cls(**{field.name: float(config[field.name]) for field in fields(cls)})

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Judgement:
    """What a message means.

    Attributes:
        probabilities: of each intent; they sum to 1.
        follows_up: whether it needs a question before it and there was one.
        lacks_context: whether it needs a question before it, there was none, and no meaning
            stands out without.
        urgent: probability that it, or a stretch of it, tells of an emergency.
    """

    probabilities: dict[str, float]
    follows_up: bool
    lacks_context: bool
    urgent: float

    def ranked(self, most: int | None = None) -> list[tuple[str, float]]:
        """The likeliest intents with their probabilities; all of them where `most` is None."""
        order = sorted(self.probabilities.items(), key=lambda pair: (-pair[1], pair[0]))
        return order[:most]


def judge(reading: Reading, weighing: Weighing) -> Judgement:
    """Reads a message alone, or as a follow-up where it calls for that or is surer so.

    People come back to what was spoken of before the last refusal ("does it hurt?", "and whose
    cells are those?"), so there can be several questions that it may follow: the surest counts.
    """
    chosen = alone = softmax(reading.whole / weighing.temperature)
    follows = reading.labels.index(NEEDS_CONTEXT)
    wants = float(alone[follows])
    follows_up = False
    unsure = alone.max() < weighing.sure_at and reading.words <= LONGEST
    if wants >= weighing.context_at or unsure:
        others = [softmax(one / weighing.temperature) for one in reading.in_context]
        follows_up = bool(others) and wants >= weighing.context_at
        candidates = others if follows_up else [alone, *others]
        chosen = max(candidates, key=lambda probabilities: float(probabilities.max()))
    intents = [number for number in range(len(reading.labels)) if number != follows]
    shares = chosen[intents] / float(chosen[intents].sum())
    # What names its subject in the way of a follow-up is understood all the same.
    vague = wants >= weighing.lacks_at and shares.max() < weighing.sure_at
    return Judgement(
        probabilities={
            reading.labels[number]: float(share)
            for number, share in zip(intents, shares, strict=True)
        },
        follows_up=follows_up,
        lacks_context=not follows_up and bool(vague) and reading.words <= LONGEST,
        urgent=_alarm(reading, [alone, chosen], weighing),
    )


def _alarm(reading: Reading, wholes: list[Array], weighing: Weighing) -> float:
    """The highest probability of an emergency among the readings that count."""
    urgent = [n for n, label in enumerate(reading.labels) if label.startswith(URGENT)]
    highest = max(float(whole[urgent].sum()) for whole in wholes)
    if highest < weighing.alarm_floor:
        return highest
    parts = [softmax(part / weighing.temperature) for part in reading.stretches]
    return max([highest, *(float(part[urgent].sum()) for part in parts)])


def softmax(logits: Array) -> Array:
    """Probabilities of logits, float [labels]."""
    powers: Array = np.exp(logits - logits.max())
    shares: Array = powers / powers.sum()
    return shares
