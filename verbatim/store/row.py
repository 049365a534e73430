"""Events as rows of Rasa's own `events` table."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from rasa.shared.core.events import Event, SessionStarted, deserialise_events

SESSION_START = SessionStarted.type_name

STATE = ("slot", "active_loop", "pause", "resume", "reset_slots")
"""Types of events that change what a conversation is in, and not only what was said."""

COLUMNS = ("sender_id", "type_name", "timestamp", "intent_name", "action_name", "data")
"""Columns of Rasa's SQLTrackerStore, in the order of `Row.values`; `id` comes first."""


@dataclass(frozen=True)
class Row:
    """One event as it is stored.

    Attributes:
        type_name: Rasa's name of the kind of event.
        timestamp: seconds since the epoch.
        intent_name: for messages of people.
        action_name: the event's `name`, whatever that is (Rasa's column is called so).
        data: the event as JSON, as Rasa writes it.
    """

    type_name: str
    timestamp: float | None
    intent_name: str | None
    action_name: str | None
    data: str

    @classmethod
    def of(cls, event: Event) -> Row:
        """The row that Rasa's SQLTrackerStore would write."""
        fields = event.as_dict()
        return cls(
            type_name=event.type_name,
            timestamp=fields.get("timestamp"),
            intent_name=fields.get("parse_data", {}).get("intent", {}).get("name"),
            action_name=fields.get("name"),
            data=json.dumps(fields),
        )

    def values(self, sender_id: str) -> tuple[object, ...]:
        """Values for `COLUMNS`."""
        return (
            sender_id,
            self.type_name,
            self.timestamp,
            self.intent_name,
            self.action_name,
            self.data,
        )


def events_of(data: Iterable[str]) -> list[Event]:
    """The events in stored JSON."""
    return list(deserialise_events([json.loads(one) for one in data]))
