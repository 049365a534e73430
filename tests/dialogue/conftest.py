"""The fixtures of the actions."""

from tests.actions.conftest import act, dispatcher, domain, resources, tracker

__all__ = ["act", "dispatcher", "domain", "resources", "tracker"]
