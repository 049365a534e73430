"""What actions need is loaded once, from the settings of the environment."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from verbatim.dialogue.resources import Resources
from verbatim.dialogue.resources import resources as of_this_process
from verbatim.errors import ContentError
from verbatim.settings import Settings


@pytest.fixture
def uncached() -> Iterator[None]:
    of_this_process.cache_clear()
    yield
    of_this_process.cache_clear()


@pytest.mark.usefixtures("uncached")
def test_the_environment_decides_and_loading_happens_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("VERBATIM_REGION", "gb")
    loaded = of_this_process()
    assert loaded.settings.region == "gb"
    assert loaded.contacts.medical == [{"label": "Emergency", "number": "999"}]
    monkeypatch.setenv("VERBATIM_REGION", "us")
    assert of_this_process() is loaded


def test_another_content_folder_can_be_used(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    loaded = Resources.load(Settings(content=content))
    assert list(loaded.library.documents) == ["refractory-and-relapsed"]
    (content / "contacts.yml").unlink()
    with pytest.raises(ContentError) as caught:
        Resources.load(Settings(content=content))
    assert caught.value.file == content / "contacts.yml"
