"""What goes wrong with stores of conversations.

StoreError
└── ConflictError     somebody else has written to the same conversation meanwhile
"""

from __future__ import annotations

from verbatim.errors import VerbatimError


class StoreError(VerbatimError):
    """A conversation could not be read or written; never holds what people wrote."""


class ConflictError(StoreError):
    """Two turns of one conversation ran at once; the later one is not stored."""
