"""A generated document: so many passages about invented medicines, an intent for each."""

from __future__ import annotations

import datetime
import hashlib
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

_SYLLABLES = (
    *("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "xo", "zu"),
    *("kra", "blo", "tri", "plu", "ster"),
)
_SEED = 7
_UPDATED = "Generated on January 1."
_FACTS = (
    (
        "dose",
        "The usual dose of {0} is {1} milligrams a day.",
        (
            "how much {0} does one take",
            "what is the usual dose of {0}",
            "{0} dosage please",
            "how many milligrams of {0} a day",
            "i was given {0}, how much is normal",
            "my mother takes {0} and asks about the amount",
            "daily {0} quantity",
            "is there a standard dose for {0}",
            "tell me the {0} dose",
            "milligrams {0}",
        ),
    ),
    (
        "storage",
        "{0} should be kept in a dark place at {1} degrees.",
        (
            "where do i keep {0}",
            "how should {0} be stored",
            "{0} storage temperature",
            "can {0} stand in the light",
            "does {0} go in the fridge",
            "what temperature is right for {0}",
            "keeping {0} at home",
            "store {0} how",
            "at how many degrees does one keep {0}",
            "{0} light or dark",
        ),
    ),
    (
        "maker",
        "{0} was first made in the laboratory of Doctor {1}.",
        (
            "who invented {0}",
            "who made {0} first",
            "where does {0} come from",
            "which doctor made {0}",
            "the inventor of {0}",
            "{0} origin",
            "who came up with {0}",
            "in whose laboratory was {0} made",
            "history of {0}",
            "{0} was discovered by whom",
        ),
    ),
)
_FOR_TESTS = 3
"""Questions of each passage that are not trained on."""


@dataclass(frozen=True)
class Passage:
    """One generated passage."""

    intent: str
    text: str
    training: tuple[str, ...]
    testing: tuple[str, ...]


def passages(count: int) -> list[Passage]:
    """The same for the same count."""
    chance = random.Random(_SEED)
    made: list[Passage] = []
    names = _names(chance)
    while len(made) < count:
        name = next(names)
        for fact, sentence, asked in _FACTS:
            detail = str(len(made) + 2) if fact != "maker" else next(names).capitalize()
            made.append(
                Passage(
                    intent=f"ask_generated_{len(made):04}",
                    text=sentence.format(name.capitalize(), detail),
                    training=tuple(question.format(name) for question in asked[:-_FOR_TESTS]),
                    testing=tuple(question.format(name) for question in asked[-_FOR_TESTS:]),
                )
            )
    return made[:count]


def _names(chance: random.Random) -> Iterator[str]:
    seen: set[str] = set()
    while True:
        name = "".join(chance.choices(_SYLLABLES, k=4)) + "mab"
        if name not in seen:
            seen.add(name)
            yield name


def add_to(project: Path, made: list[Passage]) -> None:
    """Puts a generated document, its intents, examples and rule into a project's folder."""
    text = "\n".join([*(passage.text for passage in made), _UPDATED]) + "\n"
    folder = project / "content" / "generated"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "document.txt").write_text(text, encoding="utf-8")
    _write(
        folder / "passages.yml",
        {
            "title": "Generated",
            "origin": "generated for a benchmark",
            "updated": {"date": datetime.date(2026, 1, 1), "words": _UPDATED},
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "furniture": [],
            "sections": [],
            "passages": [
                {
                    "id": p.intent,
                    "label": p.intent,
                    "starts": p.text,
                    "ends": p.text,
                    "answers": [p.intent],
                }
                for p in made
            ],
        },
    )
    _change(
        project / "content" / "questions.yml",
        lambda data: data["answered"].update(
            {p.intent: {"label": p.text[:40], "related": []} for p in made}
        ),
    )
    _change(project / "domain.yml", lambda data: data["intents"].extend(p.intent for p in made))
    _write(
        project / "data" / "generated_rules.yml",
        {
            "version": "3.1",
            "rules": [
                {
                    "rule": "The generated document answers",
                    "steps": [
                        {"or": [{"intent": p.intent} for p in made]}
                        if len(made) > 1
                        else {"intent": made[0].intent},
                        {"action": "action_answer"},
                    ],
                }
            ],
        },
    )
    examples = [
        {"intent": p.intent, "examples": "".join(f"- {q}\n" for q in p.training)} for p in made
    ]
    _write(project / "data" / "nlu" / "generated.yml", {"version": "3.1", "nlu": examples})


def _write(file: Path, data: object) -> None:
    file.write_text(
        yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=1000), encoding="utf-8"
    )


def _change(file: Path, change: object) -> None:
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    change(data)  # type: ignore[operator]
    _write(file, data)


def test_questions(made: list[Passage], most: int) -> list[tuple[str, str]]:
    """Questions that were not trained on, and the text that answers each; spread over all."""
    pairs = [(question, p.text) for p in made for question in p.testing]
    step = max(1, len(pairs) // most)
    return list(itertools.islice(pairs[::step], most))
