"""Outcomes of a model that ends at an intent: NLU without actions or conversation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from rasa.core.agent import Agent

from verbatim.errors import ModelError
from verbatim.evaluation.items import Item
from verbatim.evaluation.judge import right
from verbatim.evaluation.outcome import Candidate, Outcome
from verbatim.evaluation.quoting import answer_of, reply_of
from verbatim.library import Library


async def ask(
    model: Path, items: Iterable[Item], library: Library, sentences: Mapping[str, str]
) -> list[Outcome]:
    """Parses each item and replies as the assistant's rules would.

    Raises:
        ModelError: the file holds no model.
    """
    agent = Agent.load(str(model))
    if agent.processor is None:
        raise ModelError(f"{model} cannot be loaded: delete it and evaluate again.")
    outcomes = []
    for item in items:
        parsed = await agent.parse_message(item.text)
        intent = str(parsed["intent"].get("name") or "nlu_fallback")
        reply = reply_of(library, intent)
        candidate = None
        for entry in parsed.get("intent_ranking") or []:
            if (answer := answer_of(library, str(entry["name"]))) is not None:
                fits = right(item, answer, sentences)
                candidate = Candidate(float(entry["confidence"]), fits)
                break
        outcomes.append(
            Outcome(
                item,
                reply.kind,
                reply.said,
                reply.text,
                right(item, reply, sentences),
                intent,
                float(parsed["intent"].get("confidence") or 0.0),
                candidate,
            )
        )
    return outcomes
