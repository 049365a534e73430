"""Log lines keep what operators need and nothing that people wrote."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

import pytest
import structlog

from verbatim import logs
from verbatim.errors import SettingsError

Configure = Callable[[dict[str, str]], None]


@pytest.fixture
def configure(monkeypatch: pytest.MonkeyPatch) -> Iterator[Configure]:
    """`logs.configure` as in a new process; afterwards all is as it was."""
    root = logging.getLogger()
    level = root.level
    configuration = structlog.get_config()

    def configure_anew(environment: dict[str, str]) -> None:
        monkeypatch.setattr(root, "handlers", [])
        logs.configure(environment)

    yield configure_anew
    structlog.configure(**configuration)
    root.setLevel(level)


def test_only_known_keys_pass() -> None:
    event = {
        "event": "rasa.core.processor.message",
        "event_info": "a message",
        "level": "info",
        "reference": "abc",
        "text": "I have a fever",
        "sender_id": "someone",
        "slots": {"topic": "dli"},
    }
    assert logs.scrub(None, "info", event) == {
        "event": "rasa.core.processor.message",
        "event_info": "a message",
        "level": "info",
        "reference": "abc",
    }


@pytest.mark.parametrize("environment", [{}, {"LOG_LEVEL": ""}, {"LOG_LEVEL": " "}])
def test_warnings_and_above_are_logged_unless_told_otherwise(
    configure: Configure, environment: dict[str, str]
) -> None:
    configure(environment)
    assert logging.getLogger().level == logging.WARNING


@pytest.mark.parametrize("name", ["DEBUG", "info", "Warning", "ERROR", "CRITICAL"])
def test_a_level_is_set_by_its_name(configure: Configure, name: str) -> None:
    configure({"LOG_LEVEL": name})
    assert logging.getLevelName(logging.getLogger().level) == name.upper()


@pytest.mark.parametrize("name", ["LOUD", "10", "SUCCESS", "NOTSET", "Level 7"])
def test_a_level_that_is_none_is_refused(configure: Configure, name: str) -> None:
    logging.addLevelName(35, "SUCCESS")  # as some of Rasa's dependencies do
    with pytest.raises(SettingsError) as caught:
        configure({"LOG_LEVEL": name})
    assert str(caught.value) == (
        f"LOG_LEVEL is “{name.upper()}”; use one of: DEBUG, INFO, WARNING, ERROR, CRITICAL."
    )


def test_lines_go_to_standard_error_without_words_of_people(
    configure: Configure, capsys: pytest.CaptureFixture[str]
) -> None:
    configure({"LOG_LEVEL": "INFO"})
    logger = structlog.get_logger("rasa.some")
    logger.info("some.event", text="I have a fever", reference="abc")
    logger.debug("some.detail", event_info="not at this level")
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "some.event" in printed.err
    assert "reference='abc'" in printed.err
    assert "fever" not in printed.err
    assert "some.detail" not in printed.err


def test_training_shows_its_progress_once(capsys: pytest.CaptureFixture[str]) -> None:
    logger = logging.getLogger("verbatim.understanding")
    before = (list(logger.handlers), logger.level, logger.propagate)
    logger.handlers.clear()
    try:
        logs.show_progress()
        logs.show_progress()
        logger.info("Epoch 1 of 3")
        assert capsys.readouterr().out == "  Epoch 1 of 3\n"
    finally:
        logger.handlers[:], logger.level, logger.propagate = before[0], before[1], before[2]


def test_progress_of_training_is_printed_as_plain_lines_and_once(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    logger = logging.getLogger("verbatim.understanding")
    for name, value in (("handlers", []), ("propagate", True), ("level", logging.NOTSET)):
        monkeypatch.setattr(logger, name, value)
    logs.show_progress()
    logs.show_progress()
    logging.getLogger("verbatim.understanding.encoder").info("tuned in %d steps", 5)
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("  tuned in 5 steps\n", "")
    logger.manager._clear_cache()
