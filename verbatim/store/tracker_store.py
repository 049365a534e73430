"""A tracker store that never reads back what it has in hand."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker

from verbatim.store.errors import ConflictError
from verbatim.store.event_log import EventLog
from verbatim.store.row import Row, events_of
from verbatim.store.window import Window
from verbatim.store.window_tracker import WindowTracker

logger = logging.getLogger(__name__)

_DAY = 86_400
"""Seconds."""


class WindowTrackerStore(TrackerStore):
    """Keeps conversations in an event log, and the ends of the latest ones in memory.

    A turn costs one look-up of the last id (another process may have written) and one
    transaction, however long the conversation is.

    Args:
        log: where events go.
        domain: slots of new trackers.
        event_broker: told of every event once it is stored.
        window: how many of the last events a tracker has at least.
        hot: how many conversations are kept in memory at most.
        retention_days: conversations silent for longer are deleted, once a day; 0 keeps all.
    """

    def __init__(
        self,
        log: EventLog,
        domain: Domain | None,
        event_broker: EventBroker | None = None,
        *,
        window: int = 40,
        hot: int = 500,
        retention_days: float = 0,
    ) -> None:
        super().__init__(domain, event_broker)
        self.log = log
        self._least = int(window)
        self._most_hot = int(hot)
        self._hot: OrderedDict[str, Window] = OrderedDict()
        self._retention = float(retention_days) * _DAY
        self._next_pruning = 0.0
        self._pruning: asyncio.Task[None] | None = None

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The end of the conversation's present session; None if there is no conversation."""
        newest = await self.log.newest(sender_id)
        window = self._hot.get(sender_id)
        if window is None or window.newest > newest:  # the latter: deleted by somebody else
            tail = await self.log.tail(sender_id, 2 * self._least)
            window = Window(self._least)
            window.add(events_of([*tail.base, *tail.recent]), tail.newest)
        elif window.newest < newest:
            later = await self.log.after(sender_id, window.newest)
            window.add(events_of(data for _, data in later), later[-1][0])
        if not window.newest:
            return None
        self._keep(sender_id, window)
        return self._tracker(sender_id, window.events, window.newest)

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """All events of all sessions."""
        newest, data = await self.log.whole(conversation_id)
        return self._tracker(conversation_id, events_of(data), newest) if data else None

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Stores what is new in a tracker; on disk when this returns.

        Raises:
            ConflictError: another turn of the conversation was stored meanwhile.
            StoreError: the database cannot store it.
        """
        if not tracker.events:
            return
        stored, known = await self._stored(tracker)
        fresh = list(tracker.events)[stored:]
        if not fresh:
            return
        try:
            newest = await self.log.append(tracker.sender_id, known, [Row.of(e) for e in fresh])
        except ConflictError:
            self._hot.pop(tracker.sender_id, None)
            raise
        window = self._hot.get(tracker.sender_id)
        if window is None and not known:
            window = Window(self._least)
        if window is not None and window.newest == known:
            window.add(fresh, newest)
            self._keep(tracker.sender_id, window)
        if isinstance(tracker, WindowTracker):
            tracker.stored, tracker.newest = len(tracker.events), newest
        self._publish(tracker.sender_id, fresh)
        self._prune_daily()

    async def _stored(self, tracker: DialogueStateTracker) -> tuple[int, int]:
        """How many events of a tracker are stored, and the id of the last stored event.

        Rasa makes trackers of its own for new conversations, or after it could not read: of
        those, events that are stored already are told by their bytes. What is not known for
        stored is stored: twice is better than never.
        """
        if isinstance(tracker, WindowTracker):
            return tracker.stored, tracker.newest
        if not await self.log.newest(tracker.sender_id):
            return 0, 0
        newest, data = await self.log.whole(tracker.sender_id)
        known = set(data)
        stored = 0
        for event in tracker.events:
            if Row.of(event).data not in known:
                break
            stored += 1
        return stored, newest

    def _tracker(self, sender_id: str, events: list[Event], newest: int) -> WindowTracker:
        tracker = WindowTracker(sender_id, self.domain.slots)
        for event in events:
            tracker.update(event)
        tracker.stored, tracker.newest = len(events), newest
        return tracker

    def _keep(self, sender_id: str, window: Window) -> None:
        self._hot[sender_id] = window
        self._hot.move_to_end(sender_id)
        if len(self._hot) > self._most_hot:
            self._hot.popitem(last=False)

    def _publish(self, sender_id: str, events: Iterable[Event]) -> None:
        """Tells the broker; a broker that fails must not fail a turn that is stored."""
        if self.event_broker is None:
            return
        try:
            for event in events:
                self.event_broker.publish({"sender_id": sender_id, **event.as_dict()})
        except Exception as error:
            logger.error("event broker failed error=%s", type(error).__name__)

    async def stream_events(self, tracker: DialogueStateTracker) -> None:
        """Does nothing: `save` publishes events, once they are stored."""

    async def keys(self) -> Iterable[str]:
        """All conversations."""
        return await self.log.senders()

    async def exists(self, conversation_id: str) -> bool:
        """Whether anything of a conversation is stored."""
        return bool(await self.log.newest(conversation_id))

    async def delete(self, sender_id: str) -> int:
        """Deletes a conversation for good; gives the number of its events."""
        self._hot.pop(sender_id, None)
        return await self.log.delete(sender_id)

    def _prune_daily(self) -> None:
        now = time.time()
        if self._retention and now >= self._next_pruning:
            self._next_pruning = now + _DAY
            self._pruning = asyncio.ensure_future(self._prune(now - self._retention))

    async def _prune(self, before: float) -> None:
        try:
            await self.log.prune(before)
        except Exception as error:
            logger.error("old conversations could not be deleted error=%s", type(error).__name__)

    def close(self) -> None:
        """Waits for what is being written, then lets go of the database."""
        self.log.close()


def options(given: dict[str, Any]) -> dict[str, Any]:
    """Those of an endpoint's keywords that `WindowTrackerStore` takes."""
    return {name: given[name] for name in ("window", "hot", "retention_days") if name in given}
