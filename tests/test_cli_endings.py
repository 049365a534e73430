"""However a command ends, the person at the terminal gets a status and at most a sentence."""

from __future__ import annotations

import errno
import json
import os
import runpy
import subprocess
import sys
import warnings
from collections.abc import Callable

import pytest

from tests.conftest import ROOT
from verbatim import cli, errors, logs
from verbatim.settings import Settings

Train = Callable[[Callable[[], int]], int]


@pytest.fixture
def train(monkeypatch: pytest.MonkeyPatch) -> Train:
    """Runs `verbatim train` with a function in place of the training."""
    for name in cli._QUIET:
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.delenv("VERBATIM_PORT", raising=False)
    monkeypatch.setattr(cli, "put_off", lambda: None)
    monkeypatch.setattr(logs, "configure", lambda: None)
    monkeypatch.setattr(sys, "warnoptions", [])

    def run(work: Callable[[], int]) -> int:
        monkeypatch.setitem(cli.COMMANDS, "train", (lambda _: work(), "a test"))
        return cli.main(["train"])

    return run


def raising(error: BaseException) -> Callable[[], int]:
    def work() -> int:
        raise error

    return work


def test_a_command_gives_its_status(train: Train) -> None:
    assert train(lambda: 0) == 0
    assert train(lambda: 7) == 7


@pytest.mark.parametrize(
    "kind",
    [errors.WeightsError, errors.ModelError, errors.ServeError, errors.ProofError],
)
def test_our_own_errors_are_one_sentence(
    train: Train, capsys: pytest.CaptureFixture[str], kind: type[errors.VerbatimError]
) -> None:
    assert train(raising(kind("This is why."))) == 1
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "verbatim: This is why.\n")


def test_ctrl_c_is_not_an_error(train: Train, capsys: pytest.CaptureFixture[str]) -> None:
    assert train(raising(KeyboardInterrupt())) == 130
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES])
def test_a_disk_that_takes_nothing_is_one_sentence(
    train: Train, capsys: pytest.CaptureFixture[str], number: int
) -> None:
    reason = os.strerror(number)
    assert train(raising(OSError(number, reason, "/models"))) == 1
    assert train(raising(OSError(number, reason))) == 1
    assert capsys.readouterr().err.splitlines() == [
        f"verbatim: {reason} (/models). Make room or choose another place.",
        f"verbatim: {reason}. Make room or choose another place.",
    ]


def test_other_errors_are_not_hidden(train: Train) -> None:
    with pytest.raises(OSError, match="Broken pipe"):
        train(raising(OSError(errno.EPIPE, "Broken pipe")))
    with pytest.raises(ZeroDivisionError):
        train(raising(ZeroDivisionError()))


def test_nothing_is_reported_to_rasa_unless_somebody_asks_for_it(
    train: Train, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert train(lambda: 0) == 0
    assert os.environ["RASA_TELEMETRY_ENABLED"] == "false"
    monkeypatch.setenv("RASA_TELEMETRY_ENABLED", "true")
    assert train(lambda: 0) == 0
    assert os.environ["RASA_TELEMETRY_ENABLED"] == "true"


def test_warnings_are_for_authors_unless_asked_for(
    train: Train, monkeypatch: pytest.MonkeyPatch
) -> None:
    def first_filter() -> int:
        return int(warnings.filters[0][0] == "ignore" and warnings.filters[0][2] is Warning)

    assert train(first_filter) == 1
    monkeypatch.setattr(sys, "warnoptions", ["error"])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert train(first_filter) == 0


@pytest.mark.parametrize("arguments", [[], ["walk"], ["check", "--loud"]])
def test_a_command_that_does_not_exist_ends_with_the_usage(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: verbatim")


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--help"])
    assert ended.value.code == 0
    printed = " ".join(capsys.readouterr().out.split())
    for name, (_, purpose) in cli.COMMANDS.items():
        assert f"{name} {purpose}" in printed


def test_the_package_is_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Settings] = []
    monkeypatch.setattr(cli, "put_off", lambda: None)
    monkeypatch.setattr(logs, "configure", lambda: None)
    monkeypatch.setitem(
        cli.COMMANDS, "train", (lambda settings: given.append(settings) or 5, "a test")
    )
    monkeypatch.setattr(sys, "argv", ["verbatim", "train", "--port", "5305"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("verbatim", run_name="__main__")
    assert ended.value.code == 5
    assert [settings.port for settings in given] == [5305]


def test_numpy_is_loaded_with_one_thread() -> None:
    """More of them wait by spinning: a whole core for nothing. It counts at the first import."""
    code = (
        "import contextlib, runpy, sys\n"
        "sys.argv = ['verbatim', '--help']\n"
        "with contextlib.suppress(SystemExit): runpy.run_module('verbatim', run_name='__main__')\n"
        "import numpy, threadpoolctl\n"
        "print([one['num_threads'] for one in threadpoolctl.threadpool_info()"
        " if one['internal_api'] == 'openblas'])\n"
    )
    environment = {k: v for k, v in os.environ.items() if k != "OPENBLAS_NUM_THREADS"}
    ended = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    threads = json.loads(ended.stdout.splitlines()[-1])
    assert threads
    assert set(threads) == {1}
