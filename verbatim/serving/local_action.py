"""One custom action, run in the server's own process."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from rasa.core.actions.action import Action, ActionExecutionRejection, create_bot_utterance
from rasa.core.channels.channel import OutputChannel
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, SlotSet, deserialise_events
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import ClientResponseError

from verbatim.serving.actions import InProcessActions


class LocalAction(Action):
    """Does what Rasa does with an action server's answer, without a server.

    Rasa checks each answer against a JSON schema, and that schema against its own, at most
    of the cost of a turn. Here the answer comes from rasa-sdk in this very process, and
    Rasa's own constructors of events refuse what is no event. Slots that have their value
    already are not set once more.

    Args:
        name: of the action, as in domain.yml.
        actions: which run it.
    """

    def __init__(self, name: str, actions: InProcessActions) -> None:
        self._name = name
        self._actions = actions

    def name(self) -> str:
        return self._name

    async def run(
        self,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        tracker: DialogueStateTracker,
        domain: Domain,
    ) -> list[Event]:
        """Runs the action; its messages, then its events.

        Raises:
            ActionExecutionRejection: the action refused to run; Rasa predicts another.
            ClientResponseError: 404, there is no such action.
        """
        try:
            result = await self._actions.request(
                json=self._actions.call(self._name, tracker, domain)
            )
        except ClientResponseError as error:
            if error.status != HTTPStatus.BAD_REQUEST:
                raise
            raise ActionExecutionRejection(self._name) from None
        result = result or {}
        said = [
            await _utterance(response, output_channel, nlg, tracker)
            for response in result.get("responses", [])
        ]
        happened = [_event(fields) for fields in _news(result.get("events", []), tracker)]
        return [*(one for one in said if one is not None), *happened]


def _news(events: list[dict[str, Any]], tracker: DialogueStateTracker) -> list[dict[str, Any]]:
    """Without slots that have the value: each event costs time in this and in later turns."""
    names = {event.get("name") for event in events if event.get("event") == SlotSet.type_name}
    if len(names) < len(events):
        return events  # one may undo what another did
    held = tracker.slots
    return [e for e in events if e["name"] not in held or held[e["name"]].value != e.get("value")]


def _event(fields: dict[str, Any]) -> Event:
    """An event of an action; Rasa's general way looks at every kind of event there is."""
    if fields.get("event") == SlotSet.type_name:
        return SlotSet(fields["name"], fields.get("value"), fields.get("timestamp"))
    return next(iter(deserialise_events([fields])))


async def _utterance(
    response: dict[str, Any],
    output_channel: OutputChannel,
    nlg: NaturalLanguageGenerator,
    tracker: DialogueStateTracker,
) -> BotUttered | None:
    """A message of an action: a response of domain.yml, what the action adds, or both."""
    given = dict(response)
    named = given.pop("response", None)
    buttons = given.pop("buttons", None) or []
    draft: dict[str, Any] = {}
    if named:
        filled = await nlg.generate(named, tracker, output_channel.name(), **given)
        if not filled:
            return None
        draft = {**filled, "utter_action": named}
    if buttons:
        draft["buttons"] = [*draft.get("buttons", []), *buttons]
    draft.update((key, value) for key, value in given.items() if value)
    return create_bot_utterance(draft)
