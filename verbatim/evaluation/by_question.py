"""The report by question: how often each was understood, and what it was taken for."""

from __future__ import annotations

from typing import Any

from verbatim.evaluation import page, pictures
from verbatim.evaluation.sets import main_group

_MOST_CONFUSIONS = 60


def questions(found: dict[str, Any]) -> str:
    """Accuracy by question, and what is taken for what."""
    main = main_group(found)
    subjects = found["groups"][main]["subjects"]
    shares = {
        name: part["right"]
        for name, part in sorted(subjects.items(), key=lambda one: one[1]["right"]["share"])
        if part["right"]["share"] < 1
    }
    parts = [
        page.section(
            "questions",
            "By question",
            page.paragraph(
                f"“{found['groups'][main]['title']}”: each bar is one thing people ask (ask_: "
                "the page answers it; gap_: it does not), the hardest on top. The other "
                f"{len(subjects) - len(shares)} were understood every time."
            ),
            pictures.bars(shares, "questions", "Right replies by question") if shares else "",
            page.folded("All of them", _all(found)),
            "<h3>What was taken for what</h3>",
            *(_confusions(name, group) for name, group in found["groups"].items()),
        )
    ]
    if found["folds"]:
        parts.append(_folds(found["folds"]))
    return "\n".join(parts)


def _all(found: dict[str, Any]) -> str:
    groups = found["groups"]
    names = sorted({name for group in groups.values() for name in group["subjects"]})
    rows = []
    for subject in names:
        row = [page.cell(subject)]
        for name, group in groups.items():
            part = group["subjects"].get(subject)
            path = f"groups.{name}.subjects.{subject}.right"
            row.append(page.figure(path, part["right"]) if part else page.cell(""))
        rows.append(row)
    return page.table(["Question", *(group["title"] for group in groups.values())], rows)


def _confusions(name: str, group: dict[str, Any]) -> str:
    path = f"groups.{name}.confusions"
    listed = group["confusions"][:_MOST_CONFUSIONS]
    return page.folded(
        f"{group['title']}: {len(group['confusions'])} pairs, {len(group['failures'])} messages",
        _confusion_table(path, listed),
    )


def _confusion_table(path: str, listed: list[dict[str, Any]]) -> str:
    return page.table(
        ["Should have been", "Taken for", "Times", "For example"],
        [
            [
                page.cell(pair["expected"]),
                page.cell(pair["given"]),
                page.figure(f"{path}.{number}.of", pair["of"]),
                page.quotes(pair["examples"]),
            ]
            for number, pair in enumerate(listed)
        ],
    )


def _folds(folds: dict[str, Any]) -> str:
    rows = [
        [
            page.cell(name),
            page.figure(f"folds.subjects.{name}.right", part["right"]),
            page.figure(f"folds.subjects.{name}.wrong_passage", part["wrong_passage"]),
        ]
        for name, part in sorted(
            folds["subjects"].items(), key=lambda one: one[1]["right"]["share"]
        )
    ]
    return page.section(
        "folds",
        "Cross-validation",
        page.paragraph(
            "Every training example, judged by a model trained without it. Its neighbours were "
            "written by the same hand, so these figures are kinder than the rest."
        ),
        page.table(["Question", "Right", "Wrong passage"], rows),
        page.folded(
            "What was taken for what",
            _confusion_table("folds.confusions", folds["confusions"][:_MOST_CONFUSIONS]),
        ),
    )
