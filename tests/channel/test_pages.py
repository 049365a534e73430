"""The pages around the widget, and the form without script."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.channel.conftest import CHAT, Stage
from verbatim.channel.pages import Overview
from verbatim.channel.plain import own_words
from verbatim.dialogue.resources import Resources
from verbatim.reply import quote

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7777*7777 }}"


def field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found
    return found[1]


async def send(stage: Stage, **form: str) -> tuple[int, str]:
    async with stage.client.post(f"{stage.url}/plain", data=form) as answer:
        return answer.status, await answer.text()


async def test_the_page_says_what_is_answered_and_what_not(stage: Stage) -> None:
    status, _, page = await stage.get("/")
    assert status == 200
    assert "What AML stands for" in page
    assert "side effects" in page
    assert f"&lt;script type=&#34;module&#34; src=&#34;{stage.url}/widget/verbatim.js&#34;" in page
    assert "<noscript>" in page


def test_examples_come_from_different_topics(content: Resources) -> None:
    overview = Overview.of(content.library)
    assert 3 <= len(overview.examples) == len(set(overview.examples))
    assert set(overview.examples) <= set(overview.answered)


async def test_a_form_needs_no_session_and_gets_one(stage: Stage) -> None:
    status, page = await send(stage, message="Hi")
    assert status == 200
    assert "Hello." in page
    status, _ = await send(stage, message="again", session=field(page, "session"))
    assert len(list(await stage.store.keys())) == 1


async def test_an_offered_question_is_a_button(stage: Stage) -> None:
    _, page = await send(stage, message="Hi")
    form = {name: field(page, name) for name in ("session", "asked", "payload")}
    status, page = await send(stage, **form)
    assert status == 200
    assert stage.agent.texts[-1] == "/a"
    assert '<span dir="auto">A</span>' in page


async def test_a_session_that_ended_becomes_a_new_one(stage: Stage) -> None:
    status, page = await send(stage, message="Hi", session="over")
    assert (status, "Hello." in page) == (200, True)


async def test_nothing_that_was_typed_is_markup(stage: Stage) -> None:
    stage.agent.says = [{"text": HOSTILE, "custom": {"kind": "chat", "about": HOSTILE}}]
    status, page = await send(stage, message=HOSTILE)
    assert status == 200
    assert "<script>" not in page
    assert "<img src=x" not in page
    assert "60481729" not in page


async def test_a_refused_message_stays_in_the_form(stage: Stage) -> None:
    status, page = await send(stage, message="?!?!")
    assert status == 422
    assert "in words" in page
    assert ">?!?!</textarea>" in page


async def test_a_form_from_another_page_is_turned_away(stage: Stage) -> None:
    headers = {"Origin": "https://evil.example", "Accept": "text/html"}
    url = f"{stage.url}/plain"
    async with stage.client.post(url, data={"message": "Hi"}, headers=headers) as answer:
        assert answer.status == 403
    assert stage.agent.texts == []


async def test_a_form_with_a_file_or_nothing_is_refused(stage: Stage) -> None:
    assert (await send(stage))[0] == 422
    async with stage.client.post(f"{stage.url}/plain", data=b"\xff\xfe\0") as answer:
        assert answer.status == 422


async def test_quotations_notes_contacts_and_ways_to_a_person(
    stage: Stage, content: Resources
) -> None:
    passage = next(p for p in content.library.passages.values() if p.note)
    stage.agent.says = [
        {
            "text": "x",
            "custom": {
                "kind": "answer",
                "about": "Something",
                "passages": quote(content.library, [passage]),
                "contacts": [{"label": "Emergency", "number": "112"}],
                "human": {"title": "A nurse", "words": "Call.", "link": "tel:+123"},
            },
        },
        {"text": "An aside."},
    ]
    _, page = await send(stage, message="Hi")
    assert f"<blockquote>{passage.text}</blockquote>" in page
    assert passage.note is not None
    assert passage.note.split()[0] in page
    assert f"start={passage.span.start}&amp;end={passage.span.end}" in page
    assert 'href="tel:112"' in page
    assert 'href="tel:+123"' in page
    assert "An aside." in page


@pytest.mark.parametrize(
    ("message", "own"),
    [
        (CHAT, "Hello."),
        ({"text": "“quoted”", "custom": {"passages": [{}]}}, ""),
        ({"text": "Did you mean?\n• A", "custom": {"options": [{"title": "A"}]}}, "Did you mean?"),
        (
            {"text": "a\n• Call: 1\nb", "custom": {"contacts": [{"label": "Call", "number": "1"}]}},
            "a\nb",
        ),
        ({"text": "• not an option"}, "• not an option"),
        ({"custom": {}}, ""),
    ],
)
def test_own_words_are_what_is_not_shown_otherwise(message: dict[str, Any], own: str) -> None:
    assert own_words(message) == own
