"""The widget's files as browsers get them."""

from __future__ import annotations

import gzip
import json
import re

import pytest

from tests.channel.conftest import Stage
from verbatim.channel.assets import lean, load
from verbatim.channel.templates import WIDGET

MOST_BYTES = 15_000
PAGE_ONLY = {"page.js", "pages.css", "icon.svg"}


def test_the_whole_widget_is_at_most_15_kb_compressed() -> None:
    sizes = {name: len(asset.compressed) for name, asset in load().items() if name not in PAGE_ONLY}
    assert sum(sizes.values()) <= MOST_BYTES, sizes


@pytest.mark.parametrize("file", sorted(WIDGET.glob("*.js")), ids=lambda file: file.name)
def test_leaning_takes_only_comments_and_indentation(file: object) -> None:
    source = file.read_text()  # type: ignore[attr-defined]
    kept = lean(source.encode()).decode().splitlines()
    lines = [line.strip() for line in source.splitlines()]
    left_out = [line for line in lines if line and line not in kept]
    assert all(re.match(r"//|/\*\*|\*", line) for line in left_out), left_out


async def test_any_site_may_load_them(stage: Stage) -> None:
    status, headers, body = await stage.get("/widget/verbatim.js")
    assert status == 200
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert headers["Content-Type"].startswith("text/javascript")
    assert "customElements.define" in body


async def test_they_are_compressed_and_not_sent_twice(stage: Stage) -> None:
    url = f"{stage.url}/widget/strings.json"
    async with stage.client.get(url) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert json.loads(await answer.read())["en"]["title"]
        tag = answer.headers["ETag"]
    async with stage.client.get(url, headers={"Accept-Encoding": "identity"}) as answer:
        assert "Content-Encoding" not in answer.headers
    async with stage.client.get(url, headers={"If-None-Match": tag}) as answer:
        assert (answer.status, await answer.read()) == (304, b"")


@pytest.mark.parametrize(
    "name", ["nothing.js", "pages", "..%2f..%2fsettings.py", "pages%2fbase.html"]
)
async def test_nothing_else_is_served(stage: Stage, name: str) -> None:
    assert (await stage.get(f"/widget/{name}"))[0] == 404


def test_both_languages_say_the_same_things() -> None:
    languages = json.loads((WIDGET / "strings.json").read_text())
    english, spanish = languages["en"], languages["es"]
    assert english.keys() == spanish.keys()
    assert all(english[key] != spanish[key] for key in english)
    used = {
        name
        for file in WIDGET.glob("*.js")
        for name in re.findall(r"\bt\.([a-z_]+)", file.read_text())
    }
    assert used - {"language"} <= english.keys()


def test_compressed_is_the_same() -> None:
    for asset in load().values():
        assert gzip.decompress(asset.compressed) == asset.body
