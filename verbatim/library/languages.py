"""Languages that people write in, and what is said to them in theirs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml.comments import CommentedMap

from verbatim.library.source_file import SourceFile

SCRIPTS = ("han", "devanagari", "arabic", "bengali", "cyrillic")
_KEYS = {"name", "notice", "emergency", "direction", "script", "letters", "foreign", "words"}


@dataclass(frozen=True)
class Language:
    """A language other than English.

    Attributes:
        code: ISO 639-1.
        name: as its speakers write it.
        notice: that documents and answers are in English, in this language.
        emergency: whom to call in an emergency, in this language.
        direction: "ltr" or "rtl".
        script: decides by itself, one of `SCRIPTS`; None for Latin letters.
        letters: of which a text of the script must have one; empty if it need not.
        foreign: which a text of the script must not have.
        words: small words in Latin letters.
    """

    code: str
    name: str
    notice: str
    emergency: str
    direction: str
    script: str | None
    letters: frozenset[str]
    foreign: frozenset[str]
    words: frozenset[str]


def load_languages(file: Path) -> dict[str, Language]:
    """Languages by their code, in the order of the file.

    Raises:
        ContentError: the file is wrong.
    """
    source = SourceFile(file)
    source.only(source.root, {"languages"})
    group = source.mapping(source.root, "languages")
    return {code: _language(source, source.mapping(group, code), code) for code in group}


def _language(source: SourceFile, node: CommentedMap, code: str) -> Language:
    source.only(node, _KEYS)
    direction = source.text(node, "direction")
    if direction not in ("ltr", "rtl"):
        source.fail(
            source.line(node, "direction"), "`direction` is ltr or rtl.", "Write one of them."
        )
    script = source.optional_text(node, "script")
    if script is not None and script not in SCRIPTS:
        source.fail(
            source.line(node, "script"),
            f"The script `{script}` is not known.",
            f"Use one of: {', '.join(SCRIPTS)}.",
        )
    words = source.texts(node, "words")
    if (script is None) == (not words):
        source.fail(
            source.line(node),
            f"`{code}` needs either `script` or `words`.",
            "Give `script` if the letters decide, or `words` for Latin letters.",
        )
    return Language(
        code=code,
        name=source.text(node, "name"),
        notice=source.text(node, "notice"),
        emergency=source.text(node, "emergency"),
        direction=direction,
        script=script,
        letters=frozenset(source.optional_text(node, "letters") or ""),
        foreign=frozenset(source.optional_text(node, "foreign") or ""),
        words=frozenset(words),
    )
