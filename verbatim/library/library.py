"""The library: every document, every passage, and which of them answer a question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from verbatim.errors import ContentError
from verbatim.library.document import Document
from verbatim.library.glossary import Glossary
from verbatim.library.passage import Passage
from verbatim.library.proof import prove
from verbatim.library.questions import Questions

LONGEST_ANSWER = 900
"""Code points of quotation in one answer: an answer is a passage, never the page."""


class Library:
    """All documents under one folder, loaded and proved.

    Args:
        documents: in the order in which their passages are offered.
        questions: every intent that is a question.
        glossary: the words of the subject.
    """

    def __init__(
        self, documents: Iterable[Document], questions: Questions, glossary: Glossary
    ) -> None:
        self.documents = {document.id: document for document in documents}
        self.questions = questions
        self.glossary = glossary
        self.passages = {
            passage.id: passage
            for document in self.documents.values()
            for passage in document.passages
        }

    @classmethod
    def load(cls, folder: Path) -> Library:
        """Reads every sub-folder of `folder` as a document, questions.yml and glossary.yml.

        Raises:
            ContentError: a file is wrong, an id is used in two documents, a passage
                answers an unknown question, or an answered question has no passage.
        """
        questions = Questions.load(folder / "questions.yml")
        glossary = Glossary.load(folder / "glossary.yml")
        folders = sorted(path for path in folder.iterdir() if path.is_dir())
        if not folders:
            raise ContentError(
                folder, 0, "There is no document.", "Add a folder with document.txt, passages.yml."
            )
        documents = [Document.load(path) for path in folders]
        _check_answers(folder, documents, questions, glossary)
        return cls(documents, questions, glossary)

    def answer(self, *intents: str) -> list[Passage]:
        """The proved passages that answer questions, one question after the other.

        Those of a question come document by document in reading order, each passage once.
        At most `LONGEST_ANSWER` code points in all, at least the first passage.

        Raises:
            ProofError: a passage is not the span that it claims to be.
        """
        chosen: list[Passage] = []
        length = 0
        for passage in dict.fromkeys(
            passage
            for intent in intents
            for passage in self.passages.values()
            if intent in passage.answers
        ):
            length += len(passage.text)
            if chosen and length > LONGEST_ANSWER:
                break
            prove(passage, self.documents[passage.document])
            chosen.append(passage)
        return chosen

    def more(self, shown: Sequence[Passage]) -> Passage | None:
        """What to show next to someone who has seen `shown`: the same section, read on.

        The next passage below the last one shown comes first, then the nearest above;
        None once the section is exhausted.
        """
        if not shown:
            return None
        last = shown[-1]
        left = [
            passage
            for passage in self.passages.values()
            if (passage.document, passage.section) == (last.document, last.section)
            and passage not in shown
        ]
        below = [passage for passage in left if passage.span.start > last.span.start]
        passage = below[0] if below else left[-1] if left else None
        if passage is not None:
            prove(passage, self.documents[passage.document])
        return passage


def _check_answers(
    folder: Path, documents: list[Document], questions: Questions, glossary: Glossary
) -> None:
    owner: dict[str, str] = {}
    asked: set[str] = set()
    for document in documents:
        file = folder / document.id / "passages.yml"
        for passage in document.passages:
            if passage.id in owner:
                raise ContentError(
                    file,
                    passage.line,
                    f"The id `{passage.id}` is used by {owner[passage.id]} as well.",
                    "Give each passage an id of its own.",
                )
            owner[passage.id] = document.id
            for intent in passage.answers:
                if intent not in questions or not questions[intent].answered:
                    raise ContentError(
                        file,
                        _line_of(file, intent, passage.line),
                        f"The passage `{passage.id}` answers `{intent}`, an unknown intent.",
                        "Use an intent that questions.yml lists under `answered`.",
                    )
            asked.update(passage.answers)
    for question in questions:
        if question.topic is not None and question.topic not in glossary.terms:
            raise ContentError(
                questions.file,
                question.line,
                f"`{question.intent}` has the topic `{question.topic}`, an unknown term.",
                "Use a key of glossary.yml.",
            )
        if question.answered and question.intent not in asked:
            raise ContentError(
                questions.file,
                question.line,
                f"No passage answers `{question.intent}`.",
                "List it under `answers` of a passage, or move it to `not_covered`.",
            )
    for term in glossary.terms.values():
        for intent in term.related:
            if intent not in questions or not questions[intent].answered:
                file = folder / "glossary.yml"
                raise ContentError(
                    file,
                    _line_of(file, intent, term.line),
                    f"The term `{term.id}` offers `{intent}`, an unknown intent.",
                    "Use an intent that questions.yml lists under `answered`.",
                )


def _line_of(file: Path, intent: str, entry: int) -> int:
    """The line of an entry that names the intent; the entry's own if it is written otherwise."""
    lines = file.read_text(encoding="utf-8").split("\n")
    word = re.compile(rf"(?<![\w-]){re.escape(intent)}(?![\w-])")
    return next((n for n, line in enumerate(lines, 1) if n >= entry and word.search(line)), entry)
