"""The documentation names everything there is."""

from __future__ import annotations

import dataclasses
import re

import pytest
from ruamel.yaml import YAML

from tests.conftest import ROOT
from verbatim.cli import COMMANDS
from verbatim.settings import Settings

DOCS = {file.name: file.read_text(encoding="utf-8") for file in (ROOT / "docs").glob("*.md")}
README = (ROOT / "README.md").read_text(encoding="utf-8")
EVERYTHING = README + "".join(DOCS.values())


def test_every_intent_is_explained() -> None:
    domain = YAML(typ="safe").load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    for intent in domain["intents"]:
        assert f"`{intent}`" in DOCS["intents.md"], intent


def test_no_intent_is_explained_that_is_gone() -> None:
    domain = YAML(typ="safe").load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    explained = set(re.findall(r"^\| `(\w+)` \|", DOCS["intents.md"], re.MULTILINE))
    assert explained <= set(domain["intents"])


@pytest.mark.parametrize("field", [field.name for field in dataclasses.fields(Settings)])
def test_every_setting_is_documented(field: str) -> None:
    assert f"`VERBATIM_{field.upper()}`" in DOCS["settings.md"]


def test_every_documented_setting_is_read_somewhere() -> None:
    code = "".join(path.read_text() for path in (ROOT / "verbatim").rglob("*.py"))
    for name in set(re.findall(r"VERBATIM_([A-Z_]+)", EVERYTHING)):
        assert f'"{name}"' in code or f"VERBATIM_{name}" in code, name


def test_make_help_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text()
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony is not None
    for target in phony.group(1).split():
        assert re.search(rf"^{target}:.*## \S", makefile, re.MULTILINE), target


def test_make_targets_call_commands_that_exist() -> None:
    called = set(re.findall(r"-m verbatim (\w+)", (ROOT / "Makefile").read_text()))
    assert called <= set(COMMANDS)


def test_readme_shows_the_two_commands() -> None:
    assert "make run" in README
    assert "make test" in README


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_links_of_the_readme_lead_somewhere(link: str) -> None:
    assert (ROOT / link).exists()
