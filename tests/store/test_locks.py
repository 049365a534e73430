"""Both lock stores: one turn at a time, in order, whatever becomes of who waits."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator

import pytest
from rasa.core.lock_store import LockError, LockStore
from rasa.utils.endpoints import EndpointConfig

from benchmarks import services
from tests.conftest import ROOT
from verbatim.store.local_locks import LocalLockStore
from verbatim.store.redis_locks import RedisLockStore


@pytest.fixture(scope="session")
def redis_port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    try:
        with services.redis(tmp_path_factory.mktemp("redis")) as port:
            yield port
    except services.MissingError as missing:
        pytest.skip(str(missing))


@pytest.fixture
async def redis_store() -> AsyncIterator[Callable[..., RedisLockStore]]:
    opened: list[RedisLockStore] = []

    def opens(port: int, **options: object) -> RedisLockStore:
        opened.append(RedisLockStore(EndpointConfig(url="127.0.0.1", port=port, **options)))
        return opened[-1]

    yield opens
    for store in opened:
        await store.close()


@pytest.fixture(params=["local", "redis"])
def locks(request: pytest.FixtureRequest) -> LockStore:
    if request.param == "local":
        return LocalLockStore()
    return request.getfixturevalue("redis_store")(request.getfixturevalue("redis_port"))


async def test_turns_of_a_conversation_come_one_after_the_other_in_order(locks):
    order, inside = [], 0

    async def turn(number):
        nonlocal inside
        async with locks.lock("ann"):
            inside += 1
            assert inside == 1
            await asyncio.sleep(0.002)
            order.append(number)
            inside -= 1

    await asyncio.gather(*(turn(number) for number in range(8)))
    assert order == list(range(8))


async def test_other_conversations_do_not_wait(locks):
    async with locks.lock("ann"), locks.lock("bob"):
        pass


async def test_who_waits_too_long_is_told_and_the_next_gets_it(locks):
    async with locks.lock("ann"):
        with pytest.raises(LockError):
            async with locks.lock("ann", lock_lifetime=0.05):
                pass
    async with locks.lock("ann", lock_lifetime=1):
        pass


async def test_who_is_cancelled_while_waiting_blocks_nobody(locks):
    async def turn():
        async with locks.lock("ann"):
            pass

    async with locks.lock("ann"):
        waiting = [asyncio.ensure_future(turn()) for _ in range(3)]
        await asyncio.sleep(0.02)
        waiting[0].cancel()
        waiting[1].cancel()
    await asyncio.wait_for(waiting[2], 5)


async def test_who_is_cancelled_while_holding_lets_go(locks):
    async def turn():
        async with locks.lock("ann"):
            await asyncio.sleep(60)

    holding = asyncio.ensure_future(turn())
    await asyncio.sleep(0.05)
    holding.cancel()
    await asyncio.gather(holding, return_exceptions=True)
    async with locks.lock("ann", lock_lifetime=1):
        pass


async def test_a_turn_that_fails_lets_go(locks):
    with pytest.raises(ValueError, match="turn"):
        async with locks.lock("ann"):
            raise ValueError("turn")
    async with locks.lock("ann", lock_lifetime=1):
        pass


async def test_nothing_is_kept_of_conversations_that_are_over():
    locks = LocalLockStore()
    async with locks.lock("ann"):
        pass
    assert locks._queues == {}


async def test_rasa_finds_them_by_their_module_path():
    made = LockStore.create(EndpointConfig(type="verbatim.store.LocalLockStore"))
    assert isinstance(made, LocalLockStore)
    made = LockStore.create(EndpointConfig(type="verbatim.store.RedisLockStore", url="127.0.0.1"))
    assert isinstance(made, RedisLockStore)


async def test_redis_that_is_gone_is_an_error(redis_store):
    with pytest.raises(LockError, match="Redis"):
        async with redis_store(services.free_port(), socket_timeout=1).lock("ann"):
            pass


async def test_a_holder_that_died_is_forgotten(redis_store, redis_port):
    dead = redis_store(redis_port)
    entered = dead.lock("ann", lock_lifetime=0.3)
    await entered.__aenter__()  # and never leaves
    async with redis_store(redis_port).lock("ann", lock_lifetime=5):
        pass


COUNTER = """
import asyncio, sys
from rasa.utils.endpoints import EndpointConfig
from verbatim.store.redis_locks import RedisLockStore
from pathlib import Path

async def main():
    locks = RedisLockStore(EndpointConfig(url="127.0.0.1", port=int(sys.argv[1])))
    file = Path(sys.argv[2])
    async def count():
        async with locks.lock("ann"):
            number = int(file.read_text())
            await asyncio.sleep(0.001)
            file.write_text(str(number + 1))
    await asyncio.gather(*(count() for _ in range(30)))
    await locks.close()

asyncio.run(main())
"""


def test_three_processes_never_hold_one_conversation_at_once(redis_port, tmp_path):
    file = tmp_path / "counter"
    file.write_text("0")
    command = [sys.executable, "-W", "ignore", "-c", COUNTER, str(redis_port), str(file)]
    processes = [subprocess.Popen(command, cwd=ROOT) for _ in range(3)]
    assert [process.wait(timeout=120) for process in processes] == [0, 0, 0]
    assert file.read_text() == "90"
