"""Logging that never holds what people wrote."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import MutableMapping
from contextvars import ContextVar
from typing import Any

import structlog

from verbatim.errors import SettingsError

_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")

KEPT = frozenset({"event", "level", "event_info", "filename", "component", "reference", "error"})
"""Keys of Rasa's structured log lines that pass; others may carry messages or slots."""

request_id: ContextVar[str] = ContextVar("request_id", default="-")
"""Id of the HTTP request that is being worked on; part of every log line."""


def configure(environment: MutableMapping[str, str] = os.environ) -> None:
    """Sends logs of LOG_LEVEL (default WARNING) and above to standard error.

    Raises:
        SettingsError: LOG_LEVEL is not the name of a level.
    """
    name = environment.get("LOG_LEVEL", "").strip().upper() or "WARNING"
    if name not in _LEVELS:
        raise SettingsError(f"LOG_LEVEL is “{name}”; use one of: {', '.join(_LEVELS)}.")
    level = getattr(logging, name)
    logging.basicConfig(
        level=level,
        stream=sys.stderr,
        format="%(asctime)s level=%(levelname)s request=%(request)s logger=%(name)s %(message)s",
    )
    for handler in logging.getLogger().handlers:
        handler.addFilter(_with_request)
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


def show_progress() -> None:
    """Prints what components say while they train, as plain lines on standard output."""
    logger = logging.getLogger("verbatim.understanding")
    if not logger.handlers:
        handler = logging.StreamHandler(sys.stdout)
        handler.setFormatter(logging.Formatter("  %(message)s"))
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        logger.propagate = False


def scrub(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drops every key of a structured log line that is not known to be harmless."""
    return {key: value for key, value in event.items() if key in KEPT}


def _with_request(record: logging.LogRecord) -> bool:
    record.request = request_id.get()
    return True
