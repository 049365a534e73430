"""Every file under deploy/ is what it says: checked by the program that will read it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from rasa.core.utils import AvailableEndpoints

from benchmarks import services
from tests.conftest import ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted(file.name for file in (DEPLOY / "systemd").iterdir())
SCRIPTS = sorted(file.name for file in DEPLOY.glob("*.sh"))

CHART_KEYS = {
    "registry",
    "image",
    "command",
    "args",
    "replicaCount",
    "applicationSettings",
    "extraEnv",
    "volumes",
    "volumeMounts",
    "livenessProbe",
    "readinessProbe",
    "strategy",
    "podAnnotations",
    "podSecurityContext",
    "securityContext",
    "resources",
    "postgresql",
    "redis",
    "rabbitmq",
}
"""Top-level keys of the chart's own values that we set."""

CHART_SETTINGS = {
    "port",
    "initialModel",
    "trainInitialModel",
    "enableAPI",
    "telemetry",
    "endpoints",
}


def load(name: str) -> dict:
    return yaml.safe_load((DEPLOY / name).read_text(encoding="utf-8"))


def variables(text: str) -> set[str]:
    return set(re.findall(r"\$\{([A-Z_]+)", text))


def test_nginx_accepts_its_configuration(tmp_path: Path) -> None:
    try:
        nginx = services.program("nginx", "nginx")
    except services.MissingError as missing:
        pytest.skip(str(missing))
    text = f"pid {tmp_path}/nginx.pid;\n" + (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    file = tmp_path / "nginx.conf"
    file.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [nginx, "-t", "-c", str(file)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr


@pytest.mark.parametrize("unit", UNITS)
def test_systemd_accepts_the_unit(unit: str, tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed: apt-get install systemd")
    # The units name places that exist only where they are installed.
    for file in (DEPLOY / "systemd").iterdir():
        text = file.read_text(encoding="utf-8").replace(
            "/opt/verbatim/.venv/bin/python", "/bin/true"
        )
        text = re.sub(r"/opt/verbatim/deploy/\S+\.sh", "/bin/true", text)
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    name = unit.replace("@.", "@5005.")
    if name != unit:
        shutil.copy2(tmp_path / unit, tmp_path / name)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / name)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SYSTEMD_UNIT_PATH": f"{tmp_path}:"},
    )
    complaints = [line for line in done.stderr.splitlines() if "verbatim" in line]
    assert done.returncode == 0, done.stderr
    assert complaints == []


def test_units_call_what_is_there() -> None:
    called = set()
    for unit in UNITS:
        text = (DEPLOY / "systemd" / unit).read_text(encoding="utf-8")
        called |= set(re.findall(r"/opt/verbatim/(deploy/\S+\.sh|docs/\S+\.md)", text))
    assert called
    for name in called:
        assert (ROOT / name).exists(), name


@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts_are_sound(script: str) -> None:
    file = DEPLOY / script
    assert os.access(file, os.X_OK)
    subprocess.run(["sh", "-n", str(file)], check=True)


def test_containers_use_files_that_exist() -> None:
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    for source in re.findall(r"^COPY (?!--from)(\S+) ", text, re.MULTILINE):
        assert (ROOT / source).exists(), source
    assert re.search(r"^USER 10001$", text, re.MULTILINE)
    version = re.search(r"uv_version=(\S+)", (ROOT / "requirements/install.sh").read_text())
    assert version is not None
    assert f"uv=={version.group(1)}" in text


def test_compose_hangs_together() -> None:
    compose = load("compose.yaml")
    services_ = compose["services"]
    for name, service in services_.items():
        for needed in service.get("depends_on", {}):
            assert needed in services_, (name, needed)
        for volume in service.get("volumes", []):
            source = volume.partition(":")[0]
            if source.startswith("."):
                assert (DEPLOY / source).exists(), source
            else:
                assert source in compose["volumes"] or source.startswith("/"), source
        shared = service.get("network_mode", "").partition("service:")[2]
        assert not shared or shared in services_
    assert (DEPLOY / services_["one"]["build"]["dockerfile"].removeprefix("deploy/")).exists()
    given = set(services_["one"]["environment"])
    assert variables((DEPLOY / "endpoints.yml").read_text()) <= given


def test_compose_and_nginx_know_the_same_processes() -> None:
    upstream = re.findall(r"server 127\.0\.0\.1:(\d+)", (DEPLOY / "nginx.conf").read_text())
    services_ = load("compose.yaml")["services"]
    ports = [services_[name]["environment"]["VERBATIM_PORT"] for name in ("one", "two")]
    assert sorted(upstream) == sorted(ports)


def test_compose_is_accepted() -> None:
    if (
        shutil.which("docker") is None
        or subprocess.run(
            ["docker", "compose", "version"], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("docker compose is not installed: apt-get install docker-compose-v2")
    environment = {**os.environ, "VERBATIM_SECRET": "x", "DB_PASSWORD": "x"}
    subprocess.run(
        ["docker", "compose", "-f", str(DEPLOY / "compose.yaml"), "config", "-q"],
        check=True,
        env=environment,
    )


def test_helm_values_are_the_charts() -> None:
    values = load("helm/values.yaml")
    assert set(values) <= CHART_KEYS
    assert set(values["applicationSettings"]) <= CHART_SETTINGS
    given = {entry["name"] for entry in values["extraEnv"]}
    assert variables((DEPLOY / "endpoints.yml").read_text()) <= given
    mounted = {mount["name"] for mount in values["volumeMounts"]}
    assert mounted == {volume["name"] for volume in values["volumes"]}


def test_rasa_reads_the_endpoints(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in variables((DEPLOY / "endpoints.yml").read_text()):
        monkeypatch.setenv(name, "1")
    read = AvailableEndpoints.read_endpoints(str(DEPLOY / "endpoints.yml"))
    assert read.tracker_store.type == "verbatim.store.PostgresTrackerStore"
    assert read.lock_store.type == "verbatim.store.RedisLockStore"
