"""What many tests need: a running assistant."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 120
TURN_SECONDS = 30
# What starts servers takes longest: begun first, no process waits for the other in the end.
LONGEST = ("deploy", "widget", "evaluation", "conversations", "serving")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    ranks = {folder: rank for rank, folder in enumerate(LONGEST)}
    items.sort(key=lambda item: ranks.get(item.path.parent.name, len(LONGEST)))


def open_to_others(folder: Path) -> None:
    """Lets other accounts into a temporary folder: PostgreSQL does not run as root."""
    for one in (folder, *folder.parents):
        if one == Path(tempfile.gettempdir()):
            return
        one.chmod(0o755)


def unmeasured() -> dict[str, str]:
    """The environment of a process whose lines count as covered elsewhere: tracing slows it."""
    return {key: value for key, value in os.environ.items() if "COVERAGE_PROCESS" not in key}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Conversation:
    """One session on the web channel of a running assistant."""

    def __init__(self, url: str) -> None:
        self._url = url
        opened = requests.post(f"{url}/webhooks/web/session", timeout=TURN_SECONDS)
        assert opened.status_code == 200, opened.text
        self.session = opened.json()["session"]

    def send(self, **body: object) -> requests.Response:
        return requests.post(
            f"{self._url}/webhooks/web/message",
            json={"session": self.session, **body},
            timeout=TURN_SECONDS,
        )

    def says(self, message: str) -> list[dict]:
        answer = self.send(message=message)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def presses(self, payload: str) -> list[dict]:
        answer = self.send(payload=payload)
        assert answer.status_code == 200, answer.text
        return answer.json()


def custom_of(messages: list[dict]) -> dict:
    """The one message of a turn that carries `custom`."""
    carrying = [message["custom"] for message in messages if "custom" in message]
    assert len(carrying) == 1, messages
    return carrying[0]


class Server:
    """`python -m verbatim run` on a free port, with a state folder of its own.

    Args:
        measured: whether the lines it runs count as covered, which takes its time.
    """

    def __init__(
        self, state: Path, port: int | None = None, *, measured: bool = False, **settings: str
    ) -> None:
        state.mkdir(parents=True, exist_ok=True)
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.state = state
        self.log = state / "server.log"
        inherited = dict(os.environ) if measured else unmeasured()
        environment = {**inherited, "VERBATIM_STATE": str(state), **settings}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "verbatim", "run", "--port", str(self.port)],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            try:
                if requests.get(self.url, timeout=1).status_code == 200:
                    return
            except requests.ConnectionError:
                time.sleep(0.1)
        pytest.fail(f"The server did not start:\n{self.log.read_text()[-3000:]}")

    def stop(self) -> int:
        """Ctrl-C; returns the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.wait(START_SECONDS)

    def conversation(self) -> Conversation:
        return Conversation(self.url)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One running assistant for all tests that do not harm it."""
    running = Server(tmp_path_factory.mktemp("state"))
    running.wait_until_ready()
    yield running
    running.stop()


@pytest.fixture
def conversation(server: Server) -> Conversation:
    return server.conversation()
