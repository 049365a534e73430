"""Words and pages that mean harm, or are merely odd."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.conftest import Server
from tests.widget.conftest import Chat
from tests.widget.hosts import HOSTILE as HOSTILE_STYLE
from tests.widget.hosts import embed
from tests.widget.replies import HOSTILE, QUOTED, STRANGE, answer_with, passage

ODD = [
    '<img src=x onerror="document.title=1">',
    "javascript:alert(1)",
    "[click](javascript:alert(1)) **bold** `code`",
    "abc \u202e txet desrever \u2066 never closed",
    "zero\u200bwidth\u200djoiners\ufeff in what is DLI",
    "DLI " + "😀" * 990,
    "a" * 1000,
    "Z\u0351\u036b\u0343a\u0363\u030b\u0352l\u035eg\u0321o what is DLI",
    "&lt;b&gt; &amp; \\u003cscript\\u003e ${7*7} {{7*7}}",
    "ما هو الانتكاس؟ what is a relapse",
]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_what_people_type_is_shown_as_typed(page: Page, chat: Chat, text: str) -> None:
    title = page.title()
    chat.ask(text)
    shown = chat.log.locator(".mine > p").first.evaluate("p => p.textContent")
    assert shown == text
    assert page.title() == title
    assert chat.element.locator("img, script, iframe").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert chat.log.evaluate("log => log.scrollWidth <= log.clientWidth")


def test_a_thousand_emoji_are_refused_kindly_and_kept(chat: Chat) -> None:
    chat.send("😀" * 1000)
    expect(chat.log.locator(".failed")).to_contain_text("in words")
    chat.element.get_by_role("button", name="Change it").click()
    expect(chat.box).to_have_value("😀" * 1000)


def test_too_long_a_question_stays_where_it_is(chat: Chat) -> None:
    chat.send("a" * 1003)
    expect(chat.element.locator(".over")).to_contain_text("3 too many")
    expect(chat.box).to_have_value("a" * 1003)
    expect(chat.log.locator(".mine")).to_have_count(0)


def test_a_quotation_is_not_touched(page: Page, chat: Chat) -> None:
    answer_with(
        page, [{"text": "x", "custom": {"kind": "answer", "passages": [passage(text=QUOTED)]}}]
    )
    quote = chat.ask("Odd?").locator("blockquote")
    assert quote.evaluate("quote => quote.textContent") == QUOTED
    assert quote.evaluate("quote => quote.children.length") == 0
    assert "a bullet\n  • an" in quote.inner_text()


def test_whatever_the_server_says_is_text(page: Page, chat: Chat) -> None:
    title = page.title()
    answer_with(page, STRANGE)
    reply = chat.ask("Strange?")
    expect(reply.locator("blockquote")).to_have_text(HOSTILE, use_inner_text=False)
    assert page.title() == title
    assert chat.element.locator("img, script, iframe").count() == 0
    targets = reply.locator("a").evaluate_all("links => links.map(link => link.href)")
    assert all(not target.startswith("javascript:") for target in targets)
    (source,) = [target for target in targets if "/documents/" in target]
    assert "/documents/..%2F..%2Fevil?" in source


@pytest.fixture
def friendly(server: Server, contexts: Callable[..., BrowserContext]) -> Page:
    """A page of another site; the browser is told that the server allows it."""
    return contexts(viewport={"width": 1280, "height": 900}, bypass_csp=False).new_page()


def test_a_hostile_style_sheet_does_not_reach_it(
    friendly: Page, server: Server, picture: Callable[..., None]
) -> None:
    embed(friendly, server.url, "<verbatim-chat></verbatim-chat>", HOSTILE_STYLE)
    chat = Chat(friendly)
    chat.element.get_by_role("button", name="Ask a question").click()
    expect(chat.box).to_be_visible()
    size = chat.box.evaluate("box => parseFloat(getComputedStyle(box).fontSize)")
    assert 16 <= size <= 26
    colour = chat.element.locator("h2").evaluate("title => getComputedStyle(title).color")
    assert colour != "rgb(255, 0, 0)"
    picture(friendly, "hostile-host")


def test_a_page_that_is_not_on_the_list_gets_no_answer(friendly: Page, server: Server) -> None:
    embed(friendly, server.url, "<verbatim-chat position=inline></verbatim-chat>")
    chat = Chat(friendly)
    chat.send("What is a relapse?")
    expect(chat.log.locator(".failed")).to_contain_text("cannot be reached")
