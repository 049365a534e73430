"""Asks everything: one pass of the assistant over all groups, and the peers beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from verbatim.evaluation.assistant import Assistant
from verbatim.evaluation.outcome import Asked, Peer
from verbatim.evaluation.peers import default_pipeline, intents
from verbatim.evaluation.peers.keyword_search import KeywordSearch
from verbatim.evaluation.sets import VALIDATION, Group
from verbatim.library import Library


async def ask_assistant(
    model: Path, groups: Sequence[Group], library: Library, sentences: Mapping[str, str]
) -> list[Asked]:
    """Asks the trained assistant every message and every conversation of the groups."""
    assistant = await Assistant.load(model, library, sentences)
    asked = []
    for group in groups:
        outcomes = [await assistant.ask(item) for item in group.items]
        held = [await assistant.hold(dialogue) for dialogue in group.dialogues]
        asked.append(Asked(group.name, group.title, tuple(outcomes), tuple(held)))
    return asked


def ask_search(groups: Sequence[Group], library: Library, sentences: Mapping[str, str]) -> Peer:
    """Asks keyword search; its threshold comes from the validation group."""
    search = KeywordSearch(library, sentences)
    search.tune(item for group in groups if group.name == VALIDATION for item in group.items)
    return Peer(
        "keyword_search",
        "Keyword search (BM25)",
        {group.name: tuple(search.ask(group.items)) for group in groups},
    )


async def ask_default(
    groups: Sequence[Group],
    library: Library,
    sentences: Mapping[str, str],
    epochs: int | None = None,
) -> Peer:
    """Asks Rasa's default pipeline, trained on the same examples; training it takes long.

    Where `epochs` is None it has as many as Rasa gives it.
    """
    epochs = epochs or default_pipeline.EPOCHS
    model = default_pipeline.train(epochs=epochs)
    outcomes = {}
    for group in groups:
        outcomes[group.name] = tuple(await intents.ask(model, group.items, library, sentences))
    few = "" if epochs == default_pipeline.EPOCHS else f" ({epochs} epochs)"
    return Peer("default_pipeline", f"Rasa's default pipeline{few}", outcomes)
