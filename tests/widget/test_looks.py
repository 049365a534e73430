"""Every state, in every setting that people have: looked at by axe, and kept as a picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.conftest import Server
from tests.widget.conftest import Chat
from tests.widget.replies import ERROR, NOTED, PERSON, UNCLEAR, URGENT, answer_with

STATES = {
    "urgent": URGENT,
    "unclear": UNCLEAR,
    "person": PERSON,
    "noted": NOTED,
    "error": ERROR,
}
SETTINGS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "contrast": {"forced_colors": "active"},
    "narrow": {"viewport": {"width": 320, "height": 640}, "has_touch": True},
    "zoomed": {"viewport": {"width": 320, "height": 256}},
}
SIZE = {"width": 1280, "height": 900}


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("state", STATES)
def test_each_state_in_each_setting(
    contexts: Callable[..., BrowserContext],
    server: Server,
    accessible: Callable[[Page], None],
    picture: Callable[..., None],
    state: str,
    setting: str,
) -> None:
    page = contexts(**{"viewport": SIZE, **SETTINGS[setting]}).new_page()
    page.goto(server.url)
    chat = Chat(page)
    answer_with(page, STATES[state])
    reply = chat.ask("Something")
    expect(reply).to_be_in_viewport()
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    sideways = chat.log.evaluate("log => log.scrollWidth - log.clientWidth")
    assert sideways <= 0
    picture(page, f"{state}-{setting}" if setting != "light" else state)


def test_an_urgent_reply_is_an_alert_with_numbers_to_dial(page: Page, chat: Chat) -> None:
    answer_with(page, URGENT)
    reply = chat.ask("I cannot breathe")
    alert = reply.get_by_role("alert")
    expect(alert).to_contain_text("Urgent")
    expect(alert.get_by_role("link", name="Call 112")).to_have_attribute("href", "tel:112")
    assert alert.inner_text().count("112") == 1  # not once more as a line of text


def test_did_you_mean_offers_buttons_and_none_of_these(page: Page, chat: Chat) -> None:
    answer_with(page, UNCLEAR)
    reply = chat.ask("hm")
    assert reply.inner_text().count("What DLI is") == 1
    with page.expect_request("**/message") as request:
        reply.get_by_role("button", name="None of these").click()
    assert request.value.post_data_json["message"] == "None of these"


def test_a_gap_of_the_source_is_noted_outside_the_quotation(page: Page, chat: Chat) -> None:
    answer_with(page, NOTED)
    reply = chat.ask("Treatment?")
    expect(reply.locator(".gap")).to_contain_text("is missing from our copy")
    expect(reply.locator("figure")).not_to_contain_text("missing")
    expect(reply.locator(".aside").last).to_contain_text("15 years ago")


def test_a_way_to_a_person_can_be_dialled(page: Page, chat: Chat) -> None:
    answer_with(page, PERSON)
    link = chat.ask("x1").get_by_role("link", name="Talk to a nurse")
    expect(link).to_have_attribute("href", "tel:+15550100")


@pytest.mark.parametrize("path", ["/", "/plain", "/documents/refractory-and-relapsed"])
@pytest.mark.parametrize("setting", SETTINGS)
def test_the_pages_around_it(
    contexts: Callable[..., BrowserContext],
    server: Server,
    accessible: Callable[[Page], None],
    path: str,
    setting: str,
) -> None:
    page = contexts(**{"viewport": SIZE, **SETTINGS[setting]}).new_page()
    page.goto(server.url + path)
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_reduced_motion_is_kept_still(page: Page, chat: Chat) -> None:
    page.route("**/message", lambda _: None)
    chat.send("Something")
    moving = chat.status.evaluate("status => getComputedStyle(status, '::before').animationName")
    assert moving == "none"
