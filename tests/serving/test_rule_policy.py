"""Rules looked up by intent predict what Rasa's own policy predicts."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.generator import TrainingDataGenerator
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.core.training_data.structures import StoryGraph

from tests.conftest import ROOT
from verbatim.serving.rule_policy import IndexedRulePolicy

SMALL_DOMAIN = """
version: "3.1"
intents: [a, b, c]
actions: [action_a, action_b, action_set, action_begin, action_two]
slots:
  mood: {type: categorical, values: [good, bad], mappings: [{type: custom}]}
"""

SMALL_RULES = """
version: "3.1"
rules:
- {rule: plain, steps: [{intent: a}, {action: action_a}]}
- rule: depends on a slot
  condition: [{slot_was_set: [{mood: good}]}]
  steps: [{intent: b}, {action: action_b}]
- rule: first of a conversation
  conversation_start: true
  steps: [{intent: c}, {action: action_begin}]
- rule: no intent
  condition: [{slot_was_set: [{mood: bad}]}]
  steps: [{action: action_set}, {action: action_two}]
"""


def trained(folder: Path, domain: Domain, rules: Path) -> tuple[RulePolicy, RulePolicy]:
    """One policy, trained and stored, as Rasa loads it and as we do."""
    folder.mkdir(exist_ok=True)
    storage, resource = LocalModelStorage(folder), Resource("rules")
    context = ExecutionContext(GraphSchema({}))
    config = RulePolicy.get_default_config()
    graph = StoryGraph(YAMLStoryReader(domain).read_from_file(rules))
    trackers = TrainingDataGenerator(graph, domain).generate()
    RulePolicy(config, storage, resource, context).train(trackers, domain)
    loaded = [
        kind.load(dict(config), storage, resource, context)
        for kind in (RulePolicy, IndexedRulePolicy)
    ]
    return loaded[0], loaded[1]


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Rasa's, of what it uses itself
        domain = Domain.load(ROOT / "domain.yml")
        folder = tmp_path_factory.mktemp("rules")
        return domain, *trained(folder, domain, ROOT / "data" / "rules.yml")


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small")
    (folder / "rules.yml").write_text(SMALL_RULES, encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        domain = Domain.from_yaml(SMALL_DOMAIN)
        return domain, *trained(folder / "model", domain, folder / "rules.yml")


def tracker(domain: Domain, *events: object) -> DialogueStateTracker:
    return DialogueStateTracker.from_events("ann", list(events), domain.slots, domain=domain)


def moments(domain: Domain, before: tuple) -> list[DialogueStateTracker]:
    """After each message that there is, and after each action that could answer it."""
    found = []
    for intent in domain.intents:
        said = UserUttered("x", {"name": intent, "confidence": 1.0})
        found.append(tracker(domain, *before, said))
        found += [
            tracker(domain, *before, said, ActionExecuted(action)) for action in domain.user_actions
        ]
    return found


def predictions(policy: RulePolicy, domain: Domain, at: list[DialogueStateTracker]) -> list:
    made = [policy.predict_action_probabilities(t, domain, rule_only_data={}) for t in at]
    return [(p.probabilities, p.is_end_to_end_prediction, p.action_metadata) for p in made]


def test_every_moment_of_the_real_rules(real):
    domain, rasas, ours = real
    begun = (
        ActionExecuted("action_session_start"),
        SessionStarted(),
        ActionExecuted("action_listen"),
    )
    at = moments(domain, begun)
    expected = predictions(rasas, domain, at)
    assert len({tuple(probabilities) for probabilities, _, _ in expected}) > 5
    assert predictions(ours, domain, at) == expected


@pytest.mark.parametrize("mood", [None, "good", "bad"])
@pytest.mark.parametrize("begun", [False, True])
def test_slots_beginnings_and_rules_without_an_intent(small, mood, begun):
    domain, rasas, ours = small
    before = [SlotSet("mood", mood)] if mood else []
    if begun:
        before += [
            UserUttered("x", {"name": "a", "confidence": 1.0}),
            ActionExecuted("action_a"),
            ActionExecuted("action_listen"),
        ]
    at = [tracker(domain, *before), *moments(domain, tuple(before))]
    expected = predictions(rasas, domain, at)
    assert any(max(probabilities) == 1 for probabilities, _, _ in expected)
    assert predictions(ours, domain, at) == expected


def test_few_rules_are_tried(real, monkeypatch):
    domain, _, ours = real
    tried = []
    monkeypatch.setattr(
        RulePolicy,
        "_is_rule_applicable",
        lambda self, key, turn, state: bool(tried.append(key)),
    )
    said = UserUttered("x", {"name": "ask_dli", "confidence": 1.0})
    predictions(ours, domain, [tracker(domain, ActionExecuted("action_listen"), said)])
    assert 0 < len(tried) < len(ours.lookup["rules"]) / 10


def test_a_conversation_is_written_down_once_for_a_prediction(real, monkeypatch):
    domain, rasas, ours = real
    written = []
    states = RulePolicy._prediction_states

    def counted(self, *arguments, **named):
        written.append(self)
        return states(self, *arguments, **named)

    monkeypatch.setattr(RulePolicy, "_prediction_states", counted)
    said = UserUttered("x", {"name": "ask_dli", "confidence": 1.0})
    at = [tracker(domain, ActionExecuted("action_listen"), said)]
    assert predictions(ours, domain, at) == predictions(rasas, domain, at)
    assert written == [ours, rasas, rasas]
