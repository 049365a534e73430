"""What people may do with their stored conversation: delete it, and judge its replies."""

from __future__ import annotations

import asyncio
from typing import Any

import sqlalchemy
from rasa.core.agent import Agent
from rasa.core.tracker_store import (
    InMemoryTrackerStore,
    MongoTrackerStore,
    RedisTrackerStore,
    SQLTrackerStore,
    TrackerStore,
)
from rasa.shared.core.events import SlotSet

FEEDBACK = "feedback"
"""The slot whose events hold what people thought of replies; domain.yml declares it."""


class CannotDeleteError(Exception):
    """This kind of tracker store offers no way to delete a conversation."""


class Conversations:
    """The stored conversations.

    Args:
        agent: Rasa's agent, whose locks keep a turn and a change apart.
        store: the tracker store itself, not the wrapper of Rasa's that hides its errors.
    """

    def __init__(self, agent: Agent, store: TrackerStore) -> None:
        self._agent = agent
        self._store = store

    async def delete(self, sender_id: str) -> None:
        """Removes every event of a conversation, and looks that none is left.

        What an event broker has already passed on is out of reach.

        Raises:
            CannotDeleteError: the store cannot, or did not.
            Exception: of the store, if it fails.
        """
        async with self._agent.lock_store.lock(sender_id):
            await delete(self._store, sender_id)
            if await self._store.retrieve_full_tracker(sender_id) is not None:
                raise CannotDeleteError(type(self._store).__name__)

    async def judge(self, sender_id: str, message_id: str, helpful: bool) -> bool:
        """Stores feedback about one turn as an event of its conversation.

        The event sets the slot `feedback`, a kind of event that all of Rasa's tools read
        and that no prediction looks at. A later one about the same turn replaces it.

        Args:
            sender_id: whose conversation.
            message_id: Rasa's id of the person's message that the reply answered.
            helpful: thumb up or down.

        Returns:
            False if there is no such conversation.

        Raises:
            Exception: of the store, if it fails.
        """
        async with self._agent.lock_store.lock(sender_id):
            tracker = await self._store.retrieve(sender_id)
            if tracker is None:
                return False
            tracker.update(SlotSet(FEEDBACK, {"message_id": message_id, "helpful": helpful}))
            await self._store.save(tracker)
            return True


async def delete(store: TrackerStore, sender_id: str) -> None:
    """Deletes by what each kind of store offers; Rasa's own interface has no deletion.

    Raises:
        CannotDeleteError: this kind of store offers nothing.
    """
    own: Any = getattr(store, "delete", None)
    if own is not None:
        await own(sender_id)
    elif isinstance(store, SQLTrackerStore):
        await asyncio.to_thread(_delete_rows, store, sender_id)
    elif isinstance(store, InMemoryTrackerStore):
        store.store.pop(sender_id, None)
    elif isinstance(store, RedisTrackerStore):
        await asyncio.to_thread(store.red.delete, store.key_prefix + sender_id)
    elif isinstance(store, MongoTrackerStore):
        await asyncio.to_thread(store.conversations.delete_one, {"sender_id": sender_id})
    else:
        raise CannotDeleteError(type(store).__name__)


def _delete_rows(store: SQLTrackerStore, sender_id: str) -> None:
    with store.session_scope() as session:
        if session.get_bind().dialect.name == "sqlite":
            # Overwrites what was there, instead of only marking the space as free.
            session.execute(sqlalchemy.text("PRAGMA secure_delete = ON"))
        session.query(store.SQLEvent).filter(store.SQLEvent.sender_id == sender_id).delete()
        session.commit()
