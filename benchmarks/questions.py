"""What people say to the servers under test."""

from __future__ import annotations

import json

from verbatim.settings import ROOT


def questions() -> list[str]:
    """The validation questions; what is held out for evaluation is left alone."""
    file = ROOT / "tests" / "questions" / "validation.jsonl"
    texts = [json.loads(line)["q"] for line in file.read_text(encoding="utf-8").splitlines()]
    return [text for text in texts if 0 < len(text) <= 400 and any(c.isalnum() for c in text)]
