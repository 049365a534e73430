"""The widget's files, for our pages and those of others."""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from pathlib import Path

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty, raw

from verbatim.channel.headers import PUBLIC
from verbatim.channel.problems import SENTENCES, Problem
from verbatim.channel.templates import WIDGET

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".svg": "image/svg+xml",
}

_REMARK = re.compile(r"/\*\*.*?\*/|^\s*//[^\n]*", re.DOTALL | re.MULTILINE)
"""Comments that stand on lines of their own, the only kind that is left out."""

_CACHE = "public, max-age=300, stale-while-revalidate=86400"
"""Short: a page that embeds the widget should have a correction within minutes."""


@dataclass(frozen=True)
class Asset:
    """A file held in memory, as it is and compressed."""

    body: bytes
    media_type: str

    @cached_property
    def compressed(self) -> bytes:
        return gzip.compress(self.body, mtime=0)

    @cached_property
    def tag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:20]}"'

    def response(self, request: Request) -> HTTPResponse:
        """The file, compressed where the browser takes that; 304 where it has it already."""
        headers = {
            **PUBLIC,
            "Cache-Control": _CACHE,
            "ETag": self.tag,
            "Vary": "Accept-Encoding",
        }
        if request.headers.get("if-none-match") == self.tag:
            return empty(HTTPStatus.NOT_MODIFIED, headers)
        if "gzip" in request.headers.get("accept-encoding", ""):
            headers["Content-Encoding"] = "gzip"
            return raw(self.compressed, headers=headers, content_type=self.media_type)
        return raw(self.body, headers=headers, content_type=self.media_type)


def lean(source: bytes) -> bytes:
    """A script, or JSON, without the lines that only people read, and without indentation.

    Nothing else is touched, so what runs is what is written; a fifth fewer bytes travel.
    """
    text = _REMARK.sub("", source.decode())
    return "\n".join(filter(None, (line.strip() for line in text.splitlines()))).encode()


def load(folder: Path = WIDGET) -> dict[str, Asset]:
    """The files of the folder itself that browsers may have, by name."""
    return {
        file.name: Asset(
            lean(file.read_bytes()) if file.suffix in (".js", ".json") else file.read_bytes(),
            _TYPES[file.suffix],
        )
        for file in sorted(folder.iterdir())
        if file.is_file() and file.suffix in _TYPES
    }


def assets() -> Blueprint:
    """The files under /widget/; `/widget/verbatim.js` is the one that pages name."""
    blueprint = Blueprint("assets")
    files = load()

    @blueprint.get("/widget/<name:str>")
    async def file(request: Request, name: str) -> HTTPResponse:
        if name not in files:
            raise Problem(HTTPStatus.NOT_FOUND, SENTENCES[404])
        return files[name].response(request)

    return blueprint
