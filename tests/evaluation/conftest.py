"""Outcomes made by hand, and one pass of the trained assistant over all questions."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from coverage import Coverage

from verbatim.evaluation import sets
from verbatim.evaluation.items import Expectation, Item
from verbatim.evaluation.outcome import Asked, Candidate, Outcome
from verbatim.library import Library
from verbatim.settings import ROOT


def outcome(
    expected: str,
    kind: str,
    right: bool,
    *,
    text: str = "a message",
    near: bool = False,
    style: str = "",
    intent: str = "",
    given: str = "",
    confidence: float | None = None,
    candidate: tuple[float, bool] | None = None,
) -> Outcome:
    item = Item(text, Expectation(expected), near=near, style=style, intent=intent, place="set:1")
    return Outcome(
        item, kind, "", "", right, given, confidence, Candidate(*candidate) if candidate else None
    )


@pytest.fixture(scope="session")
def sentences() -> dict[str, str]:
    return sets.sentences()


@pytest.fixture(scope="session")
def library() -> Library:
    return Library.load(ROOT / "content")


@pytest.fixture(scope="session")
def groups(sentences: dict[str, str]) -> list[sets.Group]:
    return sets.own(sentences)


@contextmanager
def uncovered() -> Iterator[None]:
    """Without tracing, which is not for free over a thousand messages; other tests cover it."""
    tracing = Coverage.current()
    if tracing is None:
        yield
        return
    tracing.stop()
    try:
        yield
    finally:
        tracing.start()


@pytest.fixture(scope="session")
def asked(
    groups: list[sets.Group], library: Library, sentences: dict[str, str]
) -> dict[str, Asked]:
    """The questions that have floors, asked once of the model that `make train` makes."""
    from verbatim.evaluation.run import ask_assistant
    from verbatim.serving.model import train

    with uncovered(), warnings.catch_warnings():
        # As the command line does: what Rasa and TensorFlow warn of only their authors can mend.
        warnings.simplefilter("ignore")
        wanted = [group for group in groups if group.name != sets.VALIDATION]
        found = asyncio.run(ask_assistant(train(), wanted, library, sentences))
    return {one.name: one for one in found}
