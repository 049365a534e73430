"""The short table for the terminal."""

from __future__ import annotations

from typing import Any

from verbatim.evaluation.sets import main_group

_WIDTH = 46


def text(found: dict[str, Any]) -> str:
    """Targets and figures, one a line; `*` marks a target that is missed."""
    main = main_group(found)
    heads = [group["title"] for group in found["groups"].values()]
    heads += [peer["title"] for peer in found["peers"].values()]
    widths = [max(len(head), 8) + 2 for head in heads]
    lines = [
        "".ljust(_WIDTH)
        + "target".ljust(16)
        + "".join(head.rjust(width) for head, width in zip(heads, widths, strict=True))
    ]
    for target in found["targets"]:
        key = target["key"]
        cells = [
            _cell(group["scores"][key], missed=target["met"][name] is False)
            for name, group in found["groups"].items()
        ]
        cells += [
            _cell(peer["groups"][main]["scores"][key], missed=False)
            for peer in found["peers"].values()
        ]
        lines.append(
            target["words"][: _WIDTH - 1].ljust(_WIDTH)
            + target["bound"].ljust(16)
            + "".join(one.rjust(width) for one, width in zip(cells, widths, strict=True))
        )
    if found["leaks"]:
        lines.append(f"{len(found['leaks'])} questions stand in the training data: see the report.")
    return "\n".join(lines)


def _cell(figure: dict[str, Any], *, missed: bool) -> str:
    if figure["share"] is None:
        return "– "
    return f"{100 * figure['share']:.1f} %{'*' if missed else ' '}"
