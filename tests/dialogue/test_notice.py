"""People who write in another language are told once, in theirs, that the pages are in English."""

from __future__ import annotations

from actions.answer import ActionAnswer
from actions.urgent import ActionUrgent
from tests.actions.conftest import Act
from verbatim.dialogue.resources import Resources


async def test_the_notice_comes_before_the_answer(act: Act, resources: Resources) -> None:
    said = await act(ActionAnswer(), "ask_dli", language="es")
    notice, answer, _ = said.messages
    spanish = resources.languages["es"]
    assert notice["text"] == f"{spanish.notice} {spanish.emergency}"
    assert not notice["custom"]
    assert answer is said.reply
    assert said.slots["language"] == "es"


async def test_an_emergency_comes_before_the_notice(act: Act, resources: Resources) -> None:
    said = await act(ActionUrgent(), "urgent_fever", language="es")
    spanish = resources.languages["es"]
    texts = [message["text"] for message in said.messages]
    assert texts == [None, spanish.emergency, spanish.notice]
    assert said.slots == {"language": "es", "unclear_in_a_row": 0}


async def test_whom_to_call_is_said_in_their_language_each_time(
    act: Act, resources: Resources
) -> None:
    said = await act(ActionUrgent(), "urgent_fever", {"language": "es"}, language="es")
    texts = [message["text"] for message in said.messages]
    assert texts == [None, resources.languages["es"].emergency]
    assert "language" not in said.slots


async def test_the_notice_is_not_said_twice_in_the_same_language(act: Act) -> None:
    said = await act(ActionAnswer(), "ask_dli", {"language": "es"}, language="es")
    assert said.messages[0] is said.reply
    assert "language" not in said.slots
    said = await act(ActionAnswer(), "ask_dli", {"language": "es"}, language="fr")
    assert said.slots["language"] == "fr"


async def test_english_and_unknown_languages_need_no_notice(act: Act) -> None:
    for language in (None, "en", "tlh"):
        said = await act(ActionAnswer(), "ask_dli", language=language)
        assert said.messages[0] is said.reply
        assert "language" not in said.slots
