from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage

from verbatim.errors import ModelError
from verbatim.evaluation.assistant import Assistant
from verbatim.evaluation.items import Dialogue, Expectation, Item
from verbatim.evaluation.outcome import Candidate
from verbatim.library import Library

DONOR = Item("whose cells", Expectation("answer", ("S14",)))
SAID = "taken from the original stem cell donor"


class FakeAgent:
    """Answers every message alike; remembers which session said what."""

    processor: Any = object()

    def __init__(self, kind: str, text: str, ranking: list[tuple[str, float]]) -> None:
        custom: dict[str, object] = {"kind": kind, "passages": [{"text": text}]}
        self._custom = custom
        self._ranking = [{"name": name, "confidence": value} for name, value in ranking]
        self.heard: list[tuple[str, str]] = []
        self.tracker_store = self

    async def handle_message(self, message: UserMessage) -> None:
        self.heard.append((message.sender_id, message.text))
        reply = {"text": "shown", "custom": self._custom}
        await message.output_channel.send_response(message.sender_id, reply)

    async def retrieve(self, session: str) -> Any:
        assert session == self.heard[-1][0]
        parsed = {"intent": self._ranking[0], "intent_ranking": self._ranking}
        return SimpleNamespace(latest_message=SimpleNamespace(parse_data=parsed))


@pytest.fixture
def quoted(library: Library) -> str:
    return library.passages["dli-what"].text


async def test_a_message_is_judged_with_what_the_model_thought(
    library: Library, sentences: dict[str, str], quoted: str
) -> None:
    agent = FakeAgent("answer", quoted, [("gap_cost", 0.5), ("ask_dli_donor", 0.4)])
    outcome = await Assistant(agent, library, sentences).ask(DONOR)
    assert (outcome.kind, outcome.right, outcome.text) == ("answer", True, "shown")
    assert SAID in outcome.said
    assert (outcome.intent, outcome.confidence) == ("gap_cost", 0.5)
    assert outcome.candidate == Candidate(0.4, True)


async def test_each_message_has_a_conversation_of_its_own(
    library: Library, sentences: dict[str, str], quoted: str
) -> None:
    agent = FakeAgent("answer", quoted, [("ask_dli_donor", 0.4)])
    asking = Assistant(agent, library, sentences)
    await asking.ask(DONOR)
    await asking.ask(DONOR)
    assert len({session for session, _ in agent.heard}) == 2


async def test_the_turns_of_a_conversation_share_a_session(
    library: Library, sentences: dict[str, str], quoted: str
) -> None:
    agent = FakeAgent("answer", quoted, [("ask_dli_donor", 0.4)])
    held = await Assistant(agent, library, sentences).hold(Dialogue((DONOR, DONOR)))
    assert [turn.right for turn in held] == [True, True]
    assert len({session for session, _ in agent.heard}) == 1


async def test_no_threshold_lets_an_answer_to_an_emergency_through(
    library: Library, sentences: dict[str, str]
) -> None:
    agent = FakeAgent("urgent", "", [("ask_dli_donor", 0.9)])
    outcome = await Assistant(agent, library, sentences).ask(DONOR)
    assert (outcome.kind, outcome.candidate) == ("urgent", None)


async def test_without_an_answerable_question_in_the_ranking_nothing_is_at_hand(
    library: Library, sentences: dict[str, str]
) -> None:
    agent = FakeAgent("chat", "", [("chat_ack", 0.9), ("gap_cost", 0.1)])
    outcome = await Assistant(agent, library, sentences).ask(DONOR)
    assert (outcome.right, outcome.candidate) == (False, None)


async def test_what_the_web_channel_refuses_is_never_right(
    library: Library, sentences: dict[str, str], quoted: str
) -> None:
    agent = FakeAgent("answer", quoted, [("ask_dli_donor", 0.4)])
    silent = Item("?!", Expectation("decline"))
    outcome = await Assistant(agent, library, sentences).ask(silent)
    assert (outcome.kind, outcome.right) == ("refused", False)
    assert agent.heard == []


async def test_a_file_that_is_not_what_was_trained_is_not_asked(
    library: Library, sentences: dict[str, str], tmp_path: Path
) -> None:
    model = tmp_path / "model.tar.gz"
    model.write_bytes(b"something else")
    (tmp_path / "model.tar.gz.sha256").write_text("0123  model.tar.gz\n")
    with pytest.raises(ModelError, match="is not the model that was trained"):
        await Assistant.load(model, library, sentences)
