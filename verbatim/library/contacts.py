"""Whom people can turn to: configuration of whoever runs the assistant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml.comments import CommentedMap

from verbatim.library.source_file import SourceFile

DEFAULT_REGION = "default"
_LINK = re.compile(r"(https://|mailto:|tel:)\S+")
_NUMBER = re.compile(r"\+?[0-9]{2,15}")


@dataclass(frozen=True)
class Contacts:
    """Contacts of one region, as the reply contract shows them.

    Attributes:
        person: `title`, `words` and, where there is one, `link`.
        medical: for bodily emergencies, `label` and `number` each.
        crisis: for a wish to die, self-harm and violence.
    """

    person: dict[str, str]
    medical: list[dict[str, str]]
    crisis: list[dict[str, str]]

    @classmethod
    def load(cls, file: Path, region: str = DEFAULT_REGION) -> Contacts:
        """Raises ContentError where the file is wrong or does not know the region."""
        source = SourceFile(file)
        source.only(source.root, {"person", "urgent"})
        urgent = source.mapping(source.root, "urgent")
        if region not in urgent:
            source.fail(
                source.line(source.root, "urgent"),
                f"The region `{region}` is not listed.",
                f"Add it, or set VERBATIM_REGION to one of: {', '.join(urgent)}.",
            )
        for name in urgent:
            source.only(source.mapping(urgent, name), {"medical", "crisis"})
        chosen = source.mapping(urgent, region)
        return cls(
            person=_person(source, source.mapping(source.root, "person")),
            medical=_numbers(source, chosen, "medical"),
            crisis=_numbers(source, chosen, "crisis"),
        )


def _person(source: SourceFile, node: CommentedMap) -> dict[str, str]:
    source.only(node, {"title", "words", "link"})
    person = {"title": source.text(node, "title"), "words": source.text(node, "words")}
    link = source.optional_text(node, "link")
    if link is not None:
        if not _LINK.fullmatch(link):
            source.fail(
                source.line(node, "link"),
                "The link must begin with https://, mailto: or tel:.",
                "Write the whole address.",
            )
        person["link"] = link
    return person


def _numbers(source: SourceFile, node: CommentedMap, key: str) -> list[dict[str, str]]:
    numbers = []
    for entry in source.mappings(node, key):
        source.only(entry, {"label", "number"})
        number = source.text(entry, "number")
        if not _NUMBER.fullmatch(number):
            source.fail(
                source.line(entry, "number"),
                f"“{number}” cannot be dialled.",
                "Write digits only, in quotes, with a leading + if needed.",
            )
        numbers.append({"label": source.text(entry, "label"), "number": number})
    if not numbers:
        source.fail(source.line(node, key), f"`{key}` is empty.", "List at least one number.")
    return numbers
