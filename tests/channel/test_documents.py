"""The source page with a passage marked."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import Any

import pytest
from sanic import Sanic

from tests.channel.conftest import Stage
from verbatim.channel.documents import documents
from verbatim.channel.templates import exact
from verbatim.dialogue.resources import Resources

ID = "refractory-and-relapsed"


def marked(page: str) -> str | None:
    found = re.search(r'<mark id="passage">(.*?)</mark>', page, re.DOTALL)
    return html.unescape(found[1]) if found else None


def whole(page: str) -> str:
    """The document as a browser has it; entities are its only markup."""
    found = re.search(r'<article class="document">(.*?)</article>', page, re.DOTALL)
    assert found
    return html.unescape(re.sub(r"</?mark[^>]*>", "", found[1]))


async def test_the_document_is_whole_and_every_passage_is_marked(
    stage: Stage, content: Resources
) -> None:
    for passage in content.library.passages.values():
        document = content.library.documents[passage.document]
        path = f"/documents/{document.id}?start={passage.span.start}&end={passage.span.end}"
        status, _, page = await stage.get(f"{path}&sha256={document.sha256}")
        assert status == 200
        assert marked(page) == passage.text
        assert whole(page) == document.text


async def test_without_offsets_nothing_is_marked(stage: Stage) -> None:
    status, _, page = await stage.get(f"/documents/{ID}")
    assert (status, marked(page)) == (200, None)


async def test_in_a_document_that_changed_nothing_is_marked(stage: Stage) -> None:
    _, _, page = await stage.get(f"/documents/{ID}?start=1&end=5&sha256=0")
    assert marked(page) is None
    assert "has changed" in page


@pytest.mark.parametrize(
    "query",
    [
        "start=1",
        "end=5",
        "start=5&end=5",
        "start=6&end=5",
        "start=-1&end=5",
        "start=a&end=b",
        "start=0&end=99999999",
        "start=0&end=" + "9" * 5000,
        "start=1.5&end=3",
        "start=²&end=5",
    ],
)
async def test_offsets_are_checked(stage: Stage, query: str) -> None:
    status, _, _ = await stage.get(f"/documents/{ID}?{query}")
    assert status == 400


@pytest.mark.parametrize("id", ["nothing", "..%2f..%2fendpoints.yml", "%00", "passages.yml"])
async def test_only_documents_are_documents(stage: Stage, id: str) -> None:
    status, _, _ = await stage.get(f"/documents/{id}")
    assert status == 404


def test_what_looks_like_markup_is_text() -> None:
    text = "<img src=x onerror=alert(1)> & \"'\r\n\r"
    assert "<" not in exact(text)
    assert "\r" not in exact(text)
    assert html.unescape(str(exact(text)).replace("&#13;", "\r")) == text


async def test_offsets_are_code_points(stages: Any, content: Resources) -> None:
    first = next(iter(content.library.documents.values()))
    odd = replace(first, text="𝔄😀<b>é\r\n")
    app = Sanic("odd", configure_logging=False)

    class Library:
        documents = {"odd": odd}  # noqa: RUF012

    app.blueprint(documents(Library()))  # type: ignore[arg-type]
    handler = app.router.routes[0].handler

    class Request:
        args = {"start": "1", "end": "3"}  # noqa: RUF012

    page = (await handler(Request(), id="odd")).body.decode()
    assert marked(page) == "😀<"
