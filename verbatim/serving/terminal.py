"""The assistant in a terminal."""

from __future__ import annotations

import asyncio
import uuid
from pathlib import Path

from verbatim.channel.request import Incoming
from verbatim.channel.tokens import Session, Tokens
from verbatim.channel.turns import Turns
from verbatim.serving.loading import load
from verbatim.serving.server import endpoints
from verbatim.settings import Settings

_PROMPT = "\nYou: "


async def chat(model: Path, settings: Settings) -> None:
    """Reads lines from standard input until it ends, and prints each reply.

    A number picks the question that was offered under it.

    Raises:
        ModelError: the model cannot be loaded.
    """
    agent = (await load(model, endpoints(settings))).agent
    tokens = Tokens(uuid.uuid4().bytes, float("inf"))
    session = tokens.session(tokens.open_session())
    assert session is not None  # we made it a line ago
    turns = Turns(tokens, settings.turn_seconds)
    offered: list[str] = []
    print("Ask in your own words; a number picks an offered question; Ctrl-D ends.")
    while True:
        try:
            line = (await asyncio.to_thread(input, _PROMPT)).strip()
        except EOFError:
            print()
            return
        text = _chosen(line, offered)
        if not any(character.isalnum() for character in text):
            continue
        offered = []
        for message in await turns.take(Incoming(session, text), agent.handle_message):
            offered += _show(message, session, tokens, len(offered))


def _chosen(line: str, offered: list[str]) -> str:
    if line.isdecimal() and 1 <= int(line) <= len(offered):
        return offered[int(line) - 1]
    return line.lstrip("/ ")


def _show(message: dict[str, object], session: Session, tokens: Tokens, already: int) -> list[str]:
    """Prints one message with its offers numbered; returns their payloads."""
    if message.get("text"):
        print(f"\n{message['text']}")
    custom = message.get("custom")
    payloads = []
    if isinstance(custom, dict):
        for number, one in enumerate(
            [*custom.get("options", []), *custom.get("related", [])], already + 1
        ):
            print(f"  {number}  {one['title']}")
            payloads.append(tokens.payload(session, one["payload"]) or "")
    return payloads
