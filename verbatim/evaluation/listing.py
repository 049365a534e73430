"""The tables of the report: replies, refusals, emergencies, conversations, failures."""

from __future__ import annotations

from typing import Any

from verbatim.evaluation import page
from verbatim.evaluation.sets import main_group

_LABELS = {
    "answer": "the page answers",
    "gap": "the page announces an answer and has lost it",
    "decline_near": "about leukemia, not on the page",
    "decline_far": "about something else",
    "urgent": "an emergency",
    "not_urgent": "looks like an emergency, is none",
    "smalltalk": "small talk",
}


def kinds(found: dict[str, Any]) -> str:
    """What was expected against the kind of reply given."""
    main = main_group(found)
    table = found["groups"][main]["kinds"]
    columns = sorted({kind for row in table.values() for kind in row})
    rows = [
        [
            page.cell(words),
            *(
                page.figure(f"groups.{main}.kinds.{label}.{kind}", table[label][kind])
                for kind in columns
            ),
            page.figure(
                f"groups.{main}.expected.{label}.right",
                found["groups"][main]["expected"][label]["right"],
            ),
        ]
        for label, words in _LABELS.items()
        if label in table
    ]
    return page.section(
        "kinds",
        "What it replied with",
        page.paragraph(
            f"“{found['groups'][main]['title']}”: what each message is (left), and how many "
            "got which kind of reply. Quoting something for a message the page does not answer "
            "is the worst that can happen; refusing what it does answer the second worst."
        ),
        page.table(["The message is", *columns, "right"], rows),
    )


def refusals(found: dict[str, Any]) -> str:
    """Near-domain and far questions, group by group, beside the other systems."""
    return page.section(
        "refusals",
        "Knowing what the page does not say",
        page.paragraph(
            "Questions about leukemia that the page leaves open, often in its own words, and "
            "questions about something else. Right is any refusal; wrong is a quotation."
        ),
        _shares(found, ("declined_near", "declined_far")),
    )


def emergencies(found: dict[str, Any]) -> str:
    """Emergencies caught, and everything else left alone."""
    return page.section(
        "emergencies",
        "Emergencies",
        page.paragraph(
            "A possible emergency must be caught in any wording; a question about emergencies, "
            "or an idiom such as “dying to know”, must not be taken for one."
        ),
        _shares(found, ("red_flags", "not_flagged")),
    )


def _shares(found: dict[str, Any], keys: tuple[str, ...]) -> str:
    words = {target["key"]: target["words"] for target in found["targets"]}
    rows = []
    for name, group in found["groups"].items():
        if not any(group["scores"][key]["of"] for key in keys):
            continue
        path = f"groups.{name}.scores"
        shares = [page.figure(f"{path}.{key}", group["scores"][key]) for key in keys]
        rows.append([page.cell("Verbatim"), page.cell(group["title"]), *shares])
        for peer_name, peer in found["peers"].items():
            path = f"peers.{peer_name}.groups.{name}.scores"
            scores = peer["groups"][name]["scores"]
            shares = [page.figure(f"{path}.{key}", scores[key]) for key in keys]
            rows.append([page.cell(peer["title"]), page.cell(group["title"]), *shares])
    return page.table(["System", "Questions", *(words[key] for key in keys)], rows)


def conversations(found: dict[str, Any]) -> str:
    """Turns by their place in the conversation, and the conversations that went wrong."""
    rows, failed = [], []
    for name, group in found["groups"].items():
        if not group["conversations"]:
            continue
        path = f"groups.{name}"
        rows.append(
            [
                page.cell(group["title"]),
                *(
                    page.figure(f"{path}.turns.{turn}", group["turns"][turn])
                    for turn in ("first", "second", "later")
                ),
                page.figure(f"{path}.scores.dialogues", group["scores"]["dialogues"]),
            ]
        )
        failed.append(_failed(group))
    return page.section(
        "conversations",
        "Conversations",
        page.paragraph(
            "Later turns lean on earlier ones (“does it work?”). A conversation is right if "
            "every turn of it is."
        ),
        page.table(["Conversations", "1st turn", "2nd turn", "Later turns", "Whole"], rows),
        *failed,
    )


def _failed(group: dict[str, Any]) -> str:
    tables = [
        page.table(
            ["Message", "Should have been", "Taken for"],
            [
                [
                    page.quotes([turn["text"]]),
                    page.cell(turn["expected"]),
                    page.cell(turn["given"], "" if turn["right"] else "missed"),
                ]
                for turn in turns
            ],
        )
        for turns in group["failed_conversations"]
    ]
    return page.folded(f"{group['title']}: {len(tables)} that went wrong", "\n".join(tables))


def failures(found: dict[str, Any]) -> str:
    """Every message that was treated wrongly."""
    return page.section(
        "failures",
        "Every failure, line by line",
        page.paragraph(
            "Improve the assistant by reading the failures of “Validation” and of sets of your "
            "own. Whoever reads those held out and acts on them has no measure left."
        ),
        *(
            page.folded(
                f"{group['title']}: {len(group['failures'])} of {group['messages']}",
                _failure_table(name, group),
            )
            for name, group in found["groups"].items()
        ),
    )


def _failure_table(name: str, group: dict[str, Any]) -> str:
    return page.table(
        ["Line", "Message", "Should have been", "Taken for", "Sure", "Shown"],
        [
            [
                page.cell(line["place"], "soft"),
                page.quotes([line["text"]]),
                page.cell(line["expected"]),
                page.cell(line["given"]),
                page.figure(f"groups.{name}.failures.{number}.confidence", line["confidence"]),
                page.cell(line["shown"], "soft"),
            ]
            for number, line in enumerate(group["failures"])
        ],
    )
