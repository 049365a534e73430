"""Text to the numbers of the encoder's word pieces."""

from __future__ import annotations

from pathlib import Path

from tokenizers import Tokenizer

LONGEST = 256
"""Word pieces of a message that are read, the two marks at its ends included.

As many as the published encoder was trained for, and more than 1,000 characters of English,
the longest message that the web channel takes, come to. What is cut off is the end, where a
story has its question.
"""


class Tokens:
    """The tokenizer of all-MiniLM-L6-v2; lower-cases, never pads, cuts at `LONGEST`."""

    def __init__(self, file: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(file))
        # The published file pads every text to 128: six times the work for the same result.
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST)

    def ids(self, text: str) -> list[int]:
        """At least two: the marks of beginning and end."""
        return list(self._tokenizer.encode(text).ids)

    def words(self) -> set[str]:
        """Whole words that the tokenizer knows, about 20,000, lower-case and of a to z."""
        return {word for word in self._tokenizer.get_vocab() if word.isascii() and word.isalpha()}
