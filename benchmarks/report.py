"""Results as a page of Markdown, with pictures and the figures themselves beside it."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]


@dataclass
class Report:
    """Collects tables and writes them after each, so that nothing is lost on the way.

    Args:
        folder: gets `benchmark.md`, `benchmark.json` and the pictures.
    """

    folder: Path
    _parts: list[tuple[str, str, list[Row], str]] = field(default_factory=list)

    def add(self, title: str, about: str, rows: Sequence[Row], picture: str = "") -> None:
        """One table; `picture` is the name of an SVG file in the folder."""
        self._parts.append((title, about, list(rows), picture))
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "benchmark.md").write_text(self._page(), encoding="utf-8")
        figures = {title: rows for title, _, rows, _ in self._parts}
        (self.folder / "benchmark.json").write_text(json.dumps(figures, indent=1, default=str))
        print(f"\n{title}\n{table(rows)}", flush=True)

    def _page(self) -> str:
        lines = ["# Benchmark", "", machine(), ""]
        for title, about, rows, picture in self._parts:
            lines += [f"## {title}", "", about, "", table(rows), ""]
            if picture:
                lines += [f"![{title}]({picture})", ""]
        return "\n".join(lines)

    def bars(self, name: str, rows: Sequence[Row], value: str, label: str) -> str:
        """Draws one figure of each row; gives the file's name."""
        import matplotlib

        matplotlib.use("svg")
        from matplotlib import pyplot

        figure, axes = pyplot.subplots(figsize=(8, 0.5 * len(rows) + 1))
        axes.barh([row[label] for row in rows], [row[value] for row in rows], color="#2f6f73")
        axes.bar_label(axes.containers[0], fmt="%.0f", padding=3)
        axes.invert_yaxis()
        axes.set_xlabel(value)
        axes.spines[["top", "right"]].set_visible(False)
        figure.tight_layout()
        self.folder.mkdir(parents=True, exist_ok=True)
        figure.savefig(self.folder / name)
        pyplot.close(figure)
        return name


def table(rows: Sequence[Row]) -> str:
    """A Markdown table with the columns of the first row."""
    if not rows:
        return "(nothing was measured)"
    columns = list(rows[0])
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    lines += ["| " + " | ".join(_shown(row.get(c)) for c in columns) + " |" for row in rows]
    return "\n".join(lines)


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return "" if value is None else str(value)


def machine() -> str:
    """Where it was measured."""
    model = "unknown processor"
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} cores of {model}, Linux {platform.release()}, "
        f"Python {platform.python_version()}; load average before the first part {load:.1f}."
    )
