"""The report for people: evaluation.html, made of the figures in evaluation.json."""

from __future__ import annotations

from typing import Any

from verbatim.evaluation import by_question, listing, page, pictures
from verbatim.evaluation.sets import main_group
from verbatim.evaluation.targets import TARGETS

_CONTENTS = {
    "summary": "Summary",
    "kinds": "Kinds of reply",
    "questions": "Questions",
    "coverage": "Coverage",
    "calibration": "Calibration",
    "refusals": "Refusals",
    "emergencies": "Emergencies",
    "voices": "Voices",
    "conversations": "Conversations",
    "failures": "Failures",
}


def html(found: dict[str, Any]) -> str:
    """The whole page. Every figure in it names the place in `found` that it shows."""
    links = "".join(f'<a href="#{id}">{title}</a> ' for id, title in _CONTENTS.items())
    parts = [
        "<h1>How well the assistant understands</h1>",
        page.paragraph(f"Evaluated on {found['date']}. Model {found['fingerprint'][:16]}.", "soft"),
        f"<nav>{links}</nav>",
        _summary(found),
        listing.kinds(found),
        by_question.questions(found),
        _coverage(found),
        _calibration(found),
        listing.refusals(found),
        listing.emergencies(found),
        _voices(found),
        listing.conversations(found),
        listing.failures(found),
    ]
    return page.document("Evaluation", "\n".join(parts))


def _summary(found: dict[str, Any]) -> str:
    groups, peers = found["groups"], found["peers"]
    main = main_group(found)
    rows = []
    for target in found["targets"]:
        key = target["key"]
        row = [page.cell(target["words"]), page.cell(target["bound"])]
        for name, group in groups.items():
            css = {True: "met", False: "missed", None: ""}[target["met"][name]]
            row.append(page.figure(f"groups.{name}.scores.{key}", group["scores"][key], css))
        row += [
            page.figure(
                f"peers.{name}.groups.{main}.scores.{key}", peer["groups"][main]["scores"][key]
            )
            for name, peer in peers.items()
        ]
        rows.append(row)
    leaks = found["leaks"]
    return page.section(
        "summary",
        "Summary",
        page.paragraph(
            "Each figure is the share of messages treated rightly, except where it says "
            "otherwise; green keeps the target, red misses it. “Held out” are questions that "
            "nobody who built the model looked at: they count. “Validation” chose the "
            "thresholds, and the red-flag phrasings were at hand when the rules for "
            "emergencies were written, so both flatter. The last columns are other systems, "
            f"asked the questions of “{groups[main]['title']}”."
        ),
        page.table(
            [
                "What",
                "Target",
                *(group["title"] for group in groups.values()),
                *(peer["title"] for peer in peers.values()),
            ],
            rows,
        ),
        page.paragraph(
            f"{len(leaks)} questions stand in the training data, word for word or nearly, and "
            "flatter these figures.",
            "missed",
        )
        if leaks
        else page.paragraph("No question stands in the training data, not even nearly."),
    )


def _coverage(found: dict[str, Any]) -> str:
    main = main_group(found)
    group = found["groups"][main]
    curves = {"Verbatim": group["curve"]}
    marks = {"Verbatim": group["scores"]}
    for peer in found["peers"].values():
        curves[peer["title"]] = peer["groups"][main]["curve"]
        marks[peer["title"]] = peer["groups"][main]["scores"]
    bounds = {target.key: target.share for target in TARGETS}
    best = group["at_most_wrong"] or {"threshold": None, "answered": None}
    return page.section(
        "coverage",
        "Coverage against wrong answers",
        page.paragraph(
            "Who answers everything is often wrong; who answers nothing never is. Each line "
            "shows what one threshold on the model's confidence would bring, from strict (left) "
            "to lax (right); the dot is the system as it runs, with all its other signals. Up "
            "and to the left is better. The thin lines are the targets."
        ),
        pictures.coverage(
            curves,
            {
                title: (score["wrong_passage"]["share"] or 0.0, score["answered"]["share"] or 0.0)
                for title, score in marks.items()
            },
            bounds["wrong_passage"],
            bounds["answered"],
        ),
        page.table(
            ["A single threshold with wrong passages within the target", "figure"],
            [
                [
                    page.cell("answers, of the questions the page answers"),
                    page.figure(f"groups.{main}.at_most_wrong.answered", best["answered"]),
                ],
                [
                    page.cell("lies at a confidence of"),
                    page.figure(f"groups.{main}.at_most_wrong.threshold", best["threshold"]),
                ],
            ],
        ),
    )


def _calibration(found: dict[str, Any]) -> str:
    main = main_group(found)
    rows = [
        [
            page.cell(group["title"]),
            page.figure(f"groups.{name}.calibration.ece", group["calibration"]["ece"]),
            page.figure(f"groups.{name}.calibration.of", group["calibration"]["of"]),
        ]
        for name, group in found["groups"].items()
    ]
    return page.section(
        "calibration",
        "Is it right as often as it says?",
        page.paragraph(
            "Of all replies given with 80 % confidence, 80 % should be right. Bars above the "
            "dashed line: more often right than it thinks; below: too sure of itself. The small "
            "numbers count replies. The calibration error is the mean distance from the line."
        ),
        pictures.reliability(found["groups"][main]["calibration"]["bins"]),
        page.table(["Questions", "Calibration error", "Replies"], rows),
    )


def _voices(found: dict[str, Any]) -> str:
    groups = {name: group for name, group in found["groups"].items() if group["styles"]}
    styles = sorted({style for group in groups.values() for style in group["styles"]})
    rows = []
    for style in styles:
        row = [page.cell(style)]
        for name, group in groups.items():
            path = f"groups.{name}.styles.{style}"
            part = group["styles"].get(style)
            row.append(page.figure(f"{path}.right", part["right"]) if part else page.cell("–"))
            row.append(
                page.figure(f"{path}.wrong_passage", part["wrong_passage"])
                if part
                else page.cell("–")
            )
        rows.append(row)
    head = ["Voice"]
    for group in groups.values():
        head += [f"{group['title']}: right", "wrong passage"]
    return page.section(
        "voices",
        "By voice",
        page.paragraph(
            "The same assistant has to serve those who write well and those who cannot: typing "
            "errors, a second language (esl), a few keywords, a long story, a relative."
        ),
        page.table(head, rows),
    )
