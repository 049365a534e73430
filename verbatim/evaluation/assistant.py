"""The trained assistant in this process: actions, rules and slots as served, no network."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.utils import AvailableEndpoints

from verbatim.channel.request import Incoming
from verbatim.channel.tokens import Session, Tokens
from verbatim.channel.turns import Turns
from verbatim.evaluation.items import Dialogue, Item
from verbatim.evaluation.judge import Reply, right
from verbatim.evaluation.outcome import Candidate, Outcome
from verbatim.evaluation.quoting import answer_of
from verbatim.library import Library
from verbatim.serving.actions import InProcessActions
from verbatim.serving.loading import load

_PATIENCE = 60.0
"""Seconds for one turn. Not what people would wait: a busy machine must not change figures."""


class Assistant:
    """Asks a loaded model through the turns that the web channel and the terminal use.

    Args:
        agent: a loaded agent.
        library: what its actions quote from.
        sentences: text by the ids that labels use.
    """

    def __init__(self, agent: Agent, library: Library, sentences: Mapping[str, str]) -> None:
        self._agent = agent
        self._library = library
        self._sentences = sentences
        self._tokens = Tokens(uuid.uuid4().bytes, float("inf"))
        self._turns = Turns(self._tokens, _PATIENCE)

    @classmethod
    async def load(cls, model: Path, library: Library, sentences: Mapping[str, str]) -> Assistant:
        """Loads with conversations in memory: evaluation leaves nothing behind.

        Raises:
            ModelError: the file is not the model that was trained, or cannot be loaded.
        """
        loaded = await load(model, AvailableEndpoints(action=InProcessActions()))
        return cls(loaded.agent, library, sentences)

    async def ask(self, item: Item) -> Outcome:
        """Asks one message in a conversation of its own."""
        return await self._turn(self._open(), item)

    async def hold(self, dialogue: Dialogue) -> tuple[Outcome, ...]:
        """Asks the turns of a conversation, whatever the replies were."""
        session = self._open()
        return tuple([await self._turn(session, turn) for turn in dialogue.turns])

    def _open(self) -> Session:
        session = self._tokens.session(self._tokens.open_session())
        assert session is not None  # we made it a line ago
        return session

    async def _turn(self, session: Session, item: Item) -> Outcome:
        text = item.text.lstrip("/ ")
        if not any(character.isalnum() for character in text):
            # The web channel refuses what holds no word, so no reply is there to judge.
            return Outcome(item, "refused", "", "", False)
        messages = await self._turns.take(Incoming(session, text), self._agent.handle_message)
        reply = Reply.read(messages)
        parsed = await self._parsed(session)
        intent = parsed.get("intent") or {}
        return Outcome(
            item,
            reply.kind,
            reply.said,
            reply.text,
            right(item, reply, self._sentences),
            str(intent.get("name") or ""),
            float(intent.get("confidence") or 0.0),
            self._candidate(item, reply, parsed.get("intent_ranking") or []),
        )

    async def _parsed(self, session: Session) -> dict[str, Any]:
        tracker = await self._agent.tracker_store.retrieve(session.id)
        message = tracker.latest_message if tracker else None
        return dict(message.parse_data) if message else {}

    def _candidate(
        self, item: Item, reply: Reply, ranking: Sequence[Mapping[str, Any]]
    ) -> Candidate | None:
        """The likeliest question that documents answer, judged as if it had been answered."""
        if reply.kind == "urgent":
            return None  # no threshold would let an answer through
        for entry in ranking:
            name, score = str(entry["name"]), float(entry["confidence"])
            if (answer := answer_of(self._library, name)) is not None:
                return Candidate(score, right(item, answer, self._sentences))
        return None
