"""Pages of other people that embed the widget."""

from __future__ import annotations

from playwright.sync_api import Page

HOST = "https://clinic.example"
"""An origin that the server allows in these tests, and that no network has."""

CALM = "body { font-family: sans-serif; }"

HOSTILE = """
html { font-size: 8px; direction: ltr; }
* { all: unset !important; color: red !important; font-size: 40px !important; display: none; }
verbatim-chat { display: none !important; position: static !important; opacity: .1; zoom: 3; }
button, textarea, blockquote, p { display: none !important; letter-spacing: 2em !important; }
"""


def embed(page: Page, server: str, body: str, style: str = CALM, attributes: str = "") -> None:
    """Opens a page at HOST with this body and style."""
    html = (
        f'<!doctype html><html lang="en" {attributes}><head><title>Clinic</title>'
        f"<style>{style}</style></head><body><main><h1>Clinic</h1>{body}</main>"
        f'<script type="module" src="{server}/widget/verbatim.js"></script></body></html>'
    )
    page.route(f"{HOST}/**", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(f"{HOST}/")
