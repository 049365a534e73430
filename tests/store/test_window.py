from __future__ import annotations

from rasa.shared.core.events import ActionExecuted, SlotSet

from tests.store.conftest import opening, turn
from verbatim.store.window import Window


def window_of(*turns: int, least: int = 12) -> Window:
    window = Window(least)
    window.add(opening(), 3)
    for number in turns:
        window.add(turn(str(number)), 10 * number)
    return window


def test_it_is_cut_where_a_turn_begins():
    events = window_of(*range(1, 50)).events
    recent = [event for event in events if not isinstance(event, SlotSet)]
    assert isinstance(recent[0], ActionExecuted)
    assert recent[0].action_name == "action_listen"


def test_it_never_grows_with_the_conversation():
    assert len(window_of(*range(1, 50)).events) == len(window_of(*range(1, 500)).events)


def test_feedback_between_turns_does_not_keep_it_from_being_cut():
    window = window_of()
    for number in range(50):
        window.add([*turn(str(number)), SlotSet("feedback", number)], number)
    assert len(window.events) < 30


def test_state_that_falls_out_is_kept_in_order():
    window = window_of()
    window.add([SlotSet("a", 1), SlotSet("b", 1), SlotSet("a", 2)], 4)
    for number in range(10):
        window.add(turn(str(number)), number)
    state = [(e.key, e.value) for e in window.events if isinstance(e, SlotSet) and e.key in "ab"]
    assert state == [("b", 1), ("a", 2)]


def test_it_knows_its_newest_event():
    assert window_of(1, 2).newest == 20
