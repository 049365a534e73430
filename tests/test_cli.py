"""The command line: each command does its work, each failure is one sentence and a status."""

from __future__ import annotations

import argparse
import os
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
    monkeypatch.setattr(logs, "configure", lambda: None)


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """Calls into the heavy modules, which are replaced."""
    calls: list[tuple[object, ...]] = []

    def record(name: str, result: object = None) -> Callable[..., object]:
        def call(*arguments: object) -> object:
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
            "train": record("train", MODEL),
        },
    }
    for name, functions in replaced.items():
        monkeypatch.setitem(sys.modules, f"verbatim.serving.{name}", SimpleNamespace(**functions))
    return calls


def fails(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one sentence with which a command ends with status 1."""
    assert cli.main(arguments) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    (sentence,) = printed.err.splitlines()
    return sentence


def test_check_proves_the_content(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check"]) == 0
    assert capsys.readouterr().out == "Content, questions, domain and rules fit together.\n"


def test_check_prints_every_problem_and_fails(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "problems", lambda root, library: iter(["One.", "Two."]))
    assert cli.main(["check"]) == 1
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "One.\nTwo.\n")


def test_an_unknown_region_is_one_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERBATIM_REGION", "mars")
    sentence = fails(capsys, "check")
    assert sentence.startswith(f"verbatim: {ROOT}/content/contacts.yml:")
    assert sentence.endswith(
        "The region `mars` is not listed. "
        "Add it, or set VERBATIM_REGION to one of: default, us, eu, gb."
    )


@pytest.mark.parametrize("value", ["70000", "0", "http", "5005.5"])
def test_a_bad_port_is_one_sentence_wherever_it_comes_from(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    expected = f"verbatim: VERBATIM_PORT is “{value}”; it must be a whole number from 1 to 65535."
    assert fails(capsys, "run", "--port", value) == expected
    monkeypatch.setenv("VERBATIM_PORT", value)
    assert fails(capsys, "run") == expected


def test_missing_content_is_one_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("VERBATIM_CONTENT", str(tmp_path / "none"))
    assert fails(capsys, "check") == (
        f"verbatim: {tmp_path}/none/questions.yml: The file is missing. Put it there."
    )


def test_a_bad_log_level_is_one_sentence_of_the_program_itself() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "verbatim", "check"],
        cwd=ROOT,
        env={**os.environ, "LOG_LEVEL": "loud"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == (
        "verbatim: LOG_LEVEL is “LOUD”; use one of: DEBUG, INFO, WARNING, ERROR, CRITICAL.\n"
    )


def test_run_checks_the_address_before_it_trains(done: list[tuple[object, ...]]) -> None:
    assert cli.main(["run", "--host", "0.0.0.0", "--port", "5305"]) == 0
    settings = Settings(host="0.0.0.0", port=5305)
    assert [call[0] for call in done] == ["check", "path", "train", "serve"]
    assert done[0] == ("check", "0.0.0.0", 5305)
    assert done[-1] == ("serve", MODEL, settings)


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


def test_train_says_that_something_is_new_and_where_the_model_is(
    done: list[tuple[object, ...]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["train"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Training: content, data or configuration is new.",
        "Model: models/verbatim-test.tar.gz",
    ]


def test_train_says_nothing_is_new_when_there_is_a_model(
    done: list[tuple[object, ...]], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    sys.modules["verbatim.serving.model"].path_of_current = lambda: tmp_path
    assert cli.main(["train"]) == 0
    assert capsys.readouterr().out == "Model: models/verbatim-test.tar.gz\n"
