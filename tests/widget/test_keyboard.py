"""A whole conversation without a mouse, and what a screen reader is given."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.conftest import Server
from tests.widget.conftest import Chat
from tests.widget.replies import NOTED, answer_with

FOCUSED = """() => {
    let active = document.activeElement;
    while (active.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return (active.getAttribute("aria-label") || active.textContent || active.tagName).trim();
}"""


def focused(page: Page) -> str:
    return str(page.evaluate(FOCUSED))


def tab_to(page: Page, name: str, most: int = 40) -> None:
    for _ in range(most):
        if focused(page).startswith(name):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {name}; it is at {focused(page)}")


@pytest.fixture
def floating(page: Page) -> Chat:
    """The widget as most pages have it: a button in the corner."""
    page.locator("verbatim-chat").evaluate("element => element.removeAttribute('position')")
    page.get_by_role("button", name="Ask a question").wait_for()
    return Chat(page)


def test_a_whole_conversation_by_keyboard(page: Page, floating: Chat) -> None:
    tab_to(page, "Ask a question")
    page.keyboard.press("Enter")
    expect(floating.box).to_be_focused()
    page.keyboard.type("What is a donor")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("leukocyte infusion?")
    page.keyboard.press("Enter")
    expect(floating.replies).to_have_count(1)
    expect(floating.box).to_be_focused()
    page.keyboard.press("Escape")
    expect(floating.box).to_be_hidden()
    assert focused(page) == "Ask a question"
    page.keyboard.press("Space")
    expect(floating.box).to_be_focused()
    for _ in range(30):  # backwards through the log to the thumbs
        page.keyboard.press("Shift+Tab")
        if focused(page) == "Helpful":
            break
    page.keyboard.press("Space")
    expect(floating.status).to_contain_text("Thank you")
    assert focused(page) == "Helpful"
    offer = floating.replies.locator(".offers button").first
    offer.focus()
    page.keyboard.press("Enter")
    expect(floating.replies).to_have_count(2)
    tab_to(page, "More", 80)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert focused(page) == "More"
    expect(floating.box).to_be_visible()
    page.keyboard.press("Enter")
    tab_to(page, "Delete my conversation")
    page.keyboard.press("Enter")
    assert focused(page) == "Keep it"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(floating.replies).to_have_count(0)
    expect(floating.box).to_be_focused()


def test_focus_is_always_visible(page: Page, chat: Chat) -> None:
    chat.ask("What is a relapse?")
    chat.box.focus()
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        outline = page.evaluate(
            """() => {
                let active = document.activeElement;
                while (active.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
                const style = getComputedStyle(active);
                return [style.outlineStyle, parseFloat(style.outlineWidth)];
            }"""
        )
        assert outline[0] != "none"
        assert outline[1] >= 2


def test_on_a_small_screen_focus_cannot_get_behind_it(
    contexts: Callable[..., BrowserContext], server: Server, picture: Callable[..., None]
) -> None:
    page = contexts(viewport={"width": 320, "height": 640}).new_page()
    page.goto(server.url)
    page.locator("verbatim-chat").evaluate("element => element.removeAttribute('position')")
    page.get_by_role("button", name="Ask a question").click()
    chat = Chat(page)
    chat.ask("What is a relapse?")
    picture(page, "small-screen")
    for _ in range(25):
        page.keyboard.press("Tab")
        inside = page.evaluate("document.activeElement.localName")
        assert inside in ("verbatim-chat", "body")  # body: the browser's own controls
    page.keyboard.press("Escape")
    expect(chat.box).to_be_hidden()


def test_everything_to_press_is_large_enough(page: Page, chat: Chat) -> None:
    answer_with(page, NOTED)
    chat.ask("Something")
    for target in chat.element.locator("button:visible, a:visible, textarea").all():
        box = target.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24, target.inner_text()


def test_what_a_screen_reader_is_given(page: Page, floating: Chat) -> None:
    floating.element.get_by_role("button", name="Ask a question").click()
    answer_with(page, NOTED)
    floating.ask("Treatment?")
    expect(floating.element.locator("dialog")).to_match_aria_snapshot(
        """
        - dialog "Ask the pages":
          - heading "Ask the pages" [level=2]
          - button "More"
          - button "Close"
          - log "Conversation":
            - paragraph: /Hello/
            - paragraph: /What you type is stored/
            - heading "You" [level=3]
            - paragraph: Treatment?
            - heading "Assistant" [level=3]
            - paragraph: "You asked about: Treatment"
            - figure /Refractory and Relapsed · Clinical Trials/:
              - blockquote: Several drugs are being studied.
              - text: /Refractory and Relapsed · Clinical Trials/
              - link "Show in the page (opens in a new tab)"
            - paragraph:
              - strong: "Our note:"
              - text: /The list/
            - paragraph: /15 years ago/
            - button "Copy"
            - group "Was this helpful?":
              - button "Helpful"
              - button "Not helpful"
          - status
          - text: Your question
          - textbox "Your question"
          - button "Ask"
          - status
        """
    )
