"""The small language in which a clinician writes and reads patterns.

| written            | matches                                                        |
|--------------------|----------------------------------------------------------------|
| `cant breathe`     | these words, one after the other                               |
| `bleed*`           | a word that begins so                                          |
| `(chest|heart) pain` | either word; several words may stand between the bars        |
| `[really] hot`     | the word or words may be missing                               |
| `fever ... chemo`  | up to three words between; `...8` up to eight                  |
| `<someone>`        | one of the words listed under `words: someone:`                |
| `{38-42.9}`        | a number in that range; `{38-42.9 decimal}` only with a point  |
| `fever & <chemo>`  | both, anywhere in the message, in either order                 |

Patterns are read against sentences as `plain_sentences` writes them: lower case, without
apostrophes or commas.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from verbatim.understanding.red_flag_needs import fewest
from verbatim.understanding.red_flag_tokens import TOKEN, PatternError, number_range


@dataclass(frozen=True, eq=False)
class Part:
    """One side of an `&`.

    Attributes:
        regex: what it matches.
        needs: keys of which one is in any text that it matches, as in `red_flag_index`; empty
            where that cannot be said.
    """

    regex: re.Pattern[str]
    needs: frozenset[str]

    def search(self, text: str) -> bool:
        """Whether the text matches anywhere."""
        return self.regex.search(text) is not None


@dataclass(frozen=True)
class WordList:
    """What `<name>` stands for.

    Attributes:
        expression: a regular expression.
        needs: as those of a part.
    """

    expression: str
    needs: frozenset[str]


Pattern = tuple[Part, ...]
"""The sides of an `&`, mostly one."""

_GAP = 3
_END_OF_WORD = "(?= )"


def compile_pattern(pattern: str, words: Mapping[str, WordList]) -> Pattern:
    """The parts of a pattern, one for each side of an `&`.

    Args:
        pattern: as an author writes it.
        words: the lists that `<name>` may name.

    Raises:
        PatternError: it cannot be read.
    """
    return tuple(
        Part(re.compile(expression(part, words)), _needs(part, words))
        for part in pattern.split("&")
    )


def word_list(entries: Sequence[str], words: Mapping[str, WordList]) -> WordList:
    """A list of patterns, any of which may stand where it is named.

    Raises:
        PatternError: one cannot be read.
    """
    either = f"({'|'.join(entries)})"
    return WordList(expression(either, words), _needs(either, words))


def _needs(pattern: str, words: Mapping[str, WordList]) -> frozenset[str]:
    return fewest(pattern, {name: listed.needs for name, listed in words.items()})


def expression(pattern: str, words: Mapping[str, WordList]) -> str:
    """The regular expression of a pattern without `&`; each word takes the space before it.

    Raises:
        PatternError: it cannot be read.
    """
    parts: list[str] = []
    position, opened = 0, ""
    while position < len(pattern):
        token = TOKEN.match(pattern, position)
        if token is None:
            raise PatternError(
                f"`{pattern[position:].split()[0]}` cannot be read; write words in lower "
                "case, without apostrophes, commas or full stops."
            )
        position = token.end()
        if token["space"]:
            continue
        if token["mark"]:
            part, opened = _mark(token["mark"], opened)
        else:
            part = _piece(token, words)
        parts.append(part)
    if opened:
        raise PatternError(f"`{opened[-1]}` is never closed.")
    joined = "".join(parts)
    if re.match(joined + _END_OF_WORD, " "):
        raise PatternError("The pattern would match anything; name at least one word.")
    return joined + _END_OF_WORD


def _piece(token: re.Match[str], words: Mapping[str, WordList]) -> str:
    if token["plain"]:
        # The commonest case by far; one look at what follows instead of one for each word
        # halves the time to compile.
        bars = "|".join(re.escape(word) for word in token["bars"].split("|"))
        return f" (?:{bars}){_END_OF_WORD}"
    if token["gap"]:
        return rf"(?: [^ ]+){{0,{int(token['most'] or _GAP)}}}"
    if token["name"]:
        if token["name"] not in words:
            raise PatternError(f"`<{token['name']}>` is not listed under `words`.")
        return words[token["name"]].expression
    if token["number"]:
        return _number(token["number"])
    word = token["word"]
    end = "[^ ]*" if word.endswith("*") else _END_OF_WORD
    return " " + re.escape(word.rstrip("*")) + end


def _mark(mark: str, opened: str) -> tuple[str, str]:
    """The regular expression for a bracket or bar, and the brackets open after it."""
    if mark in "([":
        return "(?:", opened + mark
    if mark == "|":
        if not opened:
            raise PatternError("`|` stands outside of ( ).")
        return "|", opened
    if opened[-1:] != {")": "(", "]": "["}[mark]:
        raise PatternError(f"`{mark}` closes nothing.")
    return (")" if mark == ")" else ")?"), opened[:-1]


def _number(written: str) -> str:
    """A range of numbers as alternatives, tenths counted at its two ends."""
    low, high, decimal = number_range(written)
    options = []
    for whole in range(low // 10, high // 10 + 1):
        first, last = max(low - whole * 10, 0), min(high - whole * 10, 9)
        tenths = rf"\.[{first}-{last}]\d*"
        options.append(f"{whole}{tenths}" if first or decimal else f"{whole}(?:{tenths})?")
    return f" (?:{'|'.join(options)}){_END_OF_WORD}"
