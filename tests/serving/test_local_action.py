"""An action in process gives what the same action gives over HTTP."""

from __future__ import annotations

import json
from typing import Any, ClassVar

import pytest
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered, deserialise_events
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import ClientResponseError
from rasa_sdk import Action
from rasa_sdk.events import AllSlotsReset, SlotSet
from rasa_sdk.interfaces import ActionExecutionRejection as Rejection

from verbatim.serving.actions import InProcessActions
from verbatim.serving.local_action import LocalAction

DOMAIN = Domain.empty()
RESPONSES = {
    "utter_hello": [{"text": "Hello {name}", "buttons": [{"title": "a", "payload": "/a"}]}]
}


class Says(Action):
    def name(self):
        return "action_says"

    async def run(self, dispatcher, tracker, domain):
        assert tracker.latest_message["text"] == "hi"
        dispatcher.utter_message(text="plain")
        dispatcher.utter_message(
            response="utter_hello",
            name="ann",
            buttons=[{"title": "b", "payload": "/b"}],
            json_message={"kind": "chat"},
        )
        dispatcher.utter_message(response="utter_that_is_not_there")
        return [SlotSet("question", ["x"]), AllSlotsReset()]


class Refuses(Action):
    def name(self):
        return "action_refuses"

    async def run(self, dispatcher, tracker, domain):
        raise Rejection("action_refuses")


@pytest.fixture
def actions() -> InProcessActions:
    made = InProcessActions()
    made.register(Says)
    made.register(Refuses)
    return made


async def run(action, name_of_domain=DOMAIN):
    tracker = DialogueStateTracker("ann", [])
    tracker.update(UserUttered("hi", {"name": "greet"}, [], {"text": "hi", "intent": {}}))
    generator = TemplatedNaturalLanguageGenerator(RESPONSES)
    return await action.run(CollectingOutputChannel(), generator, tracker, DOMAIN)


def without_times(events):
    fields = [event.as_dict() for event in events]
    for one in fields:
        one.pop("timestamp")
    return json.dumps(fields, sort_keys=True)


async def test_the_events_are_those_of_rasas_own_way(actions):
    ours = await run(LocalAction("action_says", actions))
    rasas = await run(RemoteAction("action_says", actions))
    assert without_times(ours) == without_times(rasas)
    assert len(ours) == 4


async def test_a_rejection_is_rasas(actions):
    with pytest.raises(ActionExecutionRejection):
        await run(LocalAction("action_refuses", actions))


async def test_an_unknown_action_is_an_error(actions):
    with pytest.raises(ClientResponseError):
        await run(LocalAction("action_nobody_wrote", actions))


class Sets(Action):
    events: ClassVar[list[dict[str, Any]]] = []

    def name(self):
        return "action_sets"

    async def run(self, dispatcher, tracker, domain):
        return self.events


SLOTS = [AnySlot("question", [{}]), AnySlot("topic", [{}])]


@pytest.mark.parametrize(
    ("events", "kept"),
    [
        ([SlotSet("question", ["x"]), SlotSet("topic", None)], []),
        ([SlotSet("question", ["y"]), SlotSet("topic", None)], [0]),
        ([SlotSet("question", None), SlotSet("topic", "dli")], [0, 1]),
        ([SlotSet("nowhere", None)], [0]),
        ([SlotSet("question", None), SlotSet("question", ["x"])], [0, 1]),
        ([AllSlotsReset(), SlotSet("question", ["x"])], [0, 1]),
    ],
)
async def test_a_slot_that_has_its_value_is_not_set_again(actions, monkeypatch, events, kept):
    actions.register(Sets)
    monkeypatch.setattr(Sets, "events", events)
    tracker = DialogueStateTracker("ann", SLOTS)
    tracker.update(UserUttered("hi", {"name": "greet"}, [], {"text": "hi", "intent": {}}))
    tracker.update(deserialise_events([SlotSet("question", ["x"])])[0])
    generator = TemplatedNaturalLanguageGenerator(RESPONSES)
    action = LocalAction("action_sets", actions)
    found = await action.run(CollectingOutputChannel(), generator, tracker, DOMAIN)
    expected = deserialise_events([events[number] for number in kept])
    assert without_times(found) == without_times(expected)
