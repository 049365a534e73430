"""Settings that cannot be used are answered with one sentence and status 1."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from verbatim import cli, logs


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings from outside; imports and logging stay as they are."""
    for name in [name for name in os.environ if name.startswith("VERBATIM_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(cli, "put_off", lambda: None)
    monkeypatch.setattr(logs, "configure", lambda: None)


def fails(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one sentence with which a command ends with status 1."""
    assert cli.main(arguments) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    (sentence,) = printed.err.splitlines()
    return sentence


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
