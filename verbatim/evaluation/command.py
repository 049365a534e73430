"""`python -m verbatim evaluate`: options, and what happens in which order."""

from __future__ import annotations

import argparse
import asyncio
import datetime
import json
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from verbatim.errors import VerbatimError
from verbatim.evaluation import sets
from verbatim.evaluation.items import Item
from verbatim.settings import ROOT, Settings

REPORTS = ROOT / "reports"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of the command; docs/evaluation.md explains them."""
    parser.add_argument(
        "--set", type=Path, action="append", default=[], metavar="FILE", help="ask these as well"
    )
    parser.add_argument(
        "--dialogues", type=Path, action="append", default=[], metavar="FILE", help="these, too"
    )
    parser.add_argument(
        "--without-default", action="store_true", help="leave out Rasa's default pipeline (slow)"
    )
    parser.add_argument(
        "--default-epochs",
        type=_count,
        metavar="N",
        help="epochs of Rasa's default pipeline, instead of Rasa's own number",
    )
    parser.add_argument(
        "--folds", type=int, default=0, metavar="N", help="cross-validate in N parts (very slow)"
    )
    parser.add_argument(
        "--reports", type=Path, default=REPORTS, metavar="FOLDER", help="where the report goes"
    )


def _count(text: str) -> int:
    """A whole number from 1 on; ValueError for anything else."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is less than 1")
    return number


def evaluate(model: Path, settings: Settings, options: argparse.Namespace) -> int:
    """Asks everything, prints a table, writes evaluation.html and evaluation.json.

    Raises:
        ContentError: a set of questions is wrong.
        ModelError: a model cannot be trained or loaded.
        VerbatimError: the packages for development are not installed.
    """
    if find_spec("matplotlib") is None:  # said now, not after everything was asked
        raise VerbatimError("The pictures need matplotlib: `make evaluate` installs it.")
    from verbatim.evaluation import table

    known = sets.sentences()
    groups = [*sets.own(known), *sets.extra(known, options.set, options.dialogues)]
    found = asyncio.run(_found(model, settings, groups, known, options))
    print(table.text(found))
    page, data = _write(found, options.reports)
    print(f"\nReport: {page}\nFigures: {data}")
    return 0


async def _found(
    model: Path,
    settings: Settings,
    groups: Sequence[sets.Group],
    known: dict[str, str],
    options: argparse.Namespace,
) -> dict[str, Any]:
    from verbatim.evaluation import folds, run
    from verbatim.evaluation.figures import figures
    from verbatim.evaluation.overlap import overlaps, training_lines
    from verbatim.library import Library
    from verbatim.serving.model import fingerprint

    library = Library.load(settings.content)
    asked = await run.ask_assistant(model, groups, library, known)
    peers = [run.ask_search(groups, library, known)]
    if not options.without_default:
        print("Rasa's default pipeline: training it takes long, once for each change of data.")
        peers.append(await run.ask_default(groups, library, known, options.default_epochs))
    validated = (
        await folds.cross_validate(options.folds, library, known) if options.folds > 1 else ()
    )
    return figures(
        asked,
        peers,
        date=datetime.date.today().isoformat(),
        fingerprint=fingerprint(),
        leaks=overlaps(training_lines(), (item.text for item in _everything(groups))),
        folds=validated,
    )


def _everything(groups: Sequence[sets.Group]) -> list[Item]:
    return [
        item
        for group in groups
        for item in [*group.items, *(turn for talk in group.dialogues for turn in talk.turns)]
    ]


def _write(found: dict[str, Any], folder: Path) -> tuple[Path, Path]:
    from verbatim.evaluation.report import html

    folder.mkdir(parents=True, exist_ok=True)
    page, data = folder / "evaluation.html", folder / "evaluation.json"
    data.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    page.write_text(html(found), encoding="utf-8")
    return page, data
