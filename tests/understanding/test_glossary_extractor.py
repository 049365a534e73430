"""Terms of the glossary become entities."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from verbatim.errors import ContentError
from verbatim.settings import ROOT
from verbatim.understanding.glossary_extractor import GlossaryExtractor

NOTHING = cast(Any, None)


@pytest.fixture(scope="module")
def component() -> GlossaryExtractor:
    config = {"file": str(ROOT / "content" / "glossary.yml")}
    return GlossaryExtractor.create(config, NOTHING, NOTHING, NOTHING)


def test_finds_terms_where_they_stand(component: GlossaryExtractor) -> None:
    message = Message({"text": "Does Donor Lymphocyte Infusion work after a BMT?"})
    component.process([message])
    entity = {"entity": "term", "extractor": "GlossaryExtractor"}
    assert message.get("entities") == [
        {**entity, "value": "dli", "start": 5, "end": 30},
        {**entity, "value": "transplant", "start": 44, "end": 47},
    ]
    assert "entities" in message.as_dict(only_output_properties=True)


def test_keeps_entities_of_others(component: GlossaryExtractor) -> None:
    other = {"entity": "x", "value": "y"}
    message = Message({"text": "DLI", "entities": [other]})
    component.process([message])
    assert [e["entity"] for e in message.get("entities")] == ["x", "term"]


@pytest.mark.parametrize("text", ["", None, "good morning"])
def test_nothing_found_is_an_empty_list(component: GlossaryExtractor, text: str | None) -> None:
    message = Message({"text": text})
    component.process([message])
    assert message.get("entities") == []


def test_training_data_is_untouched(component: GlossaryExtractor) -> None:
    message = Message({"text": "DLI"})
    data = TrainingData([message])
    assert component.process_training_data(data) is data
    assert message.get("entities") is None


def test_the_folder_of_the_documents_is_a_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERBATIM_CONTENT", str(tmp_path))
    with pytest.raises(ContentError, match="missing"):
        GlossaryExtractor.create(GlossaryExtractor.get_default_config(), NOTHING, NOTHING, NOTHING)
