"""While the encoder works on one message, other people's turns go on."""

from __future__ import annotations

import asyncio
import threading
from types import SimpleNamespace

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.domain import Domain

from verbatim.serving import agent
from verbatim.serving.agent import Processor, VerbatimAgent

PATIENCE = 20


@pytest.fixture
def processor_with(monkeypatch):
    """Makes one without a model: only who waits for whom is looked at."""
    monkeypatch.setattr(MessageProcessor, "__init__", lambda self: None)

    def make(reader):
        made = Processor(reader=reader)
        made.http_interpreter = made.domain = None
        return made

    return make


@pytest.fixture
def processor(processor_with):
    return processor_with("thread")


async def test_a_message_that_takes_long_to_read_holds_up_nobody(processor, monkeypatch):
    go_on = threading.Event()

    def read(self, message, tracker, only_output_properties):
        assert go_on.wait(PATIENCE)
        return {"text": message.text, "intent": {"name": "ask_dli"}, "entities": []}

    monkeypatch.setattr(MessageProcessor, "_parse_message_with_graph", read)
    parsing = asyncio.create_task(processor.parse_message(UserMessage("what is dli?")))
    await asyncio.sleep(0)  # were it read in this thread, nobody would set the event
    go_on.set()
    assert (await parsing)["text"] == "what is dli?"


async def test_messages_are_read_one_at_a_time(processor, monkeypatch):
    at_once, most = 0, 0
    lock = threading.Lock()

    def read(self, message, tracker, only_output_properties):
        nonlocal at_once, most
        with lock:
            at_once += 1
            most = max(most, at_once)
        threading.Event().wait(0.01)
        with lock:
            at_once -= 1
        return {"text": message.text, "intent": {"name": "ask_dli"}, "entities": []}

    monkeypatch.setattr(MessageProcessor, "_parse_message_with_graph", read)
    texts = [f"question {number}" for number in range(5)]
    found = await asyncio.gather(*(processor.parse_message(UserMessage(t)) for t in texts))
    assert [parsed["text"] for parsed in found] == texts
    assert most == 1


@pytest.mark.parametrize(("reader", "own"), [("thread", False), ("loop", True)])
async def test_the_setting_says_in_which_thread(processor_with, monkeypatch, reader, own):
    threads = []

    def read(self, message, tracker, only_output_properties):
        threads.append(threading.current_thread())
        return {"text": message.text, "intent": {"name": "ask_dli"}, "entities": []}

    monkeypatch.setattr(MessageProcessor, "_parse_message_with_graph", read)
    parsed = await processor_with(reader).parse_message(UserMessage("what is dli?"))
    assert parsed["text"] == "what is dli?"
    assert [thread is threading.current_thread() for thread in threads] == [own]


async def test_what_goes_wrong_there_reaches_the_turn(processor, monkeypatch):
    def read(self, message, tracker, only_output_properties):
        raise ValueError("the graph")

    monkeypatch.setattr(MessageProcessor, "_parse_message_with_graph", read)
    with pytest.raises(ValueError, match="the graph"):
        await processor.parse_message(UserMessage("what is dli?"))


@pytest.mark.parametrize("intents", [[], ["ask_dli"]])
def test_whether_the_domain_is_empty_is_found_out_once(monkeypatch, intents):
    domain = Domain.from_dict({"intents": intents})
    expected = domain.is_empty()
    monkeypatch.setattr(agent, "Processor", lambda **_: SimpleNamespace(domain=domain))
    loaded = VerbatimAgent()
    loaded.load_model("a model")
    monkeypatch.setattr(Domain, "empty", lambda: pytest.fail("Asked again."))
    assert loaded.processor.domain.is_empty() is expected
