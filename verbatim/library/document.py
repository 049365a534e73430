"""A document: text kept byte for byte, and what its passages.yml says of it."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass
from pathlib import Path

from verbatim.library import manifest
from verbatim.library.passage import Passage
from verbatim.library.source_file import SourceFile, read_text

_TOP = {"title", "origin", "updated", "sha256", "furniture", "sections", "passages"}


@dataclass(frozen=True)
class Document:
    """One source document.

    Attributes:
        id: the name of its folder under content/.
        text: document.txt decoded as UTF-8, otherwise untouched.
        sha256: hex digest of document.txt's bytes.
        title: as people know it.
        origin: where it came from, in words.
        updated: day of its last update.
        updated_words: how the document itself says so, word for word.
        passages: in the order of the document.
    """

    id: str
    text: str
    sha256: str
    title: str
    origin: str
    updated: datetime.date
    updated_words: str
    passages: tuple[Passage, ...]

    @classmethod
    def load(cls, folder: Path) -> Document:
        """Reads `folder/document.txt` and `folder/passages.yml` and proves every passage.

        Raises:
            ContentError: anything at all is wrong, with file, line and remedy.
        """
        file = folder / "document.txt"
        text = read_text(file)
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        source = SourceFile(folder / "passages.yml")
        root = source.root
        source.only(root, _TOP)
        pinned = source.text(root, "sha256")
        if pinned != digest:
            source.fail(
                source.line(root, "sha256"),
                "document.txt is not the file these passages were written for.",
                f"Check every passage against it, then write `sha256: {digest}`.",
            )
        updated, words = manifest.updated(source, text)
        headings = manifest.headings(source, text)
        passages = manifest.passages(source, folder.name, text, headings)
        manifest.check_coverage(source, text, passages, headings, words)
        return cls(
            id=folder.name,
            text=text,
            sha256=digest,
            title=source.text(root, "title"),
            origin=source.text(root, "origin"),
            updated=updated,
            updated_words=words,
            passages=passages,
        )
