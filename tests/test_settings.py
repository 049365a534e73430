"""Settings come from the environment, and unusable values are refused by name."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from verbatim.errors import SettingsError
from verbatim.settings import Settings

WHOLE = {
    "PORT": (1, 65535),
    "OLD_AFTER_DAYS": (0, 100_000),
    "SESSION_MINUTES": (1, 10_080),
    "SESSION_MESSAGES": (0, 1_000_000),
    "ADDRESS_MESSAGES": (0, 1_000_000),
    "PROXIES": (0, 10),
}


def refusal(name: str, value: str) -> str:
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment({f"VERBATIM_{name}": value})
    return str(caught.value)


def test_nothing_set_gives_the_defaults() -> None:
    assert Settings.from_environment({}) == Settings()
    assert (Settings().host, Settings().port) == ("127.0.0.1", 5005)
    assert Settings().content == ROOT / "content"


def test_blank_values_count_as_not_set() -> None:
    names = ["HOST", "CONTENT", "REGION", "SECRET", "ORIGINS", "TURN_SECONDS", "READER", *WHOLE]
    assert Settings.from_environment({f"VERBATIM_{n}": " " for n in names}) == Settings()


@pytest.mark.parametrize(
    ("name", "value", "field", "expected"),
    [
        ("HOST", " 0.0.0.0 ", "host", "0.0.0.0"),
        ("PORT", "5305", "port", 5305),
        ("CONTENT", "/srv/content", "content", Path("/srv/content")),
        ("REGION", "gb", "region", "gb"),
        ("OLD_AFTER_DAYS", "0", "old_after_days", 0),
        ("TURN_SECONDS", "2.5", "turn_seconds", 2.5),
        ("SESSION_MINUTES", "15", "session_minutes", 15),
        ("SECRET", "s3cret", "secret", "s3cret"),
        ("ENDPOINTS", "/srv/endpoints.yml", "endpoints", Path("/srv/endpoints.yml")),
        ("STATE", "/srv/state", "state", Path("/srv/state")),
        ("READER", "loop", "reader", "loop"),
        (
            "ORIGINS",
            "https://a.org, ,https://b.org,",
            "origins",
            ("https://a.org", "https://b.org"),
        ),
    ],
)
def test_a_variable_sets_its_field_and_no_other(
    name: str, value: str, field: str, expected: Any
) -> None:
    settings = Settings.from_environment({f"VERBATIM_{name}": value})
    assert getattr(settings, field) == expected
    others = {key: getattr(settings, key) for key in vars(settings) if key != field}
    assert others == {key: getattr(Settings(), key) for key in others}


def test_the_state_folder_does_not_depend_on_where_we_are_later() -> None:
    assert Settings.from_environment({"VERBATIM_STATE": "here"}).state == Path.cwd() / "here"


@pytest.mark.parametrize("name", WHOLE)
def test_whole_numbers_have_both_their_ends(name: str) -> None:
    low, high = WHOLE[name]
    for value in (low, high):
        settings = Settings.from_environment({f"VERBATIM_{name}": str(value)})
        assert getattr(settings, name.lower()) == value
    for value in (low - 1, high + 1):
        assert refusal(name, str(value)) == (
            f"VERBATIM_{name} is “{value}”; it must be a whole number from {low} to {high}."
        )


@pytest.mark.parametrize("value", ["abc", "5005.5", "nan", "inf", "0x10", "5 5", "\u00bd"])
def test_a_port_must_be_a_whole_number(value: str) -> None:
    assert refusal("PORT", value) == (
        f"VERBATIM_PORT is “{value}”; it must be a whole number from 1 to 65535."
    )


@pytest.mark.parametrize("value", ["nan", "inf", "0", "60.1", "soon"])
def test_seconds_must_be_a_number(value: str) -> None:
    assert refusal("TURN_SECONDS", value) == (
        f"VERBATIM_TURN_SECONDS is “{value}”; it must be a number from 0.1 to 60."
    )


def test_of_few_values_the_sentence_names_all() -> None:
    assert refusal("READER", "Loop") == "VERBATIM_READER is “Loop”; it must be “thread” or “loop”."


@given(st.text(max_size=12))
def test_any_words_for_a_number_are_used_or_refused(value: str) -> None:
    settings: Settings | None = None
    refused = ""
    try:
        settings = Settings.from_environment({"VERBATIM_TURN_SECONDS": value})
    except SettingsError as error:
        refused = str(error)
    if settings is None:
        assert refused.startswith(f"VERBATIM_TURN_SECONDS is “{value.strip()}”; it must be")
    else:
        assert math.isclose(settings.turn_seconds, float(value.strip() or 10))
