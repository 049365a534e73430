"""Everything that Verbatim itself raises.

VerbatimError
├── ContentError      a file under content/ is wrong; names file, line and remedy
├── ProofError        a passage is not the span of the document that it claims to be
├── WeightsError      the encoder's weights are missing or altered
├── SettingsError     an environment variable or option has an unusable value
├── ModelError        there is no trained model, or it does not fit the code
└── ServeError        the server cannot start (port in use, no disk ...)
"""

from __future__ import annotations

from pathlib import Path


class VerbatimError(Exception):
    """Base of all errors that Verbatim raises on purpose; its text is fit to be shown."""


class ContentError(VerbatimError):
    """A content file is wrong.

    Args:
        file: the file to mend.
        line: its line, counted from 1; 0 where the whole file is meant.
        problem: what is wrong, a sentence.
        remedy: what to do, a sentence.
    """

    def __init__(self, file: Path, line: int, problem: str, remedy: str) -> None:
        self.file = file
        self.line = line
        self.problem = problem
        self.remedy = remedy
        place = f"{file}:{line}" if line else str(file)
        super().__init__(f"{place}: {problem} {remedy}")


class ProofError(VerbatimError):
    """A passage is not, byte for byte, the span of its document that it claims to be."""


class WeightsError(VerbatimError):
    """The weights of the sentence encoder are missing, or are not the ones we know."""


class SettingsError(VerbatimError):
    """A setting has a value that cannot be used."""


class ModelError(VerbatimError):
    """No usable trained model was found."""


class ServeError(VerbatimError):
    """The server cannot start or go on."""
