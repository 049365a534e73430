"""The custom actions as a server of their own, and the assistant that calls it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.conftest import ROOT, START_SECONDS, Server, custom_of, free_port

SECRET_WORDS = "grandmother's blue parrot"


class ActionServer:
    """`verbatim actions` on a free port."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "actions.log"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "verbatim", "actions"],
                cwd=ROOT,
                env={**os.environ, "VERBATIM_ACTIONS_PORT": str(self.port)},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            try:
                assert requests.get(f"{self.url}/health", timeout=5).status_code == 200
                return
            except requests.ConnectionError:
                assert self.process.poll() is None, self.log.read_text()
                time.sleep(0.1)
        pytest.fail("The action server did not start.")

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(START_SECONDS)


@pytest.fixture(scope="module")
def actions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ActionServer]:
    running = ActionServer(tmp_path_factory.mktemp("actions"))
    yield running
    if running.process.poll() is None:
        running.stop()


def test_what_fails_is_told_without_the_words_of_people(actions: ActionServer) -> None:
    call = {
        "next_action": "action_unknown",
        "tracker": {"sender_id": "x", "latest_message": {"text": SECRET_WORDS}},
        "domain": {},
    }
    answer = requests.post(f"{actions.url}/webhook", json=call, timeout=30)
    assert answer.status_code == 404
    assert SECRET_WORDS not in answer.text
    broken = requests.post(f"{actions.url}/webhook", data=SECRET_WORDS, timeout=30)
    assert broken.status_code == 400
    assert SECRET_WORDS not in broken.text
    assert SECRET_WORDS not in actions.log.read_text()


def test_the_assistant_answers_through_it_and_says_so_when_it_is_gone(
    actions: ActionServer, tmp_path: Path
) -> None:
    endpoints = tmp_path / "endpoints.yml"
    text = (ROOT / "endpoints.yml").read_text(encoding="utf-8")
    endpoints.write_text(f"{text}\naction_endpoint:\n  url: {actions.url}/webhook\n")
    server = Server(tmp_path / "state", measured=True, VERBATIM_ENDPOINTS=str(endpoints))
    server.wait_until_ready()
    try:
        conversation = server.conversation()
        found = custom_of(conversation.says("what is DLI?"))
        assert [passage["id"] for passage in found["passages"]] == [
            "relapse-after-transplant",
            "dli-what",
        ]
        assert actions.stop() == 0
        failed = conversation.says("what is a relapse?")
        assert custom_of(failed)["kind"] == "error"
        assert custom_of(failed)["reference"] in failed[0]["text"]
        assert requests.get(f"{server.url}/ready", timeout=30).status_code == 503
    finally:
        server.stop()
