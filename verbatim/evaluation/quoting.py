"""What an intent would be replied with, for systems that end at an intent."""

from __future__ import annotations

from verbatim.evaluation.judge import Reply, squeezed
from verbatim.library import Library

_KINDS = (
    ("urgent_", "urgent"),
    ("chat_", "chat"),
    ("turn_simplify", "not_covered"),
    ("turn_none", "not_covered"),
    # Asked of nobody in particular, the other turns find no conversation to turn to.
    ("turn_", "chat"),
    ("nlu_fallback", "unclear"),
)


def answer_of(library: Library, intent: str) -> Reply | None:
    """The answer to a question that documents answer; None for every other intent."""
    question = library.questions.get(intent)
    if question is None or not question.answered:
        return None
    said = squeezed(" ".join(passage.text for passage in library.answer(intent)))
    return Reply("answer", said, said)


def reply_of(library: Library, intent: str) -> Reply:
    """The reply that the assistant's own rules would give, outside any conversation."""
    answer = answer_of(library, intent)
    if answer is not None:
        return answer
    kind = next((kind for prefix, kind in _KINDS if intent.startswith(prefix)), "not_covered")
    return Reply(kind, "", "")
