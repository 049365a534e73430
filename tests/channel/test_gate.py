"""Limits and origins over HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from tests.channel.conftest import AWAY, Stage

FRIEND = "https://www.example.org"


async def test_an_address_may_only_ask_so_often(stages: Any) -> None:
    stage = await stages.open(proxies=1, address_messages=3)
    for _ in range(3):
        await stage.session(**AWAY)
    status, headers, answer = await stage.post("session", **AWAY)
    assert status == 429
    assert int(headers["Retry-After"]) >= 1
    assert answer["error"].endswith(".")
    assert (await stage.post("session", **{"X-Forwarded-For": "198.51.100.9"}))[0] == 200


async def test_a_session_may_only_ask_so_often(stages: Any) -> None:
    stage = await stages.open(proxies=1, session_messages=2)
    body = {"session": await stage.session(**AWAY), "message": "Hi"}
    assert [(await stage.post("message", body, **AWAY))[0] for _ in range(3)] == [200, 200, 429]


async def test_a_network_of_ipv6_is_one_address(stages: Any) -> None:
    stage = await stages.open(proxies=1, address_messages=1)
    first = await stage.post("session", **{"X-Forwarded-For": "2001:db8::1"})
    second = await stage.post("session", **{"X-Forwarded-For": "2001:db8::2"})
    assert [first[0], second[0]] == [200, 429]


async def test_only_the_last_proxy_is_believed(stages: Any) -> None:
    stage = await stages.open(proxies=1, address_messages=1)
    for made_up in ("1.1.1.1", "2.2.2.2"):
        answer = await stage.post("session", **{"X-Forwarded-For": f"{made_up}, 203.0.113.7"})
    assert answer[0] == 429


async def test_this_machine_is_not_limited_but_an_undeclared_proxy_is(
    stages: Any, caplog: pytest.LogCaptureFixture
) -> None:
    stage = await stages.open(address_messages=1)
    assert [(await stage.post("session"))[0] for _ in range(3)] == [200] * 3
    assert [(await stage.post("session", **AWAY))[0] for _ in range(2)] == [200, 429]
    assert caplog.text.count("VERBATIM_PROXIES") == 1


async def test_another_page_is_turned_away(stage: Stage) -> None:
    for action in ("session", "message", "feedback", "delete"):
        status, headers, answer = await stage.post(action, {}, Origin="https://evil.example")
        assert (status, bool(answer["error"])) == (403, True)
        assert "Access-Control-Allow-Origin" not in headers


async def test_the_own_page_may(stage: Stage) -> None:
    status, _, _ = await stage.post("session", Origin=stage.url)
    assert status == 200


async def test_behind_a_proxy_the_host_is_what_the_browser_called(stages: Any) -> None:
    stage = await stages.open(proxies=1)
    headers = {**AWAY, "X-Forwarded-Host": "chat.example", "Origin": "https://chat.example"}
    assert (await stage.post("session", **headers))[0] == 200


async def test_a_page_on_the_list_gets_cors_headers_with_errors_too(stages: Any) -> None:
    stage = await stages.open(origins=(FRIEND,))
    for action, expected in (("session", 200), ("message", 401)):
        status, headers, _ = await stage.post(action, {}, Origin=FRIEND)
        assert (status, headers["Access-Control-Allow-Origin"]) == (expected, FRIEND)
        assert "Verbatim-Session" in headers["Access-Control-Expose-Headers"]
        assert headers["Vary"] == "Origin"


@pytest.mark.parametrize(("origin", "allowed"), [(FRIEND, True), ("https://evil.example", False)])
async def test_preflight(stages: Any, origin: str, allowed: bool) -> None:
    stage = await stages.open(origins=(FRIEND,))
    url = f"{stage.url}/webhooks/web/message"
    async with stage.client.options(url, headers={"Origin": origin}) as answer:
        assert answer.status == 204
        assert ("Access-Control-Allow-Methods" in answer.headers) is allowed
        assert ("Access-Control-Allow-Origin" in answer.headers) is allowed
