"""Whether a reply is right. It sees only what a person would get: the messages of one turn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from verbatim.evaluation.items import Expectation, Item
from verbatim.library.library import LONGEST_ANSWER

_DECLINED = ("not_covered", "unclear")
GAP = "S4"
"""The sentence whose list is missing from the source: quoting it is all that can be done."""


@dataclass(frozen=True)
class Reply:
    """What one turn said.

    Attributes:
        kind: of the one message with `custom`; `?n` where n messages have one, and n is not 1.
        said: all quoted passages, white space made single.
        text: everything that was shown.
    """

    kind: str
    said: str
    text: str

    @classmethod
    def read(cls, messages: Iterable[Mapping[str, Any]]) -> Reply:
        """Reads the messages of one turn as the reply contract has them."""
        kinds: list[str] = []
        passages: list[str] = []
        texts: list[str] = []
        for message in messages:
            texts.append(str(message.get("text", "")))
            custom = message.get("custom")
            if isinstance(custom, dict) and "kind" in custom:
                kinds.append(str(custom["kind"]))
                if custom["kind"] == "answer":
                    passages += [str(passage["text"]) for passage in custom.get("passages", [])]
        kind = kinds[0] if len(kinds) == 1 else f"?{len(kinds)}"
        return cls(kind, squeezed(" ".join(passages)), "\n".join(texts))


def right(item: Item, reply: Reply, sentences: Mapping[str, str]) -> bool:
    """Whether the reply is what the label asks for, or one of the outcomes accepted instead."""
    return any(fits(one, reply, sentences) for one in (item.expected, *item.accepted))


def fits(expected: Expectation, reply: Reply, sentences: Mapping[str, str]) -> bool:
    """Whether a reply meets one expectation.

    An answer must quote one of the sentences, and at most `LONGEST_ANSWER` characters in all:
    who shows the whole page has not answered.
    """
    if expected.kind == "answer":
        hit = not expected.must or any(sentences[id] in reply.said for id in expected.must)
        return reply.kind == "answer" and hit and len(reply.said) <= LONGEST_ANSWER
    if expected.kind == "gap":
        return reply.kind == "answer" and sentences[GAP] in reply.said
    if expected.kind == "decline":
        return reply.kind in _DECLINED
    if expected.kind == "not_urgent":
        return reply.kind != "urgent" and not reply.kind.startswith("?")
    return reply.kind == {"urgent": "urgent", "smalltalk": "chat"}[expected.kind]


def squeezed(text: str) -> str:
    """The text with every run of white space made one blank."""
    return " ".join(text.split())
