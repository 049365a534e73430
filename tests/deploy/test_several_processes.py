"""Two processes behind our nginx.conf, with real PostgreSQL and Redis: nothing is lost."""

from __future__ import annotations

import json
import re
import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import psycopg2
import pytest
import requests

from benchmarks import services
from tests.conftest import ROOT, Conversation, Server, custom_of, open_to_others

QUESTION = "What is a donor leukocyte infusion?"


@dataclass
class Cluster:
    """Two processes, and nginx in front of them."""

    url: str
    servers: list[Server]
    settings: dict[str, str]
    folder: Path
    dsn: str

    def start(self, name: str) -> Server:
        server = Server(self.folder / name, **self.settings)
        server.wait_until_ready()
        return server

    def stored_messages(self) -> list[tuple[str, str]]:
        """Sender and text of every message of a person, oldest first."""
        connection = psycopg2.connect(self.dsn)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT data, sender_id FROM events WHERE type_name = 'user' ORDER BY id"
            )
            found = [(sender, json.loads(data)["text"]) for data, sender in cursor]
        connection.close()
        return found


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    folder = tmp_path_factory.mktemp("cluster")
    open_to_others(folder)
    with ExitStack() as stack:
        try:
            postgres = stack.enter_context(services.postgres(folder / "postgres"))
            redis = stack.enter_context(services.redis(folder))
            services.program("nginx", "nginx")
        except services.MissingError as missing:
            pytest.skip(str(missing))
        settings = {
            "VERBATIM_ENDPOINTS": str(ROOT / "deploy" / "endpoints.yml"),
            "VERBATIM_SECRET": "the same for both",
            "VERBATIM_PROXIES": "1",
            "VERBATIM_READER": "loop",
            "VERBATIM_SESSION_MESSAGES": "0",
            "VERBATIM_ADDRESS_MESSAGES": "0",
            "DB_HOST": "127.0.0.1",
            "DB_PORT": str(postgres),
            "DB_NAME": "verbatim",
            "DB_USER": "verbatim",
            "DB_PASSWORD": "",
            "RETENTION_DAYS": "30",
            "REDIS_HOST": "127.0.0.1",
            "REDIS_PORT": str(redis),
            "REDIS_PASSWORD": "",
        }
        dsn = f"host=127.0.0.1 port={postgres} user=verbatim dbname=verbatim"
        made = Cluster("", [], settings, folder, dsn)
        made.servers = [made.start("one"), made.start("two")]
        port = services.free_port()
        stack.enter_context(services.nginx(folder, configuration(folder, port, made.servers), port))
        made.url = f"http://127.0.0.1:{port}"
        yield made
        for server in made.servers:
            server.stop()


def configuration(folder: Path, port: int, servers: list[Server]) -> str:
    """deploy/nginx.conf with the ports and places of this test, and no limit on requests."""
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    text = text.replace("listen 8080;", f"listen 127.0.0.1:{port};")
    for old, server in zip(("5005", "5006"), servers, strict=True):
        text = text.replace(f"127.0.0.1:{old}", f"127.0.0.1:{server.port}")
    text = text.replace("rate=20r/s", "rate=10000r/s")
    text = re.sub(r"/dev/std(out|err)", f"{folder}/nginx-\\1.log", text)
    places = "".join(
        f"{kind}_temp_path {folder}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return f"pid {folder}/nginx.pid;\n" + text.replace("http {", f"http {{ {places}", 1)


def test_a_conversation_goes_on_whichever_process_answers(cluster: Cluster) -> None:
    conversation = Conversation(cluster.url)
    for _ in range(6):
        custom_of(conversation.says(QUESTION))
        assert custom_of(conversation.says("where is that from?"))["passages"]
    served = [requests.get(f"{server.url}/metrics", timeout=10).text for server in cluster.servers]
    assert all('verbatim_turns_total{kind="answer"} 0.0' not in text for text in served)


def test_metrics_are_not_for_the_world(cluster: Cluster) -> None:
    assert requests.get(f"{cluster.url}/metrics", timeout=10).status_code == 404


def test_a_rolling_restart_loses_no_message(cluster: Cluster) -> None:
    """Eight people talk on while both processes are replaced, one after the other."""
    over = threading.Event()
    sent: list[tuple[str, str]] = []
    failures: list[str] = []

    def person(number: int) -> None:
        conversation = Conversation(cluster.url)
        turn = 0
        while not over.is_set():
            text = f"What is a relapse? ({number}.{turn})"
            answer = conversation.send(message=text)
            kinds = (
                [one["custom"]["kind"] for one in answer.json() if "custom" in one]
                if (answer.status_code == 200)
                else []
            )
            if kinds in ([], ["error"]):
                failures.append(f"{answer.status_code} {answer.text[:200]}")
            else:
                sent.append((conversation.session, text))
            turn += 1

    people = [threading.Thread(target=person, args=(number,)) for number in range(8)]
    for one in people:
        one.start()
    try:
        for position, name in enumerate(("one again", "two again")):
            old = cluster.servers[position]
            old.stop()
            replacement = Server(cluster.folder / name, port=old.port, **cluster.settings)
            cluster.servers[position] = replacement
            replacement.wait_until_ready()
    finally:
        over.set()
        for one in people:
            one.join()
    assert failures == []
    assert len(sent) > 50
    stored = [text for _, text in cluster.stored_messages() if "(" in text]
    assert sorted(stored) == sorted(text for _, text in sent)


def test_a_backup_of_postgresql_is_restored(cluster: Cluster, tmp_path: Path) -> None:
    dump, restore = (services.program(name, "postgresql") for name in ("pg_dump", "psql"))
    before = cluster.stored_messages()
    file = tmp_path / "conversations.sql"
    subprocess.run([dump, "--no-owner", "-f", str(file), cluster.dsn], check=True)
    other = cluster.dsn.replace("dbname=verbatim", "dbname=restored")
    connection = psycopg2.connect(cluster.dsn)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE restored")
    connection.close()
    subprocess.run([restore, "-q", "-v", "ON_ERROR_STOP=1", "-f", str(file), other], check=True)
    cluster.dsn, original = other, cluster.dsn
    assert cluster.stored_messages() == before
    cluster.dsn = original
