"""Collects the messages of one turn, whole."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import OutputChannel

from verbatim.channel.tokens import Session, Tokens


class TurnOutput(OutputChannel):
    """Takes what Rasa sends in one turn and keeps each message in one piece.

    Rasa's own collecting channel splits a text at blank lines and parts text from
    `custom`; quotations must arrive as they are.

    Args:
        session: whose turn it is.
        tokens: signs the payloads of buttons, so that only offered ones come back.
    """

    def __init__(self, session: Session, tokens: Tokens) -> None:
        self._session = session
        self._tokens = tokens
        self.messages: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        return "web"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keeps text and custom payload of one message together."""
        kept: dict[str, Any] = {}
        if message.get("text"):
            kept["text"] = message["text"]
        if message.get("custom"):
            kept["custom"] = self._signed(message["custom"])
        if kept:
            self.messages.append(kept)

    async def send_text_message(self, recipient_id: str, text: str, **_: Any) -> None:
        """For Rasa's own default texts, which do not come through `send_response`."""
        self.messages.append({"text": text})

    def _signed(self, custom: dict[str, Any]) -> dict[str, Any]:
        return {
            key: [
                {**offer, "payload": self._tokens.mint(self._session, offer["payload"])}
                for offer in value
            ]
            if key in ("related", "options")
            else value
            for key, value in custom.items()
        }
