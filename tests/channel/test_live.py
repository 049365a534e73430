"""The channel on a real server, with the tracker store that is the default."""

from __future__ import annotations

import requests

from tests.conftest import Conversation, Server

WORD = "zebrafinch"
"""Of no document, no example and no reply."""


def stored(server: Server) -> int:
    """How often the word stands anywhere in the state folder."""
    files = [path for path in server.state.rglob("*") if path.is_file()]
    return sum(path.read_bytes().count(WORD.encode()) for path in files)


def post(server: Server, action: str, **body: object) -> requests.Response:
    return requests.post(f"{server.url}/webhooks/web/{action}", json=body, timeout=30)


def test_a_server_that_answers_is_ready(server: Server) -> None:
    answer = requests.get(f"{server.url}/ready", timeout=30)
    assert (answer.status_code, answer.json()) == (200, {"status": "ready"})


def test_judging_then_deleting_leaves_no_word(server: Server, conversation: Conversation) -> None:
    said = conversation.says(f"What is a relapse, {WORD}?")
    turn = next(one["turn"] for one in said if "custom" in one)
    judged = post(server, "feedback", session=conversation.session, turn=turn, helpful=False)
    assert judged.status_code == 204
    conversation.says(f"And {WORD} what is a remission?")
    assert stored(server) > 0
    assert post(server, "delete", session=conversation.session).status_code == 204
    assert stored(server) == 0
    again = post(server, "feedback", session=conversation.session, turn=turn, helpful=True)
    assert again.status_code == 404
