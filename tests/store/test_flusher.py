from __future__ import annotations

import asyncio
import threading

import pytest

from verbatim.store.flusher import Flusher


async def test_who_comes_during_a_flush_shares_the_next(tmp_path):
    (tmp_path / "file").touch()
    release, calls = threading.Event(), []

    def sync(descriptor):
        calls.append(descriptor)
        release.wait(5)

    flusher = Flusher(tmp_path / "file", sync)
    first = asyncio.ensure_future(flusher.flush())
    await asyncio.sleep(0.02)
    others = [asyncio.ensure_future(flusher.flush()) for _ in range(10)]
    await asyncio.sleep(0.02)
    assert not first.done()
    release.set()
    await asyncio.gather(first, *others)
    assert len(calls) == 2
    flusher.close()


async def test_a_refusal_reaches_everyone_who_waits(tmp_path):
    (tmp_path / "file").touch()

    def refuse(_):
        raise OSError(5, "Input/output error")

    flusher = Flusher(tmp_path / "file", refuse)
    for _ in range(2):
        with pytest.raises(OSError, match="Input/output"):
            await flusher.flush()
    flusher.close()


async def test_who_is_cancelled_does_not_cancel_the_others(tmp_path):
    (tmp_path / "file").touch()
    flusher = Flusher(tmp_path / "file")
    one, other = (asyncio.ensure_future(flusher.flush()) for _ in range(2))
    await asyncio.sleep(0)
    one.cancel()
    await other
    flusher.close()
