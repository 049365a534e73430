"""The components inside Rasa: what they put on messages, and what survives storing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from verbatim.settings import ROOT
from verbatim.understanding import sentence_encoder
from verbatim.understanding.encoder import Encoder
from verbatim.understanding.probabilities import Judgement
from verbatim.understanding.question_classifier import JUDGEMENT, QuestionClassifier
from verbatim.understanding.reading import READING, Reading
from verbatim.understanding.scope import Scope
from verbatim.understanding.sentence_encoder import SentenceEncoder
from verbatim.understanding.weights import SIZE, Array

NOTHING = cast(Any, None)
CONTEXT = ExecutionContext(GraphSchema({}), node_name="train_encoder")
FOLLOW_UPS = """follow_ups:
- after: [ask_relapse]
  means: gap_cost
  examples: |
    - and the price
- after: [gap_cost]
  means: ask_relapse
  examples: |
    - and what is it
"""


def tracker(question: str | None, **others: str | None) -> DialogueStateTracker:
    slots = {"question": question, "answered": None, "nearest": None, **others}
    found = DialogueStateTracker(
        "someone",
        [AnySlot(name, mappings=[{}], influence_conversation=False) for name in slots],
    )
    for name, value in slots.items():
        found.update(SlotSet(name, value), Domain.empty())
    return found


@pytest.fixture
def component(encoder: Encoder) -> SentenceEncoder:
    return SentenceEncoder({}, NOTHING, NOTHING, "encoder", encoder)


def test_a_message_gets_a_sentence_feature_and_a_reading(
    component: SentenceEncoder, encoder: Encoder
) -> None:
    message = Message({"text": "What is a relapse?"})
    component.process([message])
    _, sentence = message.get_dense_features("text")
    assert sentence.features.shape == (1, SIZE)
    np.testing.assert_array_equal(
        sentence.features[0], encoder.embed(encoder.read("What is a relapse?"))
    )
    reading: Reading = message.get(READING)
    np.testing.assert_array_equal(reading.whole, encoder.logits(sentence.features[0]))
    assert reading.sentences == []
    assert reading.in_context == []
    # Nothing of it leaves the process, and the rest still can be written as JSON.
    json.dumps(message.as_dict(only_output_properties=True))


def test_sentences_of_a_story_are_read_one_by_one(
    component: SentenceEncoder, encoder: Encoder
) -> None:
    message = Message({"text": "He is back home. It has returned! What now?"})
    component.process([message])
    parts = message.get(READING).sentences
    assert len(parts) == 3
    np.testing.assert_array_equal(
        parts[2], encoder.logits(encoder.embed(encoder.read("What now?")))
    )


def test_stretches_of_a_story_are_read_in_their_setting(
    component: SentenceEncoder, encoder: Encoder
) -> None:
    message = Message({"text": "He is back home. He fell. He is pale. What now? Thank you."})
    component.process([message])
    expected = [
        encoder.logits(encoder.embed(encoder.read(part)))
        for part in ("He is back home. He fell. He is pale.", "He is pale. What now? Thank you.")
    ]
    np.testing.assert_array_equal(message.get(READING).stretches, expected)


@pytest.mark.parametrize(
    ("question", "used"), [("gap_cost", True), ("unheard", False), (None, False)]
)
def test_the_question_last_spoken_of_is_taken_from_the_tracker(
    component: SentenceEncoder, encoder: Encoder, question: str | None, used: bool
) -> None:
    message = Message({"text": "and that?"})
    component.process([message], tracker(question))
    in_context = message.get(READING).in_context
    expected = [encoder.logits(encoder.embed(encoder.read("and that?"), question))] if used else []
    np.testing.assert_array_equal(in_context, expected)


@pytest.mark.parametrize("slot", ["answered", "nearest"])
@pytest.mark.parametrize(
    ("question", "other", "used"),
    [
        ("gap_cost", "ask_relapse", ["gap_cost", "ask_relapse"]),
        ("ask_relapse", "ask_relapse", ["ask_relapse"]),
        ("gap_cost", None, ["gap_cost"]),
        ("gap_cost", "ask_unknown", ["gap_cost"]),
        (None, "ask_relapse", ["ask_relapse"]),
    ],
)
def test_after_a_refusal_a_message_may_follow_what_was_answered_or_is_near(
    component: SentenceEncoder,
    encoder: Encoder,
    slot: str,
    question: str | None,
    other: str | None,
    used: list[str],
) -> None:
    message = Message({"text": "and that?"})
    component.process([message], tracker(question, **{slot: other}))
    expected = [
        encoder.logits(encoder.embed(encoder.read("and that?"), context)) for context in used
    ]
    np.testing.assert_array_equal(message.get(READING).in_context, expected)


def test_the_lower_layers_run_once_for_all_questions_a_message_may_follow(
    component: SentenceEncoder, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def reading(text: str) -> Array:
        read.append(text)
        return Encoder.read(encoder, text)

    monkeypatch.setattr(encoder, "read", reading)
    message = Message({"text": "and that?"})
    component.process([message], tracker("gap_cost", answered="ask_relapse"))
    assert len(message.get(READING).in_context) == 2
    assert read == ["and that?"]


@pytest.mark.parametrize("text", ["", None, "/ask_dli"])
def test_what_is_no_sentence_is_left_alone(component: SentenceEncoder, text: str | None) -> None:
    message = Message({"text": text})
    component.process([message])
    QuestionClassifier(QuestionClassifier.get_default_config()).process([message])
    Scope.create(Scope.get_default_config(), NOTHING, NOTHING, NOTHING).process([message])
    assert message.get(READING) is None
    assert message.get("intent") is None


def test_training_is_stored_and_comes_back_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sentence_encoder, "ROOT", tmp_path)
    (tmp_path / "follow_ups.yml").write_text(FOLLOW_UPS)
    storage_folder = tmp_path / "storage"
    storage_folder.mkdir()
    storage = LocalModelStorage.create(storage_folder)
    config = {
        **SentenceEncoder.get_default_config(),
        "follow_ups": "follow_ups.yml",
        "epochs": 1,
        "tuned_layers": 1,
    }
    texts = [("what is a relapse", "ask_relapse"), ("is it back", "ask_relapse")]
    texts += [("what does it cost", "gap_cost"), ("is it expensive", "gap_cost")]
    data = TrainingData([Message({"text": text, "intent": intent}) for text, intent in texts])
    resource = Resource("train_encoder")
    trained = SentenceEncoder.create(config, storage, resource, CONTEXT)
    trained.train(data)
    trained.process_training_data(data)
    loaded = SentenceEncoder.load(config, storage, resource, CONTEXT)
    for example in data.training_examples:
        message = Message({"text": example.get("text")})
        loaded.process([message], tracker("ask_relapse"))
        np.testing.assert_array_equal(message.get(READING).whole, example.get(READING).whole)
        assert message.get(READING).labels == ("ask_relapse", "gap_cost", "needs_context")
        assert len(message.get(READING).in_context) == 1


def test_rasa_trains_again_when_the_follow_ups_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sentence_encoder, "ROOT", tmp_path)
    config = SentenceEncoder.get_default_config()
    (tmp_path / "data").mkdir()
    file = tmp_path / "data" / "follow_ups.yml"
    file.write_text(FOLLOW_UPS)
    before = SentenceEncoder.fingerprint_addon(config)
    assert SentenceEncoder.fingerprint_addon(config) == before
    file.write_text(FOLLOW_UPS + "    - more\n")
    assert SentenceEncoder.fingerprint_addon(config) != before


def test_the_fingerprint_needs_no_more_than_config_yml_says() -> None:
    default = SentenceEncoder.get_default_config()
    assert SentenceEncoder.fingerprint_addon({}) == SentenceEncoder.fingerprint_addon(default)


def test_every_module_that_shapes_a_model_is_in_the_fingerprint() -> None:
    folder = ROOT / "verbatim" / "understanding"
    for name in sentence_encoder._SOURCES:
        assert (folder / f"{name}.py").is_file(), name
    learned = {"tuning", "lower_layers", "tf_layers", "optimiser", "plan", "examples", "spelling"}
    assert learned <= sentence_encoder._SOURCES


def test_the_classifier_ranks_and_the_scope_decides() -> None:
    labels = ("ask_relapse", "gap_cost", "gap_cure", "urgent_fever", "needs_context")
    logits = np.log(np.array([0.42, 0.3, 0.2, 0.06, 0.02], np.float32))
    message = Message({"text": "x"})
    message.set(READING, Reading(labels, logits))
    config = {**QuestionClassifier.get_default_config(), "temperature": 1.0}
    QuestionClassifier.create(config, NOTHING, NOTHING, NOTHING).process([message])
    assert message.get("intent")["name"] == "ask_relapse"
    Scope.create(Scope.get_default_config(), NOTHING, NOTHING, NOTHING).process([message])
    shown = message.as_dict(only_output_properties=True)
    assert shown["intent"]["name"] == "nlu_fallback"
    assert [entry["name"] for entry in shown["intent_ranking"]] == list(labels[:4])
    assert (shown["follows_up"], shown.get("also")) == (False, None)
    assert shown["urgent_probability"] == pytest.approx(0.06, abs=1e-3)
    assert "judgement" not in shown
    json.dumps(shown)


def test_the_scope_names_a_second_question_that_may_be_meant() -> None:
    message = Message({"text": "x"})
    message.set(JUDGEMENT, Judgement({"ask_relapse": 0.6, "ask_dli": 0.4}, False, False, 0.0))
    Scope.create(Scope.get_default_config(), NOTHING, NOTHING, NOTHING).process([message])
    shown = message.as_dict(only_output_properties=True)
    assert shown["intent"] == {"name": "ask_relapse", "confidence": 1.0}
    assert shown["also"] == "ask_dli"
