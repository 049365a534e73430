"""The transcript in the README is what the assistant says.

`UPDATE_README=1 make test` writes it anew.
"""

from __future__ import annotations

import os
import re

from tests.conftest import ROOT, Conversation, custom_of

README = ROOT / "README.md"
QUESTIONS = [
    "what is DLI?",
    "and does it work for AML?",
    "what if I relapse after transplant?",
    "What are the side effects of DLI?",
    "which treatments are there for refractory AML?",
]
MARKED = re.compile(r"(<!-- transcript: [^>]* -->\n)(.*?)(<!-- /transcript -->)", re.DOTALL)


def ageless(said: str) -> str:
    """The page grows older by itself; everything else must be the same."""
    return re.sub(r"\b\d+ years ago\b", "N years ago", said)


def transcript(conversation: Conversation) -> str:
    lines = []
    for question in QUESTIONS:
        messages = conversation.says(question)
        assert custom_of(messages)["kind"] != "error"
        lines.append(f"> **You:** {question}\n>")
        for message in messages:
            said = message["text"].replace("\n", "\n> <br>")
            lines.append(f"> **Verbatim:** {said}\n>")
    return "\n" + "\n".join(lines).rstrip(">").rstrip() + "\n\n"


def test_the_transcript_is_what_the_assistant_says(conversation: Conversation) -> None:
    text = README.read_text(encoding="utf-8")
    said = transcript(conversation)
    if os.environ.get("UPDATE_README"):
        README.write_text(
            MARKED.sub(lambda found: found[1] + said + found[3], text), encoding="utf-8"
        )
        return
    found = MARKED.search(text)
    assert found is not None
    assert ageless(found[2]) == ageless(said)
