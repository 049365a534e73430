"""Slow, busy, offline, killed: nothing is lost, and it is said what happens."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.conftest import Server
from tests.widget.conftest import Chat
from tests.widget.replies import MESSAGES, fulfil

QUESTION = "What is a relapse?"


def hold(page: Page) -> list[Route]:
    """Holds every message back, as a server does that is slow."""
    held: list[Route] = []
    page.route(MESSAGES, lambda route: held.append(route))
    return held


def test_a_slow_server_is_waited_for_and_said_to_be_slow(
    page: Page, chat: Chat, picture: Callable[..., None], accessible: Callable[[Page], None]
) -> None:
    page.clock.install()
    held = hold(page)
    chat.send(QUESTION)
    expect(chat.status).to_contain_text("Looking in the pages")
    expect(chat.log).to_have_attribute("aria-busy", "true")
    chat.box.fill("I go on writing")
    chat.box.press("Enter")  # one at a time: the words stay where they are
    expect(chat.box).to_have_value("I go on writing")
    accessible(page)
    picture(page, "busy")
    page.clock.fast_forward(5_000)
    expect(chat.status).to_contain_text("longer than usual")
    picture(page, "slow")
    assert len(held) == 1
    held[0].continue_()
    expect(chat.replies).to_have_count(1)
    expect(chat.status).to_be_empty()


def test_a_server_that_never_answers_is_given_up_and_can_be_tried_again(
    page: Page, chat: Chat
) -> None:
    page.add_init_script(
        "AbortSignal.timeout = () => AbortSignal.abort(new DOMException('', 'TimeoutError'))"
    )
    page.reload()
    chat.send(QUESTION)
    expect(chat.log).to_contain_text("did not come in time")


def test_offline_keeps_the_question_and_sends_it_once_online_again(
    page: Page, chat: Chat, picture: Callable[..., None], accessible: Callable[[Page], None]
) -> None:
    page.context.set_offline(True)
    chat.send(QUESTION)
    expect(chat.log.locator(".failed")).to_contain_text("offline")
    expect(chat.element.get_by_role("button", name="Try again")).to_be_visible()
    accessible(page)
    picture(page, "offline")
    page.context.set_offline(False)
    expect(chat.replies).to_have_count(1)
    expect(chat.log.locator(".failed")).to_have_count(0)


def test_too_many_requests_are_tried_again_when_the_server_says(page: Page, chat: Chat) -> None:
    asked = 0

    def busy_once(route: Route) -> None:
        nonlocal asked
        asked += 1
        if asked > 1:
            route.continue_()
        else:
            headers: dict[str, str] = {"Retry-After": "1"}
            fulfil(route, {"error": "Please wait a moment."}, 429, **headers)

    page.route(MESSAGES, busy_once)
    chat.send(QUESTION)
    expect(chat.status).to_contain_text("try again by myself")
    expect(chat.replies).to_have_count(1)
    assert asked == 2


def test_a_server_that_stays_busy_is_left_to_the_person(
    page: Page, chat: Chat, picture: Callable[..., None]
) -> None:
    headers: dict[str, str] = {"Retry-After": "0.01"}
    page.route(MESSAGES, lambda r: fulfil(r, {"error": "Please wait a moment."}, 429, **headers))
    chat.send(QUESTION)
    expect(chat.log.locator(".failed")).to_contain_text("Please wait a moment.")
    picture(page, "too-many")
    page.unroute(MESSAGES)
    chat.element.get_by_role("button", name="Try again").click()
    expect(chat.replies).to_have_count(1)


def test_a_refused_message_comes_back_to_be_changed(chat: Chat) -> None:
    chat.send("?!?!")
    expect(chat.log.locator(".failed")).to_contain_text("in words")
    chat.element.get_by_role("button", name="Change it").click()
    expect(chat.box).to_have_value("?!?!")
    expect(chat.box).to_be_focused()


def test_a_conversation_that_ended_becomes_a_new_one_by_itself(page: Page, chat: Chat) -> None:
    first = chat.ask(QUESTION)
    page.evaluate(
        """() => {
            const key = Object.keys(sessionStorage)[0];
            const kept = JSON.parse(sessionStorage[key]);
            kept.sessions = ["over"];
            sessionStorage[key] = JSON.stringify(kept);
        }"""
    )
    page.reload()
    chat.replies.nth(0).locator(".offers button").first.click()
    expect(chat.replies).to_have_count(2)
    expect(chat.log).to_contain_text("this is a new one")
    expect(first.get_by_role("button", name="Helpful", exact=True)).to_have_count(0)
    chat.ask("And what is a remission?")


def test_a_reload_in_the_middle_loses_nothing(page: Page, chat: Chat) -> None:
    hold(page)
    with page.expect_request(MESSAGES):
        chat.send(QUESTION)
    page.reload()
    expect(chat.log.locator(".failed")).to_contain_text(
        re.compile("reloaded|Your question is kept")
    )
    page.unroute(MESSAGES)
    chat.element.get_by_role("button", name="Try again").click()
    expect(chat.replies).to_have_count(1)


def test_a_server_that_is_killed_and_comes_back(
    contexts: Callable[..., BrowserContext],
    tmp_path: Path,
    picture: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server = Server(tmp_path)
    server.wait_until_ready()
    again = server
    try:
        page = contexts(viewport={"width": 1280, "height": 900}).new_page()
        page.goto(server.url)
        chat = Chat(page)
        chat.ask("What is a donor leukocyte infusion?")
        os.kill(server.process.pid, signal.SIGKILL)
        server.process.wait()
        chat.send("How does it work?")
        expect(chat.log.locator(".failed")).to_contain_text("cannot be reached")
        expect(chat.element.get_by_role("button", name="Try again")).to_be_in_viewport(ratio=1)
        picture(page, "unreachable")
        monkeypatch.setattr("tests.conftest.free_port", lambda: server.port)
        again = Server(tmp_path)
        again.wait_until_ready()
        chat.element.get_by_role("button", name="Try again").click()
        expect(chat.replies).to_have_count(2)
        expect(chat.replies.nth(1).locator(".said")).not_to_be_empty()
        expect(chat.log).not_to_contain_text("this is a new one")  # the session goes on
    finally:
        if again.process.poll() is None:
            again.stop()
