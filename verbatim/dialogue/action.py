"""A custom action that always gives the person a reply."""

from __future__ import annotations

import logging
import traceback
import uuid
from abc import abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from verbatim.dialogue.resources import resources
from verbatim.dialogue.turn import Turn
from verbatim.reply import Kind, Reply

_UNCLEAR = "unclear_in_a_row"

logger = logging.getLogger(__name__)


class TurnAction(Action):
    """Base of all our actions: `take` does the work, `run` answers for its failures.

    Rasa swallows an action that raises: the person would get nothing at all.
    """

    @abstractmethod
    def name(self) -> str:
        """The action's name in domain.yml."""

    @abstractmethod
    def take(self, turn: Turn) -> list[dict[str, Any]]:
        """Says the reply of one turn; returns Rasa events."""

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[dict[str, Any]]:
        """Runs `take`; if it fails, says kind `error` with a reference instead.

        The log gets reference, action, type and place of the failure, and no message:
        an exception's text may hold the person's words.
        """
        collected = CollectingDispatcher()
        try:
            turn = Turn(tracker, collected, resources())
            events = [*self.take(turn), *_notice(turn, collected)]
        except Exception as error:
            reference = uuid.uuid4().hex[:8]
            logger.error(
                "action failed reference=%s action=%s error=%s at=%s",
                reference,
                self.name(),
                type(error).__name__,
                " < ".join(
                    f"{frame.filename.rpartition('/')[2]}:{frame.lineno}"
                    for frame in reversed(traceback.extract_tb(error.__traceback__))
                ),
            )
            dispatcher.utter_message(
                response="utter_error",
                json_message=Reply(kind=Kind.ERROR, reference=reference).as_dict(),
                reference=reference,
            )
            return []
        dispatcher.messages.extend(collected.messages)
        if any(event.get("name") == _UNCLEAR for event in events):
            return events
        return [*events, SlotSet(_UNCLEAR, 0)]


def _notice(turn: Turn, said: CollectingDispatcher) -> list[dict[str, Any]]:
    """Says once, in the person's own language, that the pages are in English.

    It comes first, so that they know what they are looking at, except before an emergency,
    whose reply is followed each time by whom to call, in their language.
    """
    language = turn.language
    if language is None:
        return []
    new = language.code != turn.language_told
    spoken = said.messages
    urgent = any((m.get("custom") or {}).get("kind") == Kind.URGENT.value for m in spoken)
    notice = CollectingDispatcher()
    if urgent:
        notice.utter_message(text=language.emergency)
    if new:
        words = language.notice if urgent else f"{language.notice} {language.emergency}"
        notice.utter_message(text=words)
    said.messages = [*spoken, *notice.messages] if urgent else [*notice.messages, *spoken]
    return [SlotSet("language", language.code)] if new else []
