"""A copy of a tracker is what Rasa would have made, and has a life of its own."""

from __future__ import annotations

import pytest
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    BotUttered,
    ConversationPaused,
    Event,
    FollowupAction,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity

from tests.store.conftest import DOMAIN, opening, turn
from verbatim.store.window_tracker import WindowTracker

HAPPENED: list[list[Event]] = [
    [],
    [*opening(), *turn("one"), *turn("two")],
    [*opening(), *turn("one"), SlotSet("seldom", ["a", "b"]), UserUttered("two")],
    [*opening(), ActiveLoop("form"), ActionExecuted("form"), BotUttered("Your name?")],
    [*opening(), *turn("one"), FollowupAction("action_more"), ConversationPaused()],
]


def filled(events: list[Event]) -> WindowTracker:
    tracker = WindowTracker("ann", DOMAIN.slots)
    for event in events:
        tracker.update(event)
    tracker.stored, tracker.newest = len(events), 7
    return tracker


@pytest.mark.parametrize("events", HAPPENED)
def test_a_copy_is_what_rasa_makes(events: list[Event]) -> None:
    tracker = filled(events)
    ours, rasas = tracker.copy(), DialogueStateTracker.copy(tracker)
    assert list(ours.events) == list(rasas.events)
    assert ours.current_state(EventVerbosity.ALL) == rasas.current_state(EventVerbosity.ALL)
    assert ours.active_loop_name == rasas.active_loop_name
    assert ours.latest_bot_utterance == rasas.latest_bot_utterance
    assert (ours.stored, ours.newest) == (len(events), 7)


@pytest.mark.parametrize("events", HAPPENED)
def test_what_happens_to_a_copy_does_not_happen_to_the_tracker(events: list[Event]) -> None:
    tracker = filled(events)
    before = tracker.current_state(EventVerbosity.ALL)
    copy = tracker.copy()
    for event in [*turn("three"), SlotSet("seldom", "new"), ActiveLoop("other")]:
        copy.update(event)
    if copy.active_loop is not None:
        copy.active_loop.rejected = True
    assert copy.get_slot("seldom") == "new"
    assert tracker.current_state(EventVerbosity.ALL) == before
