"""`make chat`, as a person has it: lines go in, replies come out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, START_SECONDS, unmeasured

WHAT_DLI_IS = (
    "This therapy involves giving lymphocytes taken from the original stem cell donor to the "
    "patient with a disease relapse after a transplant."
)
WHAT_DLI_DOES = "DLI can induce an immune reaction against your cancer cells"


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """All that is printed in a conversation that ends with Ctrl-D."""
    lines = ["what is DLI?", "", "1", "what does it cost", "/restart", "?!"]
    ended = subprocess.run(
        [sys.executable, "-m", "verbatim", "chat"],
        input="".join(f"{line}\n" for line in lines),
        cwd=ROOT,
        env={**os.environ, "VERBATIM_STATE": str(tmp_path_factory.mktemp("terminal"))},
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def test_a_question_is_answered_word_for_word_with_its_date(said: str) -> None:
    first = said.split("You:")[1]
    assert f"“{WHAT_DLI_IS}”" in first
    assert "last updated on Saturday, March 19, 2011" in first


def test_a_number_asks_the_question_that_was_offered_under_it(said: str) -> None:
    offered, chosen = said.split("You:")[1], said.split("You:")[3]
    assert "  1  How a DLI works" in offered
    assert WHAT_DLI_DOES in chosen


def test_what_the_page_does_not_say_is_said(said: str) -> None:
    assert "say nothing about the cost" in said.split("You:")[4]


def test_commands_are_words_and_lines_without_a_word_are_passed_over(said: str) -> None:
    restart, nothing = said.split("You:")[5:7]
    assert restart.strip()
    assert "Something went wrong" not in restart
    assert said.split("You:")[2].strip() == ""
    assert nothing.strip() == ""


def test_it_ends_with_the_input(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "verbatim", "chat"],
        stdin=subprocess.DEVNULL,
        cwd=ROOT,
        env={**unmeasured(), "VERBATIM_STATE": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
