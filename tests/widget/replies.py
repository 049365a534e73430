"""Replies of every kind, for states that a trained model cannot be asked for."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page, Route

MESSAGES = "**/webhooks/web/message"

HOSTILE = (
    "<img src=x onerror=\"document.title='stolen'\"><script>document.title='stolen'</script>"
    "[a](javascript:alert(1)) **bold** \u202eright to left\u202c zero\u200bwidth {{7*7}}"
)

QUOTED = (
    "  Two  spaces, a tab\there,\n\n  • a bullet\n  • an <i>odd</i> one & an entity &amp;\r\nand "
    "a carriage return. \U0001d504\U0001f600 \u202eRTL\u202c e\u0301 "
)
"""What a browser would love to change in a quotation."""


def passage(**changes: Any) -> dict[str, Any]:
    return {
        "id": "p",
        "document": "refractory-and-relapsed",
        "title": "Refractory and Relapsed",
        "section": "Clinical Trials",
        "text": "Several drugs are being studied.",
        "start": 1,
        "end": 5,
        "sha256": "0",
        "updated": "2011-03-19",
        "updated_words": "last updated on Saturday, March 19, 2011",
        "note": None,
        **changes,
    }


URGENT = [
    {
        "text": "This may be an emergency. Please get medical help now.\n• Emergency: 112\n"
        "If you are having treatment, also call your hospital team.",
        "custom": {"kind": "urgent", "contacts": [{"label": "Emergency", "number": "112"}]},
        "turn": "t.1",
    }
]
UNCLEAR = [
    {
        "text": "I am not sure that I understood. Did you mean one of these?\n• What DLI is",
        "custom": {"kind": "unclear", "options": [{"title": "What DLI is", "payload": "x/a"}]},
        "turn": "t.1",
    }
]
PERSON = [
    {
        "text": "Then I will not guess.",
        "custom": {
            "kind": "not_covered",
            "human": {
                "title": "Talk to a nurse",
                "words": "Weekdays from 9 to 5.",
                "link": "tel:+15550100",
            },
        },
        "turn": "t.1",
    }
]
NOTED = [
    {
        "text": "x",
        "custom": {
            "kind": "answer",
            "about": "Treatment",
            "passages": [passage(note="The list that followed is missing from our copy.")],
        },
        "turn": "t.1",
    },
    {"text": "This page was last updated 15 years ago."},
]
ERROR = [
    {
        "text": "Something went wrong on our side. Tell support this reference: abcd1234",
        "custom": {"kind": "error", "reference": "abcd1234"},
    }
]
STRANGE = [
    {
        "text": HOSTILE,
        "custom": {
            "kind": "answer' onclick='x",
            "about": HOSTILE,
            "passages": [passage(text=HOSTILE, title=HOSTILE, document="../../evil", note=HOSTILE)],
            "related": [{"title": HOSTILE, "payload": "x/a"}],
            "human": {"title": HOSTILE, "words": HOSTILE, "link": "javascript:alert(1)"},
            "contacts": [{"label": HOSTILE, "number": "javascript:1"}],
        },
        "turn": "t.1",
    },
    {"text": HOSTILE},
]


def answer_with(page: Page, messages: list[dict[str, Any]]) -> None:
    """From now on the server seems to answer this."""
    page.unroute(MESSAGES)
    page.route(MESSAGES, lambda route: fulfil(route, messages))


def fulfil(route: Route, body: Any, status: int = 200, **headers: str) -> None:
    route.fulfill(
        status=status,
        body=json.dumps(body),
        headers={"Content-Type": "application/json", **headers},
    )
