"""Strict headers and readable errors everywhere."""

from __future__ import annotations

import asyncio
import json

import pytest

from tests.channel.conftest import Stage

PLACES = ["/", "/plain", "/health", "/ready", "/documents/refractory-and-relapsed", "/nothing"]
PLACES += ["/widget/verbatim.js", "/widget/nothing.js", "/webhooks/web/message"]


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize("accept", ["*/*", "text/html"])
async def test_every_response_is_strict(stage: Stage, path: str, accept: str) -> None:
    _, headers, _ = await stage.get(path, Accept=accept)
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "server" not in headers


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/nothing", 404), ("GET", "/webhooks/web/message", 405), ("PUT", "/", 405)],
)
async def test_errors_are_json_with_a_sentence(
    stage: Stage, method: str, path: str, status: int
) -> None:
    async with stage.client.request(method, stage.url + path) as answer:
        assert answer.status == status
        assert (await answer.json())["error"].endswith(".")


async def test_too_much_is_refused_before_it_is_read(stage: Stage) -> None:
    for body in (b"x" * 17_000, b"x" * 1_000_000):
        status, _, answer = await stage.post("message", body)
        assert (status, answer["error"]) == (413, "This message is too long.")


async def test_people_get_a_page(stage: Stage) -> None:
    status, headers, body = await stage.get("/documents/nothing", Accept="text/html")
    assert (status, headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert "There is no such document." in body


async def test_what_is_not_http_gets_an_answer_too(stage: Stage) -> None:
    port = int(stage.url.rpartition(":")[2])
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"NONSENSE\r\n\r\n")
    head, _, body = (await reader.read(10_000)).partition(b"\r\n\r\n")
    writer.close()
    assert head.startswith(b"HTTP/1.1 400")
    assert b"nosniff" in head
    assert json.loads(body)["error"].endswith(".")


async def test_an_unforeseen_error_names_only_a_reference(
    stage: Stage, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("my name is Ada")

    monkeypatch.setattr("verbatim.channel.web.read_object", broken)
    status, headers, answer = await stage.post("message", {})
    assert status == 500
    assert "nosniff" in headers["X-Content-Type-Options"]
    assert "Ada" not in answer["error"] + caplog.text
    assert "RuntimeError" in caplog.text


async def test_a_connection_is_kept_while_a_reply_is_read(stage: Stage) -> None:
    address = stage.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(address[0], int(address[1]))
    for pause in (6, 0):  # Sanic closes after five seconds by itself
        writer.write(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
        assert (await reader.readline()).startswith(b"HTTP/1.1 200")
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(x for x in head.lower().split(b"\r\n") if x.startswith(b"content-length"))
        await reader.readexactly(int(length.split(b":")[1]))
        await asyncio.sleep(pause)
    writer.close()
    await writer.wait_closed()
