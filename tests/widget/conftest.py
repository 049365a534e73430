"""A real browser, and the widget in it."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    expect,
    sync_playwright,
)

from tests.conftest import ROOT, Server

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Pages of another site in these tests are made up; their server is on this machine.
    "--disable-features=LocalNetworkAccessChecks",
]
PATIENCE = 20_000
"""Milliseconds that an expectation may take to come true on a busy machine."""

PICTURES = ROOT / os.environ.get("VERBATIM_PICTURES", "reports/pictures")
"""Where pictures of each state go; VERBATIM_PICTURES=docs/pictures renews the committed ones."""

COLOURS = 64
"""Of a picture: plenty for plain shapes and text."""

AXE = "axe_playwright_python"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def missing(what: str) -> None:
    """Skips loudly; where CI runs the tests, fails."""
    sentence = f"NO BROWSER TESTS: {what}. Patients meet the widget: please run them."
    if os.environ.get("CI"):
        pytest.fail(sentence)
    pytest.skip(sentence)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Ends with the last test of this folder: its event loop would be in the way of others."""
    named = os.environ.get("VERBATIM_BROWSER")
    program = named or shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        missing("there is no Chromium here (Debian: apt-get install chromium)")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield launched
        launched.close()


class Chat:
    """The widget on a page, as people use it."""

    def __init__(self, page: Page, name: str = "verbatim-chat") -> None:
        self.page = page
        self.element = page.locator(name)
        self.log = self.element.get_by_role("log")
        self.box = self.element.get_by_label("Your question")
        self.replies = self.log.locator(".reply")
        self.status = self.element.locator(".status")

    def ask(self, text: str) -> Locator:
        """Asks, and gives the reply once it is there."""
        before = self.replies.count()
        self.send(text)
        self.replies.nth(before).wait_for()
        return self.replies.nth(before)

    def send(self, text: str) -> None:
        self.box.fill(text)
        self.box.press("Enter")

    def more(self, item: str) -> None:
        self.element.get_by_role("button", name="More").click()
        self.element.get_by_role("button", name=item).click()


@pytest.fixture
def contexts(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Opens browser contexts; an error in the page's console fails the test."""
    opened: list[BrowserContext] = []
    errors: list[str] = []

    def note(kind: str, text: str) -> None:
        # Answers other than 200, and none at all, are what many tests are about.
        expected = "Failed to load resource" in text or "webhooks/web" in text
        if kind == "error" and not expected:
            errors.append(text)

    def open_context(**options: Any) -> BrowserContext:
        context = browser.new_context(**{"reduced_motion": "reduce", **options})
        context.set_default_timeout(PATIENCE)
        context.on("weberror", lambda error: errors.append(str(error.error)))
        context.on("console", lambda message: note(message.type, message.text))
        opened.append(context)
        return context

    yield open_context
    for context in opened:
        context.close()
    assert errors == []


@pytest.fixture
def page(contexts: Callable[..., BrowserContext], server: Server) -> Page:
    """The demo page."""
    page = contexts(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(server.url)
    return page


@pytest.fixture
def chat(page: Page) -> Chat:
    return Chat(page)


@pytest.fixture
def picture() -> Callable[..., None]:
    """Keeps a picture of a state, small enough to be looked at in a review."""

    def keep(page: Page | Locator, name: str, **options: Any) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        taken = Image.open(BytesIO(page.screenshot(animations="disabled", **options)))
        few = taken.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(PICTURES / f"{name}.png", optimize=True)

    return keep


@pytest.fixture(scope="package")
def axe_source() -> str:
    found = importlib.util.find_spec(AXE)
    if found is None or not found.submodule_search_locations:
        missing(f"the package {AXE} is not installed")
    assert found is not None
    assert found.submodule_search_locations is not None
    return (Path(found.submodule_search_locations[0]) / "axe.min.js").read_text()


@pytest.fixture
def accessible(axe_source: str) -> Callable[[Page], None]:
    """Asserts that axe finds nothing wrong, inside shadow roots too."""

    def check(page: Page) -> None:
        page.evaluate(axe_source)
        options = {"runOnly": RULES, "resultTypes": ["violations"]}
        found = page.evaluate("options => axe.run(document, options)", options)
        assert [
            (violation["id"], [node["html"][:200] for node in violation["nodes"]])
            for violation in found["violations"]
        ] == []

    return check
