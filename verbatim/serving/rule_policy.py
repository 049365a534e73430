"""Rasa's rules, of which each prediction looks only at those for the intent at hand."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import (
    ACTION_LISTEN_NAME,
    PREVIOUS_ACTION,
    SHOULD_NOT_BE_SET,
    USER,
)
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ACTION_NAME, INTENT


class IndexedRulePolicy(RulePolicy):
    """A trained RulePolicy that predicts the same, faster where there are many intents.

    Rasa tries every rule four times a turn: with a hundred intents, a sixth of what a message
    costs. A rule for one intent cannot hold while another is at hand, so it need not be tried.
    Nor need the text of a message be looked at where every rule asks for an intent.
    """

    _keys: dict[str | None, list[str]] | None = None
    _reads_text = True

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> IndexedRulePolicy:
        """As Rasa's; what is loaded learns no more, so that its rules can be sorted here."""
        policy = super().load(config, model_storage, resource, execution_context, **kwargs)
        assert isinstance(policy, IndexedRulePolicy)
        policy._keys = defaultdict(list)
        for key in policy.lookup.get(RULES, {}):
            policy._keys[_intent_of(json.loads(key)[-1])].append(key)
        policy._reads_text = any(_listens(json.loads(key)[-1]) for key in policy._keys[None])
        return policy

    def _find_action_from_rules(
        self, tracker: DialogueStateTracker, domain: Domain, use_text_for_last_user_input: bool
    ) -> tuple[str | None, str | None, bool]:
        """As Rasa's, which writes the whole conversation down to look for a rule by text."""
        if use_text_for_last_user_input and not self._reads_text:
            return None, None, False
        found: tuple[str | None, str | None, bool] = super()._find_action_from_rules(
            tracker, domain, use_text_for_last_user_input
        )
        return found

    def _get_possible_keys(self, lookup: dict[str, str], states: list[State]) -> set[str]:
        """As Rasa's. No public method comes between a policy and all of its rules.

        A test compares predictions with Rasa's for every intent.
        """
        if self._keys is not None and states and lookup is self.lookup.get(RULES):
            intent = states[-1].get(USER, {}).get(INTENT)
            keys = self._keys.get(None, []) + (self._keys.get(intent, []) if intent else [])
            lookup = {key: lookup[key] for key in keys}
        possible: set[str] = super()._get_possible_keys(lookup, states)
        return possible


def _listens(state: State) -> bool:
    """Whether a rule's last state may be one in which a person has just written."""
    before = state.get(PREVIOUS_ACTION)
    return not before or before.get(ACTION_NAME) == ACTION_LISTEN_NAME


def _intent_of(state: State) -> str | None:
    """The only intent that a rule's last state lets pass; None if it does not say.

    Rasa lets the first state of a conversation pass for that of a rule, whatever they say.
    """
    intent = state.get(USER, {}).get(INTENT)
    if not state.get(PREVIOUS_ACTION) or not isinstance(intent, str):
        return None
    return None if intent == SHOULD_NOT_BE_SET else intent
