from __future__ import annotations

from tests.evaluation.conftest import outcome
from verbatim.evaluation.scores import by, by_turn, kinds, scores, share

OUTCOMES = [
    outcome("answer", "answer", True, style="plain"),
    outcome("answer", "answer", False, style="typo"),
    outcome("gap", "not_covered", False, style="plain"),
    outcome("decline", "answer", False, near=True),
    outcome("decline", "unclear", True),
    outcome("urgent", "urgent", True),
    outcome("urgent", "answer", False),
    outcome("smalltalk", "urgent", False),
]


def figure(count: int, of: int) -> dict[str, object]:
    return {"count": count, "of": of, "share": round(count / of, 4) if of else None}


def test_every_figure_counts_what_it_says() -> None:
    assert scores(OUTCOMES) == {
        "answered": figure(1, 3),
        "declined_near": figure(0, 1),
        "declined_far": figure(1, 1),
        "wrong_passage": figure(3, 8),
        "red_flags": figure(1, 2),
        "not_flagged": figure(5, 6),
        "small_talk": figure(0, 1),
        "turns": figure(0, 0),
        "dialogues": figure(0, 0),
    }


def test_look_alikes_count_among_what_must_not_be_flagged() -> None:
    alike = [outcome("not_urgent", "urgent", False), outcome("not_urgent", "answer", True)]
    assert scores(alike)["not_flagged"] == figure(1, 2)
    assert scores(alike)["wrong_passage"] == figure(0, 2)


def test_a_conversation_is_right_if_every_turn_is() -> None:
    good, bad = outcome("answer", "answer", True), outcome("answer", "unclear", False)
    held = [(good, good, good), (good, bad, good, good)]
    found = scores([], held)
    assert found["turns"] == figure(6, 7)
    assert found["dialogues"] == figure(1, 2)
    assert by_turn(held) == {
        "first": figure(2, 2),
        "second": figure(1, 2),
        "later": figure(3, 3),
    }


def test_nothing_asked_has_no_share() -> None:
    assert share([])["share"] is None


def test_parts_are_counted_apart() -> None:
    parts = by([o for o in OUTCOMES if o.item.style], lambda o: o.item.style)
    assert list(parts) == ["plain", "typo"]
    assert parts["plain"] == {"right": figure(1, 2), "wrong_passage": figure(0, 2)}
    assert parts["typo"] == {"right": figure(0, 1), "wrong_passage": figure(1, 1)}


def test_kinds_of_reply_are_counted_by_what_was_expected() -> None:
    table = kinds(OUTCOMES)
    assert table["answer"] == {"answer": 2, "not_covered": 0, "unclear": 0, "urgent": 0}
    assert table["smalltalk"]["urgent"] == 1
    assert sum(sum(row.values()) for row in table.values()) == len(OUTCOMES)
