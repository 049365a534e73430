"""`python -m benchmarks`: all parts, or those named; results in reports/benchmark/."""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path

from benchmarks import (
    abreast,
    documents,
    encoder,
    floor,
    growth,
    scale,
    services,
    soak,
    throughput,
)
from benchmarks.peers import ours, peers, stock_packages
from benchmarks.questions import questions
from benchmarks.report import Report
from benchmarks.setups import Setup, store
from verbatim.errors import ModelError
from verbatim.serving.model import current
from verbatim.settings import ROOT

PARTS = ("floor", "encoder", "throughput", "abreast", "growth", "scale", "documents", "soak")
_CLIENTS = (1, 8, 32, 128)
_TURNS = (1, 50, 200, 1000)


def main() -> int:
    """Runs the parts; 1 if one could not be run."""
    options = _options()
    report = Report(options.output)
    report.folder.mkdir(parents=True, exist_ok=True)
    work = options.work
    asked = questions()
    stock_packages()
    durable, memory = ours(work)
    others = [] if options.alone else peers(work, options.epochs)
    setups = [durable, memory, *others]
    if {"throughput", "abreast", "growth", "scale", "soak"} & set(options.parts):
        _train(setups, report, options.epochs, options.reuse)
    failed = False
    for part in options.parts:
        try:
            _part(part, report, setups, durable, work, asked, options)
        except (services.MissingError, ModelError) as missing:
            print(f"benchmarks: {part} was not measured: {missing}", file=sys.stderr)
            failed = True
    print(f"\nThe report is in {report.folder / 'benchmark.md'}")
    return 1 if failed else 0


def _train(setups: list[Setup], report: Report, epochs: int, reuse: bool) -> None:
    rows = []
    for setup in setups:
        setup.prepare()
        if setup.model_of is not None:
            setup.take_model()
            continue
        if reuse and setup.model:
            continue
        seconds = setup.train()
        rows.append(
            {"set-up": setup.name, "training s": seconds, "model MB": setup.model_megabytes}
        )
    if not rows:
        return
    report.add(
        "Training",
        f"From nothing, one after the other. What Rasa trains with TensorFlow: {epochs} epochs.",
        rows,
    )


def _part(
    part: str,
    report: Report,
    setups: list[Setup],
    durable: Setup,
    work: Path,
    asked: list[str],
    options: argparse.Namespace,
) -> None:
    if part == "floor":
        report.add(
            "The floor",
            "What the machine gives without any assistant.",
            floor.measure(work, min(5.0, options.seconds)),
        )
    elif part == "encoder":
        report.add(
            "The encoder",
            "Questions of 15 to 19 word pieces, one at a time on one core.",
            encoder.measure(asked, durable.model or current()),
        )
    elif part == "throughput":
        rows = throughput.compare(setups, asked, _CLIENTS, options.seconds)
        top = [row for row in rows if row["clients"] == 32]
        picture = report.bars("throughput.svg", top, "messages/s", "set-up")
        report.add(
            "Messages a second",
            "Conversations of ten turns over HTTP. Memory and CPU "
            "include the action server where there is one.",
            rows,
            picture,
        )
    elif part == "abreast":
        report.add(
            "Messages a second, set-ups taking turns",
            "All of them loaded; medians of the rounds, latencies of all rounds together.",
            abreast.measure(setups, asked, 32, options.seconds),
        )
    elif part == "growth":
        rows = []
        for setup in setups:
            if setup.model_of is not None:
                continue  # what grows is told by those on disk
            with setup.served() as server:
                rows.append(asyncio.run(growth.measure(server, asked, _TURNS)))
        report.add("Long conversations", "One client, one conversation.", rows)
    elif part == "scale":
        several = Setup("Verbatim, PostgreSQL and Redis", durable.folder, {}, durable.config)
        rows = scale.measure(several, work / "services", asked, (1, 2, 4), 32, options.seconds)
        report.add(
            "Several processes",
            "Behind nginx, with PostgreSQL and Redis on the same "
            "machine as the load generator: where cores are few, compare the CPU.",
            rows,
        )
        durable.endpoints = store()
        durable.prepare()
    elif part == "documents":
        report.add(
            "Documents",
            "Generated passages, one intent each.",
            documents.measure(work, (1, 10, 100, 1000), options.seconds),
        )
    elif part == "soak":
        with durable.served() as server:
            rows = asyncio.run(soak.measure(server, asked, options.soak))
        report.add("Soak", f"At {soak.SHARE:.0%} of the top rate.", rows)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", default=PARTS, metavar="PART", help=f"of: {' '.join(PARTS)}"
    )
    parser.add_argument("--seconds", type=float, default=20, help="of each measurement")
    parser.add_argument("--soak", type=float, default=1800, help="seconds of the soak")
    parser.add_argument("--epochs", type=int, default=100, help="of the peer's default set-up")
    parser.add_argument(
        "--reuse", action="store_true", help="take the models that an earlier run has trained"
    )
    parser.add_argument("--alone", action="store_true", help="without the peers")
    parser.add_argument("--output", type=Path, default=ROOT / "reports" / "benchmark")
    parser.add_argument(
        "--work",
        type=Path,
        default=Path("/tmp/verbatim-benchmark"),
        help="folder for copies of the project",
    )
    options = parser.parse_args()
    for part in options.parts:
        if part not in PARTS:
            parser.error(f"there is no part “{part}”")
    return options


if __name__ == "__main__":
    sys.exit(main())
