"""Sessions and messages over HTTP."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from tests.channel.conftest import CHAT, Stage


async def test_a_message_gets_its_replies_with_signed_payloads_and_a_turn(stage: Stage) -> None:
    session = await stage.session()
    status, headers, said = await stage.post("message", {"session": session, "message": "Hi"})
    assert status == 200
    assert len(said) == 1
    assert said[0]["text"] == "Hello."
    assert said[0]["turn"]
    (offer,) = said[0]["custom"]["related"]
    assert offer["payload"] != "/a"
    assert offer["payload"].endswith("/a")
    assert headers["Verbatim-Session"]


async def test_a_session_brings_the_way_to_a_person(stage: Stage) -> None:
    _, _, body = await stage.post("session")
    assert body["human"]["title"]


async def test_the_renewed_session_is_the_same_conversation(stage: Stage) -> None:
    session = await stage.session()
    _, headers, _ = await stage.post("message", {"session": session, "message": "one"})
    await stage.post("message", {"session": headers["Verbatim-Session"], "message": "two"})
    assert len(list(await stage.store.keys())) == 1


async def test_a_button_that_was_offered_comes_back_as_its_payload(stage: Stage) -> None:
    session = await stage.session()
    _, _, said = await stage.post("message", {"session": session, "message": "Hi"})
    payload = said[0]["custom"]["related"][0]["payload"]
    status, _, _ = await stage.post("message", {"session": session, "payload": payload})
    assert status == 200
    assert stage.agent.texts[-1] == "/a"


async def test_a_button_of_another_conversation_is_refused(stage: Stage) -> None:
    _, _, said = await stage.post("message", {"session": await stage.session(), "message": "Hi"})
    payload = said[0]["custom"]["related"][0]["payload"]
    body = {"session": await stage.session(), "payload": payload}
    status, _, answer = await stage.post("message", body)
    assert status == 422
    assert answer["error"]


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("/restart", "restart"),
        ("//ask_dli{}", "ask_dli{}"),
        (" \t/ /back", "back"),
        ("a\0b", "a b"),
        ("what is a/b?", "what is a/b?"),
    ],
)
async def test_commands_are_plain_text(stage: Stage, typed: str, seen: str) -> None:
    await stage.post("message", {"session": await stage.session(), "message": typed})
    assert stage.agent.texts == [seen]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[1]", 400),
        (b"[" * 9000, 400),
        (b"\xff\xfe", 400),
        ({}, 401),
        ({"session": None, "message": "hi"}, 401),
        ({"session": ["x"], "message": "hi"}, 401),
        ({"session": "made up", "message": "hi"}, 401),
        ({"session": "\ud800", "message": "hi"}, 401),
        ({"session": "OPEN"}, 422),
        ({"session": "OPEN", "message": None}, 422),
        ({"session": "OPEN", "message": 5}, 422),
        ({"session": "OPEN", "message": ["hi"]}, 422),
        ({"session": "OPEN", "message": ""}, 422),
        ({"session": "OPEN", "message": " \0 "}, 422),
        ({"session": "OPEN", "message": "😀😀"}, 422),
        ({"session": "OPEN", "message": "///"}, 422),
        ({"session": "OPEN", "message": "\ud800"}, 422),
        ({"session": "OPEN", "message": "a" * 1001}, 413),
        ({"session": "OPEN", "payload": "/ask_dli"}, 422),
        ({"session": "OPEN", "payload": "x/ask_dli"}, 422),
        ({"session": "OPEN", "payload": "é\ud800/ask_dli"}, 422),
        ({"session": "OPEN", "payload": None, "message": "hi"}, 422),
        ({"session": "OPEN", "payload": {"a": 1}}, 422),
    ],
)
async def test_whatever_is_not_a_message_gets_a_status_and_a_sentence(
    stage: Stage, body: Any, status: int
) -> None:
    if isinstance(body, dict) and body.get("session") == "OPEN":
        body = {**body, "session": await stage.session()}
    got, _, answer = await stage.post("message", body)
    assert (got, answer["error"].endswith(".")) == (status, True)
    assert stage.agent.texts == []


async def test_a_thousand_characters_pass_in_any_script(stage: Stage) -> None:
    body = {"session": await stage.session(), "message": "字" * 1000}
    status, _, _ = await stage.post("message", body)
    assert status == 200


async def test_a_second_message_is_not_queued(stage: Stage) -> None:
    session = await stage.session()
    stage.agent.go.clear()
    first = asyncio.ensure_future(stage.post("message", {"session": session, "message": "one"}))
    await stage.agent.asked.wait()
    status, headers, answer = await stage.post("message", {"session": session, "message": "two"})
    stage.agent.go.set()
    assert (status, headers["Retry-After"]) == (429, "1")
    assert answer["error"]
    assert (await first)[0] == 200
    assert stage.agent.texts == ["one"]


async def test_an_unknown_error_says_nothing_about_itself(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    session = await stage.session()
    stage.agent.raises = ValueError("my name is Ada")
    _, _, said = await stage.post("message", {"session": session, "message": "Hi"})
    assert said[0]["custom"]["kind"] == "error"
    assert "Ada" not in json.dumps(said) + caplog.text
    assert said[0]["custom"]["reference"] in caplog.text


@pytest.mark.parametrize("says", [[], [{"text": "no kind"}], [CHAT, CHAT]])
async def test_there_is_always_exactly_one_reply(stage: Stage, says: list[dict]) -> None:
    stage.agent.says = says
    body = {"session": await stage.session(), "message": "Hi"}
    _, _, said = await stage.post("message", body)
    assert [one["custom"]["kind"] for one in said] == ["error"]


async def test_a_turn_that_takes_too_long_ends_in_an_honest_error(stages: Any) -> None:
    stage = await stages.open(turn_seconds=0.05)
    session = await stage.session()
    stage.agent.go.clear()
    _, _, said = await stage.post("message", {"session": session, "message": "Hi"})
    assert said[0]["custom"]["kind"] == "error"
    status, _, _ = await stage.post("message", {"session": session, "message": "again"})
    stage.agent.go.set()
    assert status == 429
    await stage.agent.stored.wait()  # the turn goes on
