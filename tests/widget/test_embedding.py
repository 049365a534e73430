"""On pages of others: attributes, events, the API, two of them, and no script at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.conftest import Server
from tests.widget.conftest import Chat
from tests.widget.hosts import HOST, embed

QUESTION = "What is a relapse?"


@pytest.fixture(scope="module")
def allowing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that lets HOST embed the widget."""
    server = Server(tmp_path_factory.mktemp("state"), VERBATIM_ORIGINS=HOST)
    server.wait_until_ready()
    yield server
    server.stop()


@pytest.fixture
def host(contexts: Callable[..., BrowserContext]) -> Page:
    return contexts(viewport={"width": 1280, "height": 900}).new_page()


def test_one_line_on_a_page_of_another_site(
    host: Page, allowing: Server, picture: Callable[..., None], accessible: Callable[[Page], None]
) -> None:
    embed(host, allowing.url, "<verbatim-chat></verbatim-chat>")
    chat = Chat(host)
    launch = chat.element.get_by_role("button", name="Ask a question")
    expect(launch).to_be_visible()
    accessible(host)
    picture(host, "launcher")
    launch.click()
    expect(chat.box).to_be_focused()
    chat.ask(QUESTION)
    accessible(host)
    picture(host, "floating")


def test_nothing_is_fetched_from_anybody_else(host: Page, allowing: Server) -> None:
    asked: list[str] = []
    host.on("request", lambda request: asked.append(request.url))
    embed(host, allowing.url, "<verbatim-chat open></verbatim-chat>")
    Chat(host).ask(QUESTION)
    assert all(url.startswith((HOST, allowing.url)) for url in asked), asked


def test_a_strict_policy_of_the_page_is_enough(host: Page, allowing: Server) -> None:
    policy = f"default-src 'none'; script-src {allowing.url}; connect-src {allowing.url}"
    html = (
        f'<!doctype html><meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<title>Strict</title><script type="module" src="{allowing.url}/widget/verbatim.js">'
        "</script><verbatim-chat open></verbatim-chat>"
    )
    host.route(f"{HOST}/**", lambda route: route.fulfill(body=html, content_type="text/html"))
    host.goto(HOST)
    chat = Chat(host)
    chat.ask(QUESTION)
    position = chat.element.evaluate("element => getComputedStyle(element).position")
    assert position == "fixed"


def test_attributes_and_properties(host: Page, allowing: Server) -> None:
    body = (
        '<div style="--verbatim-accent: rgb(1, 2, 3)"><verbatim-chat open heading="Ask the clinic" '
        'greeting="Good day." position="bottom-left" theme="dark" lang="es-MX" title="Tip">'
        "</verbatim-chat></div>"
    )
    embed(host, allowing.url, body)
    element = host.locator("verbatim-chat")
    expect(element.get_by_role("heading", name="Ask the clinic")).to_be_visible()
    expect(element.get_by_role("log", name="Conversación")).to_contain_text("Good day.")
    ask = element.get_by_role("button", name="Preguntar")
    assert ask.evaluate("ask => getComputedStyle(ask).backgroundColor") == "rgb(1, 2, 3)"
    box = element.locator(".panel").bounding_box()
    assert box is not None
    assert box["x"] < 100
    assert element.get_attribute("title") is None
    element.evaluate("element => element.removeAttribute('open')")
    expect(element.locator(".panel")).to_be_hidden()


def test_events_and_the_api(host: Page, allowing: Server) -> None:
    embed(host, allowing.url, "<verbatim-chat></verbatim-chat>")
    host.evaluate(
        """() => {
            window.heard = [];
            for (const name of ["open", "close", "question", "answer", "feedback", "delete"])
                addEventListener("verbatim:" + name, (event) => heard.push([name, event.detail]));
        }"""
    )
    said = host.evaluate("document.querySelector('verbatim-chat').ask('What is a relapse?')")
    assert said[0]["custom"]["kind"] == "answer"
    assert host.evaluate("document.querySelector('verbatim-chat').open") is True
    chat = Chat(host)
    chat.log.get_by_role("button", name="Helpful", exact=True).click()
    host.wait_for_function("heard.some(([name]) => name === 'feedback')")
    assert host.evaluate("document.querySelector('verbatim-chat').deleteConversation()") is True
    host.evaluate("document.querySelector('verbatim-chat').hide()")
    names = host.evaluate("heard.map(([name]) => name)")
    for name in ("open", "question", "answer", "feedback", "delete", "close"):
        assert name in names
    answer = host.evaluate("heard.find(([name]) => name === 'answer')[1]")
    assert answer["kind"] == "answer"
    host.evaluate("document.querySelector('verbatim-chat').restart()")


def test_two_on_one_page_keep_apart(host: Page, allowing: Server) -> None:
    body = "".join(f'<verbatim-chat position="inline" id="{i}"></verbatim-chat>' for i in "ab")
    embed(host, allowing.url, body)
    first, second = Chat(host, "#a"), Chat(host, "#b")
    first.ask(QUESTION)
    expect(second.replies).to_have_count(0)
    second.ask("What is remission?")
    expect(first.replies).to_have_count(1)
    host.reload()
    expect(first.log).to_contain_text(QUESTION)
    expect(second.log).not_to_contain_text(QUESTION)


def test_right_to_left(host: Page, allowing: Server, picture: Callable[..., None]) -> None:
    embed(host, allowing.url, "<verbatim-chat open></verbatim-chat>", attributes='dir="rtl"')
    chat = Chat(host)
    chat.ask(QUESTION)
    box = chat.element.locator(".panel").bounding_box()
    assert box is not None
    assert box["x"] < 100  # the end of the line is on the left
    assert chat.log.evaluate("log => log.scrollWidth <= log.clientWidth")
    picture(host, "right-to-left")


def test_taken_away_and_put_back_it_goes_on(host: Page, allowing: Server) -> None:
    embed(host, allowing.url, '<verbatim-chat position="inline" id="a"></verbatim-chat>')
    chat = Chat(host)
    chat.ask(QUESTION)
    host.evaluate("{ const e = document.querySelector('#a'); e.remove(); document.body.append(e) }")
    expect(chat.replies).to_have_count(1)


def test_without_script_a_form_does_it(
    contexts: Callable[..., BrowserContext],
    server: Server,
    picture: Callable[..., None],
) -> None:
    page = contexts(java_script_enabled=False, viewport={"width": 800, "height": 900}).new_page()
    page.goto(server.url)
    page.get_by_label("Your question").fill("What is a donor leukocyte infusion?")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator("blockquote").first).to_contain_text("donor leukocyte infusion")
    picture(page, "no-script")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Show in the page").first.click()
    expect(opened.value.locator("mark")).to_be_in_viewport()
    page.locator(".examples button").first.click()
    expect(page.locator("blockquote").first).to_be_visible()
    page.get_by_label("Your question").fill("<img src=x onerror=alert(1)> what is a relapse")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator(".asked")).to_contain_text("<img src=x onerror=alert(1)>")
