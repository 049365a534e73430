"""Whole conversations with a running assistant, as over_http/<behaviour>/<user_does_x>.yml."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.conftest import ROOT, Conversation, Server, custom_of

HERE = Path(__file__).parent / "over_http"
FILES = sorted(HERE.rglob("*.yml"))
CONTENT = ROOT / "content"


def steps_of(file: Path) -> list[dict[str, Any]]:
    return YAML(typ="safe").load(file.read_text(encoding="utf-8"))


def assert_quoted_byte_for_byte(messages: list[dict], custom: dict) -> None:
    for passage in custom.get("passages", []):
        file = CONTENT / passage["document"] / "document.txt"
        raw = file.read_bytes()
        assert passage["sha256"] == hashlib.sha256(raw).hexdigest()
        assert passage["text"] == raw.decode()[passage["start"] : passage["end"]]
        assert passage["text"].encode() in raw
        assert any(passage["text"] in message.get("text", "") for message in messages)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_conversation(file: Path, server: Server) -> None:
    conversation: Conversation = server.conversation()
    offered: dict[str, str] = {}
    for number, step in enumerate(steps_of(file), 1):
        if "presses" in step:
            messages = conversation.presses(offered[step["presses"]])
        else:
            messages = conversation.says(step["says"])
        custom = custom_of(messages)
        where = f"turn {number}: {step} got {custom}"
        if "kind" in step:
            assert custom["kind"] == step["kind"], where
        ids = [passage["id"] for passage in custom.get("passages", [])]
        if "passages" in step:
            assert ids == step["passages"], where
        if "about" in step:
            assert custom["about"] == step["about"], where
        if step.get("note"):
            assert custom["passages"][0]["note"], where
        if step.get("human"):
            assert custom["human"]["words"], where
        assert all(message.get("text") for message in messages), where
        assert_quoted_byte_for_byte(messages, custom)
        offered = {
            one["title"]: one["payload"]
            for one in [*custom.get("related", []), *custom.get("options", [])]
        }


def test_there_are_conversations_of_every_behaviour() -> None:
    assert {file.parent.name for file in FILES} == {
        "emergencies",
        "fallback",
        "follow_ups",
        "not_covered",
        "verbatim",
    }
