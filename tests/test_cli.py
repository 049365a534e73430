"""The command line: each command does its work, with the settings it was given."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.conftest import ROOT
from verbatim import checks, cli, logs
from verbatim.settings import Settings

MODEL = ROOT / "models" / "verbatim-test.tar.gz"


@pytest.fixture(autouse=True)
def quiet_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings from outside; what `main` sets is undone; logging stays the tests'."""
    for name in [*cli._QUIET, "LOG_LEVEL"]:
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    for name in [name for name in os.environ if name.startswith("VERBATIM_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(cli, "put_off", lambda: None)
    monkeypatch.setattr(logs, "configure", lambda: None)


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """Calls into the heavy modules, which are replaced."""
    calls: list[tuple[object, ...]] = []

    def record(name: str, result: object = None) -> Callable[..., object]:
        def call(*arguments: object, **_: object) -> object:
            calls.append((name, *arguments))
            return result

        return call

    async def chat(model: Path, settings: Settings) -> None:
        calls.append(("chat", model, settings))

    replaced = {
        "server": {"check_address": record("check"), "serve": record("serve")},
        "terminal": {"chat": chat},
        "action_server": {"serve_actions": record("actions")},
        "model": {
            "path_of_current": record("path", MODEL),
            "current": record("current", MODEL),
            "train": record("train", MODEL),
        },
    }
    monkeypatch.setattr(logs, "show_progress", record("progress"))
    # Training apart is a process of its own; this one ends well.
    monkeypatch.setattr(subprocess, "run", record("process", SimpleNamespace(returncode=0)))
    for name, functions in replaced.items():
        monkeypatch.setitem(sys.modules, f"verbatim.serving.{name}", SimpleNamespace(**functions))
    return calls


def test_check_proves_the_content(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check"]) == 0
    assert capsys.readouterr().out == "Content, questions, domain and rules fit together.\n"


@pytest.mark.parametrize("name", ["red_flags.yml", "red_flags_foreign.yml"])
def test_check_reads_what_emergencies_are_known_by(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    file = content / name
    text = file.read_text(encoding="utf-8")
    line = text[: text.index("urgent_body:")].count("\n") + 1
    file.write_text(text.replace("urgent_body:", "urgent_boddy:", 1), encoding="utf-8")
    monkeypatch.setenv("VERBATIM_CONTENT", str(content))
    assert cli.main(["check"]) != 0
    said = capsys.readouterr().err
    assert f"{name}:{line}" in said
    assert "`urgent_boddy` is not known here" in said


def test_check_prints_every_problem_and_fails(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "problems", lambda root, library: iter(["One.", "Two."]))
    assert cli.main(["check"]) == 1
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "One.\nTwo.\n")


def test_run_checks_the_address_before_it_trains(done: list[tuple[object, ...]]) -> None:
    assert cli.main(["run", "--host", "0.0.0.0", "--port", "5305"]) == 0
    settings = Settings(host="0.0.0.0", port=5305)
    assert [call[0] for call in done] == ["check", "path", "process", "current", "serve"]
    assert done[0] == ("check", "0.0.0.0", 5305)
    assert done[2] == ("process", [sys.executable, "-m", "verbatim", "train"])
    assert done[-1] == ("serve", MODEL, settings)


def test_nothing_is_trained_when_there_is_a_model(
    done: list[tuple[object, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["verbatim.serving.model"], "path_of_current", lambda: tmp_path)
    assert cli.main(["run"]) == 0
    assert [call[0] for call in done] == ["check", "current", "serve"]


def test_a_training_that_fails_ends_the_start_with_a_sentence(
    done: list[tuple[object, ...]],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=1))
    assert cli.main(["run"]) == 1
    assert capsys.readouterr().err == "verbatim: There is no model: the lines above say why.\n"
    assert [call[0] for call in done] == ["check", "path"]


def test_options_come_before_the_environment(
    done: list[tuple[object, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERBATIM_PORT", "5400")
    monkeypatch.setenv("VERBATIM_HOST", "::1")
    assert cli.main(["run", "--port", "5305"]) == 0
    assert done[0] == ("check", "::1", 5305)


def test_chat_runs_in_the_terminal(done: list[tuple[object, ...]]) -> None:
    assert cli.main(["chat"]) == 0
    assert done[-1] == ("chat", MODEL, Settings())


def test_actions_are_served_alone(done: list[tuple[object, ...]]) -> None:
    assert cli.main(["actions"]) == 0
    assert done == [("actions", Settings())]


def test_evaluate_gets_its_own_options(
    done: list[tuple[object, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def evaluate(model: Path, settings: Settings, options: argparse.Namespace) -> int:
        done.append(("evaluate", model, settings, options.command))
        return 3

    monkeypatch.setattr(cli, "evaluate", evaluate)
    assert cli.main(["evaluate"]) == 3
    assert done[-1] == ("evaluate", MODEL, Settings(), "evaluate")


def test_conversations_gets_its_own_options(
    done: list[tuple[object, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def conversations(settings: Settings, options: argparse.Namespace) -> int:
        done.append(("conversations", settings, options.own))
        return 4

    monkeypatch.setitem(cli._OPTIONS, "conversations", lambda parser: parser.add_argument("--own"))
    monkeypatch.setattr(cli, "conversations", conversations)
    assert cli.main(["conversations", "--own", "x"]) == 4
    assert done == [("conversations", Settings(), "x")]


def test_train_says_that_something_is_new_and_where_the_model_is(
    done: list[tuple[object, ...]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["train"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Training: content, data or configuration is new.",
        "Model: models/verbatim-test.tar.gz",
    ]
    assert [call[0] for call in done] == ["path", "progress", "train"]


def test_train_says_nothing_is_new_when_there_is_a_model(
    done: list[tuple[object, ...]],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys.modules["verbatim.serving.model"], "path_of_current", lambda: tmp_path)
    assert cli.main(["train"]) == 0
    assert capsys.readouterr().out == "Model: models/verbatim-test.tar.gz\n"
    assert [call[0] for call in done] == ["train"]
