from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.evaluation.conftest import outcome
from verbatim.errors import VerbatimError
from verbatim.evaluation import command, folds, run, sets
from verbatim.evaluation.outcome import Asked, Outcome, Peer
from verbatim.settings import Settings


def options(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    command.add_options(parser)
    return parser.parse_args(arguments)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stands in for everything that needs a model, on a few questions; lists who was asked."""
    listed: list[str] = []
    all_of_ours = sets.own

    def few(known: Mapping[str, str]) -> list[sets.Group]:
        return [
            sets.Group(group.name, group.items[::40], group.dialogues[:2])
            for group in all_of_ours(known)
        ]

    async def ask_assistant(model: Path, groups: list[sets.Group], *_: object) -> list[Asked]:
        listed.extend(group.name for group in groups)
        good = outcome("answer", "answer", True, candidate=(0.9, True))
        return [Asked(group.name, group.title, (good,)) for group in groups]

    async def ask_default(groups: list[sets.Group], *_: object) -> Peer:
        listed.append("default pipeline")
        return Peer("default_pipeline", "Default", {group.name: () for group in groups})

    async def cross_validate(number: int, *_: object) -> list[Outcome]:
        listed.append(f"{number} folds")
        return [outcome("answer", "answer", True, intent="ask_dli")]

    monkeypatch.setattr(sets, "own", few)
    monkeypatch.setattr(run, "ask_assistant", ask_assistant)
    monkeypatch.setattr(run, "ask_default", ask_default)
    monkeypatch.setattr(folds, "cross_validate", cross_validate)
    return listed


@pytest.mark.parametrize("given", ["0", "-3", "many"])
def test_epochs_that_cannot_be_trained_are_refused(
    given: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        options("--default-epochs", given)
    assert "--default-epochs" in capsys.readouterr().err


def test_it_writes_a_page_and_its_figures(
    tmp_path: Path, calls: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    given = options("--reports", str(tmp_path / "reports"))
    assert command.evaluate(Path("model"), Settings(), given) == 0
    found = json.loads((tmp_path / "reports" / "evaluation.json").read_text(encoding="utf-8"))
    assert list(found["groups"]) == ["held_out", "validation", "red_flags", "foreign"]
    assert list(found["peers"]) == ["keyword_search", "default_pipeline"]
    assert found["folds"] is None
    assert (tmp_path / "reports" / "evaluation.html").read_text().startswith("<!DOCTYPE html>")
    assert "evaluation.html" in capsys.readouterr().out
    assert calls == ["held_out", "validation", "red_flags", "foreign", "default pipeline"]


def test_options_choose_what_is_asked(tmp_path: Path, calls: list[str]) -> None:
    extra = tmp_path / "dev.jsonl"
    extra.write_text('{"q": "hi", "expect": "smalltalk"}')
    given = options(
        "--set", str(extra), "--without-default", "--folds", "3", "--reports", str(tmp_path)
    )
    command.evaluate(Path("model"), Settings(), given)
    assert calls == ["held_out", "validation", "red_flags", "foreign", "dev", "3 folds"]
    found = json.loads((tmp_path / "evaluation.json").read_text(encoding="utf-8"))
    assert found["folds"]["scores"]["answered"]["count"] == 1
    assert list(found["peers"]["keyword_search"]["groups"]) == calls[:5]


def test_without_the_packages_for_pictures_nothing_is_asked(
    monkeypatch: pytest.MonkeyPatch, calls: list[str]
) -> None:
    monkeypatch.setattr(command, "find_spec", lambda _: None)
    with pytest.raises(VerbatimError, match="make evaluate"):
        command.evaluate(Path("model"), Settings(), options())
    assert calls == []


def test_every_option_is_documented() -> None:
    parser = argparse.ArgumentParser(add_help=False)
    command.add_options(parser)
    text = (command.ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
    for action in parser._actions:
        assert f"`{action.option_strings[0]}" in text
