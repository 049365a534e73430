"""Whether content, questions, domain, rules and training data fit together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from verbatim.library import Library
from verbatim.library.source_file import SourceFile
from verbatim.understanding.follow_ups import load_follow_ups

FEWEST_EXAMPLES = 25
"""Hand-written examples below which an intent is not learned well (measured, docs/intents.md)."""

UNTRAINED = {"nlu_fallback"}
"""Intents that come from a decision, not from examples."""


def problems(root: Path, library: Library) -> Iterator[str]:
    """One sentence for each thing that does not fit, naming file and remedy."""
    domain = SourceFile(root / "domain.yml")
    intents = set(domain.texts(domain.root, "intents"))
    yield from _intents_of_rules(root, intents)
    yield from _examples(root, intents)
    yield from _follow_ups(root, intents)
    yield from _questions(library, intents)
    yield from _responses(domain, intents)


def examples(root: Path) -> Iterator[tuple[str, str, Path]]:
    """Every training example: intent, text, file."""
    for file in sorted((root / "data" / "nlu").glob("*.yml")):
        source = SourceFile(file)
        for block in source.mappings(source.root, "nlu"):
            intent = source.text(block, "intent")
            for line in source.text(block, "examples").splitlines():
                if line.startswith("- "):
                    yield intent, line[2:].strip(), file


def _intents_of_rules(root: Path, intents: set[str]) -> Iterator[str]:
    used: dict[str, list[str]] = defaultdict(list)
    source = SourceFile(root / "data" / "rules.yml")
    for rule in source.mappings(source.root, "rules"):
        for step in source.mappings(rule, "steps"):
            for choice in source.mappings(step, "or") if "or" in step else [step]:
                if "intent" in choice:
                    used[source.text(choice, "intent")].append(source.text(rule, "rule"))
    for intent in sorted(intents - set(used)):
        yield f"data/rules.yml: no rule for the intent `{intent}`. Add it to a rule."
    for intent, rules in used.items():
        if intent not in intents:
            yield f"data/rules.yml: `{intent}` is not in domain.yml. Add it there, or remove it."
        if len(rules) > 1:
            yield f"data/rules.yml: `{intent}` stands in {len(rules)} rules. Keep one."


def _examples(root: Path, intents: set[str]) -> Iterator[str]:
    seen: dict[str, str] = {}
    count: dict[str, int] = defaultdict(int)
    for intent, text, file in examples(root):
        count[intent] += 1
        name = file.relative_to(root)
        key = " ".join(text.lower().split())
        if intent not in intents:
            yield f"{name}: the intent `{intent}` is not in domain.yml. Add it, or rename it."
        if key in seen:
            yield f"{name}: “{text}” stands under {seen[key]} and {intent}. Keep one."
        seen[key] = intent
    for intent in sorted(intents - UNTRAINED):
        if count[intent] < FEWEST_EXAMPLES:
            yield (
                f"data/nlu: `{intent}` has {count[intent]} examples. "
                f"Write at least {FEWEST_EXAMPLES}, in different voices."
            )


def _follow_ups(root: Path, intents: set[str]) -> Iterator[str]:
    name = "data/follow_ups.yml"
    if not (root / name).exists():
        return
    found = load_follow_ups(root / name)
    unknown = {intent for one in found for intent in (one.means, *one.after)} - intents
    for intent in sorted(unknown):
        yield f"{name}: the intent `{intent}` is not in domain.yml. Add it, or rename it."


def _questions(library: Library, intents: set[str]) -> Iterator[str]:
    labels: dict[str, str] = {}
    for question in library.questions:
        place = f"content/questions.yml:{question.line}"
        if question.intent not in intents:
            yield f"{place}: `{question.intent}` is not in domain.yml. Add it, or rename it."
        if question.label in labels:
            yield (
                f"{place}: “{question.label}” is the label of {labels[question.label]} as "
                "well. Make labels differ."
            )
        labels[question.label] = question.intent


def _responses(domain: SourceFile, intents: set[str]) -> Iterator[str]:
    responses = domain.mapping(domain.root, "responses")
    for intent in sorted(intents):
        if intent.startswith("chat_") and f"utter_{intent}" not in responses:
            yield f"domain.yml: no response `utter_{intent}`. Write what to say."
