"""All figures of one evaluation as JSON: the report shows these and computes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from verbatim.evaluation.calibration import calibration
from verbatim.evaluation.confusion import confusions, given
from verbatim.evaluation.curve import at_most_wrong, curve
from verbatim.evaluation.outcome import Asked, Outcome, Peer
from verbatim.evaluation.scores import by, by_turn, kinds, scores
from verbatim.evaluation.targets import TARGETS

_LONGEST_SHOWN = 300


def figures(
    asked: Sequence[Asked],
    peers: Sequence[Peer],
    *,
    date: str,
    fingerprint: str,
    leaks: Sequence[tuple[str, str]] = (),
    folds: Sequence[Outcome] = (),
) -> dict[str, Any]:
    """Everything that was found.

    Args:
        asked: the assistant's outcomes, group by group.
        peers: those of other systems.
        date: of the evaluation, for people.
        fingerprint: of the model.
        leaks: training lines that stand among the questions, each with its question.
        folds: outcomes of cross-validation; empty where it was not asked for.
    """
    groups = {one.name: _group(one) for one in asked}
    return {
        "date": date,
        "fingerprint": fingerprint,
        "targets": [
            {"key": target.key, "words": target.words, "bound": target.bound}
            | {
                "met": {
                    name: target.met(found["scores"][target.key]) for name, found in groups.items()
                }
            }
            for target in TARGETS
        ],
        "groups": groups,
        "peers": {
            peer.name: {
                "title": peer.title,
                "groups": {
                    name: {"scores": scores(outcomes), "curve": curve(outcomes)}
                    for name, outcomes in peer.outcomes.items()
                },
            }
            for peer in peers
        },
        "leaks": [{"training": line, "question": question} for line, question in leaks],
        "folds": _folds(folds) if folds else None,
    }


def _group(one: Asked) -> dict[str, Any]:
    points = curve(one.outcomes)
    return {
        "title": one.title,
        "messages": len(one.outcomes),
        "conversations": len(one.held),
        "scores": scores(one.outcomes, one.held),
        "expected": by(one.outcomes, lambda outcome: outcome.item.label),
        "kinds": kinds(one.outcomes),
        "styles": by(
            [outcome for outcome in one.outcomes if outcome.item.style],
            lambda outcome: outcome.item.style,
        ),
        "subjects": by(one.outcomes, lambda outcome: outcome.item.subject),
        "confusions": confusions(one.outcomes),
        "curve": points,
        "at_most_wrong": at_most_wrong(points, _most_wrong()),
        "calibration": calibration(one.outcomes),
        "turns": by_turn(one.held),
        "failures": [_failure(outcome) for outcome in one.outcomes if not outcome.right],
        "failed_conversations": [
            _conversation(turns) for turns in one.held if not all(turn.right for turn in turns)
        ],
    }


def _most_wrong() -> float:
    return next(target.share for target in TARGETS if target.key == "wrong_passage")


def _failure(outcome: Outcome) -> dict[str, Any]:
    return {
        "place": outcome.item.place,
        "text": outcome.item.text,
        "expected": outcome.item.subject,
        "label": outcome.item.label,
        "kind": outcome.kind,
        "given": given(outcome),
        "confidence": None if outcome.confidence is None else round(outcome.confidence, 4),
        "shown": (outcome.said or outcome.text)[:_LONGEST_SHOWN],
    }


def _conversation(turns: tuple[Outcome, ...]) -> list[dict[str, Any]]:
    return [
        {"text": turn.item.text, "right": turn.right, "kind": turn.kind, "given": given(turn)}
        | {"expected": turn.item.subject}
        for turn in turns
    ]


def _folds(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    return {
        "scores": scores(outcomes),
        "subjects": by(outcomes, lambda outcome: outcome.item.subject),
        "confusions": confusions(outcomes),
    }
