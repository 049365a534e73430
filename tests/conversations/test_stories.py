"""`rasa test` on stories/: what Rasa itself predicts, with the counts it reports.

It reads only files named test_*.yml, and passes where it finds none: hence the counts.

Rasa's test reads every message without what was said before, so stories hold messages that
stand on their own; those that need their context are in over_http/.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.conftest import ROOT, unmeasured
from verbatim.serving.model import current

HERE = Path(__file__).parent / "stories"


def stories() -> list[dict]:
    found = []
    for file in sorted(HERE.rglob("*.yml")):
        found += YAML(typ="safe").load(file.read_text(encoding="utf-8"))["stories"]
    return found


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, str, dict]:
    out = tmp_path_factory.mktemp("rasa-test")
    command = [sys.executable, "-m", "rasa", "test", "core", "--stories", str(HERE), "--e2e"]
    command += ["--model", str(current()), "--out", str(out), "--fail-on-prediction-errors"]
    environment = {**unmeasured(), "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}
    environment["PYTHONWARNINGS"] = "ignore"
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    report = json.loads((out / "story_report.json").read_text())
    return ran.returncode, ran.stdout[-4000:] + ran.stderr[-4000:], report


def test_every_step_says_what_the_person_wrote() -> None:
    for story in stories():
        asked = [step for step in story["steps"] if "intent" in step]
        assert asked, story["story"]
        assert all(step.get("user", "").strip() for step in asked), story["story"]


def test_rasa_predicts_every_story(outcome: tuple[int, str, dict]) -> None:
    status, output, _ = outcome
    assert status == 0, output


def test_rasa_really_ran_all_of_them(outcome: tuple[int, str, dict]) -> None:
    _, output, report = outcome
    accuracy = report["conversation_accuracy"]
    assert accuracy["total"] == len(stories()) >= 18, output
    assert accuracy["correct"] == accuracy["total"], output
