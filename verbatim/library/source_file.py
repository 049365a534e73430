"""A YAML file of an author, read so that every complaint can name its line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import ConstructorError, RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import Node
from ruamel.yaml.reader import ReaderError

from verbatim.errors import ContentError


def read_text(file: Path) -> str:
    """The file as text, nothing changed: no newline conversion, no byte order mark removed.

    Raises:
        ContentError: the file is missing, unreadable or not UTF-8.
    """
    try:
        return file.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise ContentError(file, 0, "The file is missing.", "Put it there.") from None
    except OSError as error:
        raise ContentError(
            file, 0, f"The file cannot be read ({error.strerror}).", "Check its permissions."
        ) from None
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        raise ContentError(
            file, line, "The file is not UTF-8.", "Save it again with the encoding UTF-8."
        ) from None


class _Constructor(RoundTripConstructor):
    """Lets odd values (2011-02-30, `!!int x`) name their line: ruamel's own errors do not."""

    def construct_object(self, node: Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except (YAMLError, RecursionError):
            raise
        except Exception as error:
            problem = f"a value cannot be read ({_first_line(error)})"
            raise ConstructorError(None, None, problem, node.start_mark) from None


class SourceFile:
    """Typed access to a YAML mapping; every failure is a `ContentError` with file and line."""

    def __init__(self, file: Path) -> None:
        self.file = file
        text = read_text(file)
        try:
            yaml = YAML(typ="rt")
            yaml.Constructor = _Constructor
            root = yaml.load(text)
        except MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 0
            self.fail(line, f"This is not YAML: {_first_line(error.problem)}.", "Mend the line.")
        except ReaderError as error:
            line = text.count("\n", 0, error.position) + 1
            self.fail(line, f"U+{error.character:04X} cannot stand in YAML.", "Remove it.")
        except Exception as error:
            # Odd files (`%YAML 1.3`, a thousand brackets) bring KeyError, RecursionError ...
            self.fail(0, f"This is not YAML: {_first_line(error)}.", "Mend the file.")
        if not isinstance(root, CommentedMap):
            self.fail(1, "The file must hold `name: value` lines.", "See docs/content.md.")
        self.root: CommentedMap = root

    def fail(self, line: int, problem: str, remedy: str) -> NoReturn:
        raise ContentError(self.file, line, problem, remedy)

    def line(self, node: CommentedMap, key: str | None = None) -> int:
        """Line, from 1, of a key, or of the mapping itself."""
        # A key merged in by `<<` has no place of its own, nor has an ordered map.
        place = (node.lc.data or {}).get(key)
        return int(place[0] if place else node.lc.line or 0) + 1

    def only(self, node: CommentedMap, known: set[str]) -> None:
        """Refuses keys that mean nothing here: a misspelt key must not be ignored in silence."""
        for key in node:
            if key not in known:
                self.fail(
                    self.line(node, key),
                    f"`{key}` is not known here.",
                    f"Use one of: {', '.join(sorted(known))}.",
                )

    def text(self, node: CommentedMap, key: str) -> str:
        """A required, non-empty string."""
        if key not in node:
            self.fail(self.line(node), f"`{key}` is missing.", f"Add a line `{key}: ...`.")
        value = node[key]
        if not _is_text(value):
            self.fail(
                self.line(node, key), f"`{key}` must be text and not empty.", "Write the text."
            )
        return str(value)

    def optional_text(self, node: CommentedMap, key: str) -> str | None:
        return self.text(node, key) if node.get(key) is not None else None

    def texts(self, node: CommentedMap, key: str) -> list[str]:
        """A list of non-empty strings; missing is an empty list."""
        value: Any = node.get(key)
        if value is None:
            return []
        if not isinstance(value, CommentedSeq) or not all(map(_is_text, value)):
            self.fail(
                self.line(node, key),
                f"`{key}` must be a list of texts.",
                "Write one `- text` a line; put text that YAML reads otherwise in quotes.",
            )
        return [str(item) for item in value]

    def mapping(self, node: CommentedMap, key: str) -> CommentedMap:
        """A mapping whose keys are names."""
        value = node.get(key)
        if not isinstance(value, CommentedMap):
            self.fail(
                self.line(node, key),
                f"`{key}` must hold `name: value` lines.",
                f"Indent them under `{key}:`.",
            )
        for name in value:
            if not _is_text(name):
                self.fail(self.line(value, name), f"`{name}` is not a name.", "Put it in quotes.")
        return value

    def mappings(self, node: CommentedMap, key: str) -> Iterator[CommentedMap]:
        """A list of mappings, one after the other."""
        value = node.get(key)
        if not isinstance(value, CommentedSeq):
            self.fail(
                self.line(node, key), f"`{key}` must be a list.", "Begin each entry with `- `."
            )
        for number, item in enumerate(value):
            if not isinstance(item, CommentedMap):
                line = int(value.lc.item(number)[0]) + 1
                self.fail(line, f"An entry of `{key}` must hold `name: value` lines.", "Mend it.")
            yield item


def _is_text(value: object) -> bool:
    """Not blank, and no half of a surrogate pair: nobody could be sent that."""
    return (
        isinstance(value, str)
        and bool(value.strip())
        and not any("\ud800" <= character <= "\udfff" for character in value)
    )


def _first_line(error: object) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
