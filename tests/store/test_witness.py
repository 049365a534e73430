from __future__ import annotations

import pytest
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore
from rasa.utils.endpoints import EndpointConfig

from tests.store.conftest import DOMAIN, said, say
from verbatim.store.errors import StoreError
from verbatim.store.memory_store import MemoryTrackerStore
from verbatim.store.receipt import receipt
from verbatim.store.sqlite_store import DurableTrackerStore
from verbatim.store.witness import Witness, open_store


class Broken(InMemoryTrackerStore):
    async def save(self, tracker):
        raise ValueError("INSERT INTO events VALUES ('what ann wrote')")

    async def retrieve(self, sender_id):
        raise ValueError("what ann wrote")


async def test_a_stored_turn_has_a_receipt_and_is_timed():
    seconds = []
    store = FailSafeTrackerStore(Witness(InMemoryTrackerStore(DOMAIN), seconds.append))
    with receipt() as given:
        await say(store, "ann", "one")
    assert given.saves == len(seconds) >= 1
    assert given.failure is None
    assert said(await store.retrieve("ann")) == ["one"]


async def test_a_failure_is_on_the_receipt_though_rasa_goes_on(caplog):
    store = FailSafeTrackerStore(Witness(Broken(DOMAIN)))
    with receipt() as given:
        await say(store, "ann", "what ann wrote")
    assert given.failure == "ValueError"
    assert "what ann wrote" not in caplog.text


async def test_receipts_of_turns_at_once_are_apart():
    with receipt() as one:
        with receipt() as other:
            await say(FailSafeTrackerStore(Witness(Broken(DOMAIN))), "ann", "x")
        assert one.failure is None
        assert other.failure == "ValueError"


def test_a_store_that_does_not_exist_is_an_error_and_not_memory():
    with (
        pytest.warns(UserWarning, match="not found"),
        pytest.raises(StoreError, match="no tracker"),
    ):
        open_store(EndpointConfig(type="verbatim.store.NoSuchStore"), None)


@pytest.mark.parametrize("kind", [DurableTrackerStore, MemoryTrackerStore])
def test_rasa_finds_ours_by_its_module_path(kind, tmp_path):
    endpoint = EndpointConfig(
        type=f"verbatim.store.{kind.__name__}", db=str(tmp_path / "c.sqlite"), window=20
    )
    store = open_store(endpoint, None)
    assert isinstance(store, kind)
    store.close()
