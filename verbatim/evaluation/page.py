"""Small pieces of HTML: the frame of the report, tables, and figures that can be traced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

_TOGETHER = "\N{NO-BREAK SPACE}"

STYLE = """
:root { color-scheme: light; }
body { font: 16px/1.5 system-ui, sans-serif; color: #1f2933; background: #fff;
  max-width: 62rem; margin: 0 auto; padding: 1rem; }
h1 { line-height: 1.2; } h2 { margin-top: 2.5rem; border-top: 1px solid #cbd2d9;
  padding-top: 1rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; margin: 1rem 0; font-size: .93rem; }
th, td { text-align: left; padding: .25rem .7rem .25rem 0; vertical-align: top;
  border-bottom: 1px solid #e4e7eb; }
td.number { font-variant-numeric: tabular-nums; }
.met { color: #0b6e6e; } .missed { color: #b42318; font-weight: 600; }
.soft { color: #52606d; } q { font-style: italic; }
svg { max-width: 100%; height: auto; }
nav a { margin-right: 1rem; white-space: nowrap; }
summary { cursor: pointer; font-weight: 600; }
"""


def document(title: str, body: str) -> str:
    """A whole page that needs no other file."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def section(id: str, title: str, *parts: str) -> str:
    """A section with a heading that links can point to."""
    inner = "\n".join(part for part in parts if part)
    return f'<section id="{escape(id)}">\n<h2>{escape(title)}</h2>\n{inner}\n</section>'


def paragraph(text: str, css: str = "") -> str:
    return f'<p class="{css}">{escape(text)}</p>' if css else f"<p>{escape(text)}</p>"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; the cells of its rows are HTML already (`cell`, `figure`)."""
    listed = [f"<tr>{''.join(row)}</tr>" for row in rows]
    if not listed:
        return paragraph("None.", "soft")
    titles = "".join(f'<th scope="col">{escape(title)}</th>' for title in head)
    lines = "\n".join(listed)
    return (
        f'<div class="scroll"><table>\n<thead><tr>{titles}</tr></thead>\n'
        f"<tbody>\n{lines}\n</tbody>\n</table></div>"
    )


def cell(text: str, css: str = "") -> str:
    return f'<td class="{css}">{escape(text)}</td>' if css else f"<td>{escape(text)}</td>"


def quotes(texts: Iterable[str]) -> str:
    """A cell with one message a line."""
    return f"<td>{'<br>'.join(f'<q>{escape(text)}</q>' for text in texts)}</td>"


def figure(path: str, value: Any, css: str = "") -> str:
    """A cell that names which figure of evaluation.json it shows."""
    classes = f"number {css}".strip()
    return f'<td class="{classes}" data-figure="{escape(path)}">{escape(shown(value))}</td>'


def shown(value: Any) -> str:
    """A figure as people read it: shares in percent with their counts."""
    if value is None:
        return "–"
    if isinstance(value, dict):
        if value["share"] is None:
            return "–"
        counts = f"({value['count']} of {value['of']})".replace(" ", _TOGETHER)
        return f"{percent(value['share'])} {counts}"
    if isinstance(value, float):
        return percent(value)
    return str(value)


def percent(part: float) -> str:
    return f"{100 * part:.1f}{_TOGETHER}%"


def folded(title: str, inner: str) -> str:
    """Something long, closed until somebody wants it."""
    return f"<details>\n<summary>{escape(title)}</summary>\n{inner}\n</details>"
