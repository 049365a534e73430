"""Whether the turn that is being worked on has been stored."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass
class Receipt:
    """What the store says about one turn.

    Attributes:
        saves: how often something was stored.
        failure: why something could not be read or stored; None if all went well.
    """

    saves: int = 0
    failure: str | None = None


_current: ContextVar[Receipt | None] = ContextVar("receipt", default=None)


@contextmanager
def receipt() -> Iterator[Receipt]:
    """A receipt for everything that this task, and tasks it starts, store within the block."""
    made = Receipt()
    token = _current.set(made)
    try:
        yield made
    finally:
        _current.reset(token)


def current() -> Receipt:
    """The receipt of the turn at work; one that nobody reads where there is none."""
    return _current.get() or Receipt()
