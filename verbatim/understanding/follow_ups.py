"""Messages that mean something only after a question: data/follow_ups.yml."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from verbatim.library.source_file import SourceFile

NEEDS_CONTEXT = "needs_context"
"""What a follow-up is to someone who has not heard the question before it."""
LONGEST = 15
"""Words from which a message, however it ends, is a story of its own (of 134 follow-ups in the
conversations of the validation set none is longer, and 2 are longer than 12)."""


@dataclass(frozen=True)
class FollowUp:
    """One example.

    Attributes:
        text: what people write.
        after: intents, any of which was spoken of before.
        means: the intent that the text then has.
    """

    text: str
    after: tuple[str, ...]
    means: str


def load_follow_ups(file: Path) -> list[FollowUp]:
    """Every example, in the order of the file.

    Raises:
        ContentError: the file is wrong, or one text means two things after one question.
    """
    source = SourceFile(file)
    source.only(source.root, {"follow_ups"})
    found: list[FollowUp] = []
    meanings: dict[tuple[str, str], str] = {}
    for group in source.mappings(source.root, "follow_ups"):
        source.only(group, {"after", "means", "examples"})
        after = tuple(source.texts(group, "after"))
        if not after:
            source.fail(source.line(group, "after"), "`after` is empty.", "List an intent.")
        means = source.text(group, "means")
        for line in source.text(group, "examples").splitlines():
            text = line.strip().removeprefix("-").strip()
            if not text:
                continue
            for intent in after:
                other = meanings.setdefault((text.lower(), intent), means)
                if other != means:
                    source.fail(
                        source.line(group, "examples"),
                        f"“{text}” after `{intent}` means both `{other}` and `{means}`.",
                        "Keep it in one group.",
                    )
            found.append(FollowUp(text, after, means))
    return found
