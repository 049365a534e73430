"""The questions people ask: each intent that is a question, with words for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml.comments import CommentedMap

from verbatim.library.source_file import SourceFile


@dataclass(frozen=True)
class Question:
    """One intent that is a question.

    Attributes:
        intent: its name in domain.yml.
        label: a few words for people.
        of_topic: the label with `{topic}` in it; None where a topic adds nothing.
        topic: id of the glossary term it is about.
        related: intents to offer, best first; each of them is answered.
        answered: whether documents answer it.
        line: where it stands in questions.yml, from 1.
    """

    intent: str
    label: str
    of_topic: str | None
    topic: str | None
    related: tuple[str, ...]
    answered: bool
    line: int

    def about(self, topic: str | None) -> str:
        """The label, naming the topic where that makes sense."""
        if topic is None or self.of_topic is None:
            return self.label
        return self.of_topic.replace("{topic}", topic)


class Questions:
    """All questions by intent, in the order of the file."""

    def __init__(self, file: Path, questions: dict[str, Question]) -> None:
        self.file = file
        self._questions = questions

    @classmethod
    def load(cls, file: Path) -> Questions:
        """Raises ContentError where the file is wrong."""
        source = SourceFile(file)
        source.only(source.root, {"answered", "not_covered"})
        questions: dict[str, Question] = {}
        for key in ("answered", "not_covered"):
            group = source.mapping(source.root, key)
            for intent in map(str, group):
                if intent in questions:
                    source.fail(
                        source.line(group, intent),
                        f"`{intent}` stands under both `answered` and `not_covered`.",
                        "Keep one of them.",
                    )
                node = source.mapping(group, intent)
                questions[intent] = _question(source, node, intent, key == "answered")
        for question in questions.values():
            for other in question.related:
                if other not in questions or not questions[other].answered:
                    source.fail(
                        question.line,
                        f"`{question.intent}` offers `{other}`, which is not under `answered`.",
                        "Offer only questions that documents answer.",
                    )
        return cls(file, questions)

    def __getitem__(self, intent: str) -> Question:
        return self._questions[intent]

    def get(self, intent: str | None) -> Question | None:
        return self._questions.get(intent) if intent is not None else None

    def __contains__(self, intent: object) -> bool:
        return intent in self._questions

    def __iter__(self) -> Iterator[Question]:
        return iter(self._questions.values())


def _question(source: SourceFile, node: CommentedMap, intent: str, answered: bool) -> Question:
    source.only(node, {"label", "of_topic", "topic", "related"})
    of_topic = source.optional_text(node, "of_topic")
    line = source.line(node, "label")
    if of_topic is not None and "{topic}" not in of_topic:
        source.fail(line, "`of_topic` has no `{topic}`.", "Write `{topic}` where its name goes.")
    return Question(
        intent=intent,
        label=source.text(node, "label"),
        of_topic=of_topic,
        topic=source.optional_text(node, "topic"),
        related=tuple(source.texts(node, "related")),
        answered=answered,
        line=line,
    )
