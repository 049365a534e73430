from __future__ import annotations

import gc
from pathlib import Path

import pytest

from tests.serving.test_model import archive, project
from verbatim.serving.model_change import ModelChange


class Agent:
    def __init__(self) -> None:
        self.loaded: list[str] = []

    def load_model(self, path: str, fingerprint: str) -> None:
        self.loaded.append(Path(path).name)


@pytest.fixture(autouse=True)
def thawed():
    yield
    gc.unfreeze()


async def test_a_model_for_the_same_content_is_loaded(tmp_path):
    agent, root = Agent(), project(tmp_path)
    change = ModelChange(agent, lambda: archive(tmp_path), root)
    (root / "data/nlu.yml").write_text("more examples")
    await change.change()
    assert agent.loaded == ["verbatim-1.tar.gz"]
    assert gc.get_freeze_count() > 0  # and what it is made of is settled


async def test_a_model_for_other_content_is_not(tmp_path, caplog):
    agent, root = Agent(), project(tmp_path)
    change = ModelChange(agent, lambda: archive(tmp_path), root)
    (root / "content/page.txt").write_text("another page")
    await change.change()
    assert agent.loaded == []
    assert "restart" in caplog.text


async def test_a_model_that_was_altered_is_not(tmp_path, caplog):
    agent, root = Agent(), project(tmp_path)
    change = ModelChange(agent, lambda: archive(tmp_path, content=b"other"), root)
    await change.change()
    assert agent.loaded == []
    assert "not the model" in caplog.text
