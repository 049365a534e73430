"""Logging that never holds what people wrote."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from verbatim.errors import SettingsError

KEPT = frozenset({"event", "level", "event_info", "filename", "component", "reference", "error"})
"""Keys of Rasa's structured log lines that pass; others may carry messages or slots."""


def configure(environment: MutableMapping[str, str] = os.environ) -> None:
    """Sends logs of LOG_LEVEL (default WARNING) and above to standard error.

    Raises:
        SettingsError: LOG_LEVEL is not the name of a level.
    """
    name = environment.get("LOG_LEVEL", "WARNING").upper()
    level = logging.getLevelName(name)
    if not isinstance(level, int):
        raise SettingsError(f"LOG_LEVEL is “{name}”; use DEBUG, INFO, WARNING or ERROR.")
    logging.basicConfig(
        level=level, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.processors.add_log_level,
            scrub,
            structlog.processors.KeyValueRenderer(key_order=["event"]),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=True,
    )


def scrub(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drops every key of a structured log line that is not known to be harmless."""
    return {key: value for key, value in event.items() if key in KEPT}
