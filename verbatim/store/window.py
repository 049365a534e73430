"""The end of a conversation, which is all that the next turn needs."""

from __future__ import annotations

from collections.abc import Iterable

from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    Event,
    Restarted,
    SessionStarted,
)

from verbatim.store.row import STATE


class Window:
    """The last events of a session, and before them those that recreate its state.

    It is cut where a turn begins, so that no policy sees half a turn. What falls out leaves
    its state behind: the last event that set each slot, and so on, in their order.

    Args:
        least: how many of the last events are kept at least; a turn is about ten.
        newest: id of the last event stored; 0 for a new conversation.
    """

    def __init__(self, least: int, newest: int = 0) -> None:
        self._least = least
        self._base: dict[tuple[str, str | None], Event] = {}
        self._recent: list[Event] = []
        self.newest = newest

    @property
    def events(self) -> list[Event]:
        """What to replay, oldest first."""
        return [*self._base.values(), *self._recent]

    def add(self, events: Iterable[Event], newest: int) -> None:
        """Takes stored events, of which the last has the id `newest`."""
        for event in events:
            if isinstance(event, (SessionStarted, Restarted)):
                self._base.clear()
                self._recent.clear()
            self._recent.append(event)
        self.newest = newest
        self._trim()

    def _trim(self) -> None:
        for cut in range(len(self._recent) - self._least, 0, -1):
            if _turn_begins(self._recent[cut]):
                for event in self._recent[:cut]:
                    self._settle(event)
                del self._recent[:cut]
                return

    def _settle(self, event: Event) -> None:
        if event.type_name in STATE:
            key = (event.type_name, getattr(event, "key", None) or getattr(event, "name", None))
            self._base.pop(key, None)  # the order of the last ones counts
            self._base[key] = event


def _turn_begins(event: Event) -> bool:
    """Whether the assistant begins to listen here: a turn ends, the next begins."""
    return isinstance(event, ActionExecuted) and event.action_name == ACTION_LISTEN_NAME
