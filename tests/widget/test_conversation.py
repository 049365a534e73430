"""A conversation as people have it, against the real server."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.conftest import ROOT, Server
from tests.widget.conftest import Chat

SOURCE = (ROOT / "content/refractory-and-relapsed/document.txt").read_text(encoding="utf-8")
QUESTION = "What is a donor leukocyte infusion?"


def test_an_answer_is_quoted_dated_and_placed(
    page: Page, chat: Chat, picture: Callable[..., None], accessible: Callable[[Page], None]
) -> None:
    accessible(page)
    picture(page, "welcome")
    reply = chat.ask(QUESTION)
    expect(reply).to_contain_text("You asked about:")
    expect(reply.locator("figcaption").first).to_contain_text("March 19, 2011")
    expect(reply.locator("figcaption").first).to_contain_text("Refractory and Relapsed")
    accessible(page)
    picture(page, "answer")


def test_quoted_words_are_the_documents_and_are_marked_in_it(page: Page, chat: Chat) -> None:
    reply = chat.ask(QUESTION)
    quotes = reply.locator("blockquote")
    assert quotes.count() >= 1
    for number in range(quotes.count()):
        text = quotes.nth(number).evaluate("quote => quote.textContent")
        link = reply.get_by_role("link", name="Show in the page").nth(number)
        query = parse_qs(urlsplit(link.get_attribute("href") or "").query)
        assert text == SOURCE[int(query["start"][0]) : int(query["end"][0])]
        with page.expect_popup() as opened:
            link.click()
        source = opened.value
        mark = source.locator("mark")
        assert mark.evaluate("mark => mark.textContent") == text
        whole = source.locator(".document").evaluate("page => page.textContent")
        assert whole == SOURCE
        expect(mark).to_be_in_viewport()
        source.close()


def test_the_source_page_is_accessible(
    page: Page, chat: Chat, picture: Callable[..., None], accessible: Callable[[Page], None]
) -> None:
    link = chat.ask(QUESTION).get_by_role("link", name="Show in the page").first
    page.goto(link.get_attribute("href") or "")
    accessible(page)
    picture(page, "source")


def test_what_the_pages_do_not_say_is_said_to_be_so(
    page: Page, chat: Chat, picture: Callable[..., None], accessible: Callable[[Page], None]
) -> None:
    reply = chat.ask("What are the side effects of DLI?")
    expect(reply).to_contain_text("say nothing about")
    expect(reply.locator("blockquote")).to_have_count(0)
    expect(reply.get_by_role("button", name="Not helpful")).to_be_visible()
    accessible(page)
    picture(page, "not-covered")


def test_a_conversation_in_one_picture(
    page: Page, chat: Chat, picture: Callable[..., None]
) -> None:
    page.set_viewport_size({"width": 1280, "height": 1100})
    chat.element.evaluate("element => element.style.setProperty('--verbatim-height', '1030px')")
    chat.ask("What is a relapse?")
    chat.ask("What are the side effects of DLI?")
    chat.log.evaluate(
        "log => log.scrollTop += log.querySelector('.mine').getBoundingClientRect().top"
        " - log.getBoundingClientRect().top - 12"
    )
    chat.box.blur()
    picture(chat.element, "conversation")


def test_an_offered_question_is_asked_by_pressing_it(chat: Chat) -> None:
    offer = chat.ask(QUESTION).locator(".offers button").first
    title = offer.inner_text()
    before = chat.replies.count()
    offer.click()
    chat.replies.nth(before).wait_for()
    expect(chat.log.locator(".mine").last).to_contain_text(title)
    expect(chat.replies.nth(before).locator("blockquote").first).to_be_visible()


def test_an_example_of_the_page_is_asked(page: Page, chat: Chat) -> None:
    page.locator("[data-ask]").first.click()
    expect(chat.replies).to_have_count(1)


def test_thumbs_are_stored_and_can_be_changed(page: Page, chat: Chat) -> None:
    reply = chat.ask(QUESTION)
    up, down = (reply.get_by_role("button", name=n, exact=True) for n in ("Helpful", "Not helpful"))
    with page.expect_response("**/feedback") as first:
        up.click()
    assert first.value.status == 204
    expect(up).to_have_attribute("aria-pressed", "true")
    expect(chat.status).to_contain_text("Thank you")
    with page.expect_response("**/feedback") as second:
        down.click()
    assert second.value.status == 204
    expect(up).to_have_attribute("aria-pressed", "false")
    expect(down).to_be_focused()
    chat.ask("How does it work?")  # feedback has not disturbed the conversation
    expect(chat.replies).to_have_count(2)


def test_a_conversation_outlives_a_reload_and_goes_on(page: Page, chat: Chat) -> None:
    chat.ask(QUESTION)
    chat.box.fill("half a quest")
    said = chat.log.inner_text()
    page.reload()
    expect(chat.replies).to_have_count(1)
    assert chat.log.inner_text() == said
    expect(chat.box).to_have_value("half a quest")
    reply = chat.ask("How does that work?")
    expect(reply.locator(".said")).not_to_be_empty()


def test_two_tabs_are_two_conversations(page: Page, chat: Chat, server: Server) -> None:
    chat.ask(QUESTION)
    other = page.context.new_page()
    other.goto(server.url)
    second = Chat(other)
    expect(second.replies).to_have_count(0)
    second.ask("What is a relapse?")
    chat.ask("What is remission?")
    expect(second.replies).to_have_count(1)
    expect(chat.replies).to_have_count(2)


def test_a_new_conversation_begins_empty(page: Page, chat: Chat) -> None:
    chat.ask(QUESTION)
    chat.more("New conversation")
    expect(chat.replies).to_have_count(0)
    with page.expect_request("**/session"):
        chat.ask(QUESTION)


def test_deleting_asks_first_then_deletes_here_and_there(
    page: Page, chat: Chat, picture: Callable[..., None], accessible: Callable[[Page], None]
) -> None:
    chat.ask(QUESTION)
    chat.more("Delete my conversation")
    expect(chat.element.get_by_role("button", name="Keep it")).to_be_focused()
    accessible(page)
    picture(page, "delete")
    chat.element.get_by_role("button", name="Keep it").click()
    expect(chat.replies).to_have_count(1)
    chat.more("Delete my conversation")
    with page.expect_response("**/delete") as response:
        chat.element.get_by_role("button", name="Delete it").click()
    assert response.value.status == 204
    expect(chat.replies).to_have_count(0)
    expect(chat.status).to_contain_text("has been deleted")
    page.reload()
    expect(chat.replies).to_have_count(0)


def test_what_could_not_be_deleted_there_stays_here(page: Page, chat: Chat) -> None:
    chat.ask(QUESTION)
    page.route("**/delete", lambda route: route.abort())
    chat.more("Delete my conversation")
    chat.element.get_by_role("button", name="Delete it").click()
    expect(chat.status).to_contain_text("nothing has been deleted")
    expect(chat.replies).to_have_count(1)


def test_a_reply_is_copied_with_its_place(page: Page, chat: Chat) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reply = chat.ask(QUESTION)
    reply.get_by_role("button", name="Copy").click()
    expect(chat.status).to_contain_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    quoted = reply.locator("blockquote").first.evaluate("quote => quote.textContent")
    assert f"“{quoted}”" in copied
    assert "March 19, 2011" in copied


def test_a_conversation_is_saved_as_text(page: Page, chat: Chat) -> None:
    reply = chat.ask(QUESTION)
    quoted = reply.locator("blockquote").first.evaluate("quote => quote.textContent")
    with page.expect_download() as saved:
        chat.more("Save as text")
    text = saved.value.path().read_text(encoding="utf-8")
    assert saved.value.suggested_filename.endswith(".txt")
    assert f"You: {QUESTION}" in text
    assert quoted in text


def test_printing_prints_the_conversation_alone(page: Page, chat: Chat) -> None:
    page.add_init_script("print = () => { top.printed = document.body.textContent; }")
    page.reload()
    chat.ask(QUESTION)
    chat.more("Print")
    page.wait_for_function("window.printed")
    printed = page.evaluate("window.printed")
    assert QUESTION in printed
    assert "Put it on your own page" not in printed


def test_on_paper_the_whole_conversation_is_there(page: Page, chat: Chat) -> None:
    for question in (QUESTION, "What is a relapse?", "What is remission?"):
        chat.ask(question)
    page.emulate_media(media="print")
    expect(chat.box).to_be_hidden()
    box = chat.log.evaluate("log => [log.scrollHeight, log.clientHeight]")
    assert box[0] <= box[1] + 1


def test_the_way_to_a_person_is_always_there(chat: Chat) -> None:
    chat.more("Talk to a person")
    expect(chat.log.locator(".human").last).to_contain_text(re.compile("care team"))
    chat.ask("What is a relapse?")
    chat.more("Talk to a person")
    expect(chat.log.locator(".human").last).to_be_in_viewport()


def test_first_paint_and_first_answer_are_written_down(page: Page, chat: Chat) -> None:
    """Figures of our own, no limits: they go into the report of the test run."""
    sizes = page.evaluate(
        "performance.getEntriesByType('resource').concat(performance.getEntriesByType("
        "'navigation')).map(entry => entry.transferSize)"
    )
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    begun = page.evaluate("performance.now()")
    chat.ask(QUESTION)
    taken = page.evaluate("performance.now()") - begun
    print(f"\ndemo page: {sum(sizes)} bytes, paint {paint:.0f} ms, answer {taken:.0f} ms")
    assert sum(sizes) > 0


def test_a_long_conversation_scrolls_in_its_own_place(page: Page, chat: Chat) -> None:
    height = "document.documentElement.scrollHeight"
    before = page.evaluate(height)
    for _ in range(6):
        chat.ask("What is DLI?")
    assert chat.log.evaluate("log => log.scrollHeight > 2 * log.clientHeight")
    assert page.evaluate(height) == before
