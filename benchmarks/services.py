"""Real PostgreSQL, Redis and nginx on loopback ports, for as long as they are needed."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_SECONDS = 30


class MissingError(Exception):
    """A program is not installed; the text says which Debian package has it."""


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def program(name: str, package: str, places: Sequence[str] = ()) -> str:
    """Where a program is; `places` come before the path.

    Raises:
        MissingError: nowhere.
    """
    places = [*places, os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"]
    places += [str(p) for p in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    found = shutil.which(name, path=os.pathsep.join(places))
    if found is None:
        raise MissingError(f"{name} is not installed: apt-get install {package}")
    return found


def wait_for(port: int, process: subprocess.Popen[bytes] | None = None) -> None:
    """Returns once somebody listens on a loopback port.

    Raises:
        TimeoutError: nobody did.
    """
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end:
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process is not None and process.poll() is not None:
            break
        time.sleep(0.05)
    raise TimeoutError(f"nothing listens on port {port}")


@contextmanager
def running(command: Sequence[str], port: int, log: Path, **options: object) -> Iterator[None]:
    """A server that listens on a port within the block."""
    with log.open("ab") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, **options)  # type: ignore[call-overload]
    try:
        wait_for(port, process)
        yield
    finally:
        process.terminate()
        try:
            process.wait(timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def redis(folder: Path) -> Iterator[int]:
    """The port of a Redis that keeps nothing."""
    port = free_port()
    server = program("redis-server", "redis-server")
    command = [
        server,
        "--port",
        str(port),
        "--bind",
        "127.0.0.1",
        "--save",
        "",
        "--dir",
        str(folder),
    ]
    with running(command, port, folder / "redis.log"):
        yield port


@contextmanager
def rabbitmq(folder: Path) -> Iterator[int]:
    """The port of a RabbitMQ on loopback, with its usual account guest/guest."""
    server = program("rabbitmq-server", "rabbitmq-server", places=["/usr/lib/rabbitmq/bin"])
    port = free_port()
    folder.mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ,
        "HOME": str(folder),
        "ERL_EPMD_ADDRESS": "127.0.0.1",
        "ERL_EPMD_PORT": str(free_port()),
        "RABBITMQ_NODENAME": f"verbatim{port}@localhost",
        "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
        "RABBITMQ_NODE_PORT": str(port),
        "RABBITMQ_DIST_PORT": str(free_port()),
        "RABBITMQ_MNESIA_BASE": str(folder / "data"),
        "RABBITMQ_LOG_BASE": str(folder / "logs"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
    }
    try:
        with running([server], port, folder / "rabbitmq.log", env=environment):
            yield port
    finally:  # Erlang leaves its directory of names running
        subprocess.run(["epmd", "-kill"], env=environment, capture_output=True, check=False)


@contextmanager
def nginx(folder: Path, configuration: str, port: int) -> Iterator[Path]:
    """An nginx with the given whole configuration; gives the file, for reloads."""
    file = folder / "nginx.conf"
    file.write_text(configuration, encoding="utf-8")
    command = [program("nginx", "nginx"), "-p", str(folder), "-c", str(file), "-g", "daemon off;"]
    with running(command, port, folder / "nginx.log"):
        yield file


@contextmanager
def postgres(folder: Path) -> Iterator[int]:
    """The port of a PostgreSQL with a database and a role `verbatim`, durable as by default."""
    initdb, server = program("initdb", "postgresql"), program("postgres", "postgresql")
    port, data = free_port(), folder / "data"
    folder.mkdir(parents=True, exist_ok=True)
    user: dict[str, object] = {}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
        user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    subprocess.run(
        [initdb, "-D", str(data), "-A", "trust", "-U", "verbatim", "-E", "UTF8", "--no-sync"],
        check=True,
        capture_output=True,
        cwd="/",
        **user,
    )  # type: ignore[call-overload]
    command = [server, "-D", str(data), "-p", str(port), "-h", "127.0.0.1", "-k", str(folder)]
    with running(command, port, folder.parent / f"{folder.name}.log", cwd="/", **user):
        createdb = [
            program("createdb", "postgresql"),
            "-h",
            "127.0.0.1",
            "-p",
            str(port),
            "-U",
            "verbatim",
            "verbatim",
        ]
        _until_it_works(createdb)
        yield port


def _until_it_works(command: Sequence[str]) -> None:
    end = time.monotonic() + _SECONDS
    while (done := subprocess.run(command, capture_output=True, check=False)).returncode:
        if time.monotonic() > end:
            raise TimeoutError(done.stderr.decode())
        time.sleep(0.1)
