"""Pictures as SVG to stand inside a page. Needs matplotlib, a package for development."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib
from matplotlib.figure import Figure

_INK, _SOFT = "#1f2933", "#9aa5b1"
_COLOURS = ("#0b6e6e", "#b45309", "#6d4aa8", "#4b5563")
"""Told apart by people who see no red or green, too; each line also has its own dashes."""
_DASHES = ("-", "--", "-.", ":")


def coverage(
    curves: Mapping[str, Sequence[Mapping[str, Any]]],
    marks: Mapping[str, tuple[float, float]],
    most_wrong: float,
    answered: float,
) -> str:
    """Answered rightly against wrong passages, in percent, one line a system.

    Args:
        curves: points by title, as `curve` gives them.
        marks: wrong and answered, as shares, of each system as it really runs.
        most_wrong: the target, a share.
        answered: the target, a share.
    """
    figure = Figure(figsize=(7.2, 4.2))
    axes = figure.subplots()
    for number, (title, points) in enumerate(curves.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        axes.plot(
            [100 * point["wrong"] for point in points],
            [100 * point["answered"] for point in points],
            _DASHES[number % len(_DASHES)],
            color=colour,
            label=title,
        )
        if title in marks:
            wrong, right = marks[title]
            axes.plot([100 * wrong], [100 * right], "o", color=colour, markersize=8)
    axes.axvline(100 * most_wrong, color=_SOFT, linewidth=1)
    axes.axhline(100 * answered, color=_SOFT, linewidth=1)
    axes.set(
        xlabel="messages given a wrong passage, %",
        ylabel="questions answered rightly, %",
        xlim=(0, 40),
        ylim=(0, 100),
    )
    axes.legend(frameon=False, loc="lower right")
    return _svg(figure, "coverage", "Coverage against wrong answers, a line for each system")


def reliability(bins: Sequence[Mapping[str, Any]]) -> str:
    """How often it was right, against how sure it was, in percent."""
    figure = Figure(figsize=(5.2, 4.2))
    axes = figure.subplots()
    axes.plot([0, 100], [0, 100], "--", color=_SOFT, linewidth=1, label="as sure as right")
    axes.bar(
        [50 * (part["from"] + part["to"]) for part in bins],
        [100 * part["right"] for part in bins],
        width=8.5,
        color=_COLOURS[0],
    )
    for part in bins:
        middle = 50 * (part["from"] + part["to"])
        axes.annotate(
            str(part["of"]), (middle, 100 * part["right"] + 1), ha="center", fontsize=8, color=_INK
        )
    axes.set(
        xlabel="how sure it was, %",
        ylabel="how often it was right, %",
        xlim=(0, 100),
        ylim=(0, 125),
    )
    axes.set_yticks(range(0, 101, 20))
    axes.legend(frameon=False, loc="upper left")
    return _svg(figure, "reliability", "How often replies were right, by how sure it was")


def bars(shares: Mapping[str, Mapping[str, Any]], name: str, words: str) -> str:
    """One bar for each share, named, with its counts; for a table at a glance."""
    figure = Figure(figsize=(7.2, 0.6 + 0.24 * len(shares)))
    axes = figure.subplots()
    labels = list(shares)[::-1]
    widths = [100 * (shares[label]["share"] or 0) for label in labels]
    axes.barh(labels, widths, color=_COLOURS[0], height=0.7)
    for label, width in zip(labels, widths, strict=True):
        counts = f"{shares[label]['count']} of {shares[label]['of']}"
        axes.annotate(counts, (width + 1, label), va="center", fontsize=8, color=_INK)
    axes.set(xlim=(0, 118), ylim=(-0.6, len(labels) - 0.4), xlabel="right, %")
    axes.set_xticks(range(0, 101, 20))
    axes.tick_params(axis="y", labelsize=8)
    return _svg(figure, name, words)


def _svg(figure: Figure, name: str, words: str) -> str:
    """The picture as an element: described for people who cannot see it, the same each time."""
    for axes in figure.axes:
        axes.spines[["top", "right"]].set_visible(False)
    settings = {"svg.fonttype": "none", "svg.hashsalt": name, "font.family": "sans-serif"}
    written = io.StringIO()
    with matplotlib.rc_context(settings):
        figure.savefig(written, format="svg", bbox_inches="tight", metadata={"Date": None})
    element = written.getvalue()[written.getvalue().index("<svg") :]
    element = re.sub(r"<metadata>.*?</metadata>", "", element, flags=re.DOTALL)
    # Two pictures stand in one page: what one defines must not be taken for the other's.
    element = re.sub(r'(\bid="|url\(#|xlink:href="#)', rf"\g<1>{name}-", element)
    # matplotlib quotes the family, and browsers would look for a font of that name.
    element = element.replace("'sans-serif'", "system-ui, sans-serif")
    return element.replace("<svg", f'<svg role="img" aria-label="{words}"', 1)
