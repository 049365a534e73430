"""What is compared: our assistant, and the same content in Rasa as people set it up."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from benchmarks import services
from benchmarks.channels import Channel, Rest, Web
from benchmarks.server import Server
from verbatim.settings import ROOT

_COPIED = ("actions", "content", "data", "verbatim", "domain.yml", "credentials.yml", "config.yml")


@dataclass
class Setup:
    """A project folder of its own, and how to serve it.

    Attributes:
        name: for the report.
        folder: of the project.
        endpoints: what endpoints.yml says.
        config: what config.yml says; None is ours as it stands.
        peer: Rasa's own server with an action server, instead of `verbatim run`.
        environment: further variables.
        model_of: the set-up whose trained model this one serves, too.
    """

    name: str
    folder: Path
    endpoints: dict[str, object]
    config: dict[str, object] | None = None
    peer: bool = False
    environment: dict[str, str] = field(default_factory=dict)
    model_of: Setup | None = None

    def prepare(self) -> None:
        """Copies the project; models and conversations are the copy's own."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for name in _COPIED:
            source, target = ROOT / name, self.folder / name
            if source.is_dir():
                shutil.rmtree(target, ignore_errors=True)
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy2(source, target)
        (self.folder / "requirements").mkdir(exist_ok=True)
        shutil.copy2(ROOT / "requirements/run.txt", self.folder / "requirements/run.txt")
        if self.peer:
            (self.folder / "credentials.yml").write_text("rest:\n", encoding="utf-8")
        if self.config is not None:
            self._write(
                "config.yml",
                {
                    "recipe": "default.v1",
                    "language": "en",
                    "assistant_id": "benchmark",
                    **self.config,
                },
            )
        self._write("endpoints.yml", self.endpoints)

    def _write(self, name: str, data: object) -> None:
        (self.folder / name).write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")

    def _environment(self) -> dict[str, str]:
        packages = ROOT / "reports" / "peer-packages"
        path = [str(self.folder)]
        if self.peer and packages.is_dir():
            path.insert(0, str(packages))
        return {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(path),
            "RASA_TELEMETRY_ENABLED": "false",
            "VERBATIM_SESSION_MESSAGES": "0",
            "VERBATIM_ADDRESS_MESSAGES": "0",
            "VERBATIM_STATE": str(self.folder / ".verbatim"),
            "PYTHONWARNINGS": "ignore",
            "TF_CPP_MIN_LOG_LEVEL": "3",
            **self.environment,
        }

    def take_model(self) -> None:
        """Copies the model of `model_of`, which must have been trained."""
        assert self.model_of is not None
        shutil.copytree(self.model_of.folder / "models", self.folder / "models", dirs_exist_ok=True)

    def train(self) -> float:
        """Trains from nothing; seconds it took."""
        for made in ("models", ".rasa"):
            shutil.rmtree(self.folder / made, ignore_errors=True)
        rasa = [sys.executable, "-m", "rasa", "train", "--fixed-model-name", "peer"]
        command = rasa if self.peer else [sys.executable, "-m", "verbatim", "train"]
        begun = time.perf_counter()
        with (self.folder / "train.log").open("wb") as log:
            subprocess.run(
                command,
                cwd=self.folder,
                env=self._environment(),
                check=True,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        return time.perf_counter() - begun

    @property
    def model(self) -> Path | None:
        """The trained archive in its folder."""
        return next((self.folder / "models").glob("*.tar.gz"), None)

    @property
    def model_megabytes(self) -> float:
        """Size of the trained archive, which must be there."""
        assert self.model is not None
        return self.model.stat().st_size / 1e6

    @contextmanager
    def served(self, port: int | None = None) -> Iterator[Server]:
        """The set-up serving on a loopback port."""
        port = port or services.free_port()
        commands = [[sys.executable, "-m", "verbatim", "run", "--port", str(port)]]
        channel: Channel = Web(f"http://127.0.0.1:{port}")
        if self.peer:
            actions = services.free_port()
            self._write(
                "endpoints.yml",
                {
                    **self.endpoints,
                    "action_endpoint": {"url": f"http://127.0.0.1:{actions}/webhook"},
                },
            )
            commands = [
                [sys.executable, "-m", "rasa", "run", "actions", "--port", str(actions)],
                [
                    sys.executable,
                    "-m",
                    "rasa",
                    "run",
                    "-i",
                    "127.0.0.1",
                    "--port",
                    str(port),
                    "--credentials",
                    "credentials.yml",
                ],
            ]
            channel = Rest(f"http://127.0.0.1:{port}")
        begun = time.perf_counter()
        running: list[subprocess.Popen[bytes]] = []
        with (self.folder / f"server-{port}.log").open("wb") as log:
            try:
                for command in commands:
                    running.append(
                        subprocess.Popen(
                            command,
                            cwd=self.folder,
                            env=self._environment(),
                            stdout=log,
                            stderr=subprocess.STDOUT,
                        )
                    )
                yield Server(self.name, channel, [p.pid for p in running], begun)
            finally:
                for process in running:
                    process.terminate()
                for process in running:
                    try:
                        process.wait(timeout=30)
                    except subprocess.TimeoutExpired:
                        process.kill()
                        process.wait()


def store(memory: bool = False) -> dict[str, object]:
    """endpoints.yml of ours on one machine."""
    kept: dict[str, object] = {"type": "verbatim.store.MemoryTrackerStore"}
    if not memory:
        kept = {
            "type": "verbatim.store.DurableTrackerStore",
            "db": "${VERBATIM_STATE}/conversations.sqlite",
        }
    return {
        "tracker_store": {**kept, "window": 8},
        "lock_store": {"type": "verbatim.store.LocalLockStore"},
    }


def stock(memory: bool = False) -> dict[str, object]:
    """endpoints.yml as people write it for Rasa on one machine."""
    if memory:
        return {}
    return {"tracker_store": {"type": "SQL", "dialect": "sqlite", "db": "rasa.db"}}
