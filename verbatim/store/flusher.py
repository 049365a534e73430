"""Waits for the disk, for many at once, without stopping anybody else."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

_fdatasync: Callable[[int], None] = getattr(os, "fdatasync", os.fsync)  # macOS has none


class Flusher:
    """Brings what was written to a file to the disk.

    The disk takes longer than everything else in a transaction. While one flush is under
    way, other turns go on; all that were committed meanwhile share the next one.

    Args:
        file: kept open from the first flush on; it must exist by then.
        sync: brings the file with a descriptor to the disk.
    """

    def __init__(self, file: Path, sync: Callable[[int], None] = _fdatasync) -> None:
        self._file = file
        self._sync = sync
        self._descriptor: int | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="flush")
        self._next: asyncio.Future[None] | None = None
        self._busy = False

    async def flush(self) -> None:
        """Returns once everything written before the call is on disk.

        Raises:
            OSError: the disk refused; what was written may be lost.
        """
        if self._next is None:
            self._next = asyncio.get_running_loop().create_future()
        mine = self._next
        if not self._busy:
            self._begin()
        await asyncio.shield(mine)

    def _begin(self) -> None:
        waiting, self._next, self._busy = self._next, None, True
        if self._descriptor is None:
            self._descriptor = os.open(self._file, os.O_RDONLY)
        loop = asyncio.get_running_loop()
        work = loop.run_in_executor(self._thread, self._sync, self._descriptor)

        def ended(work: asyncio.Future[None]) -> None:
            self._busy = False
            if waiting is not None and not waiting.done():
                error = work.exception()
                if error is None:
                    waiting.set_result(None)
                else:
                    waiting.set_exception(error)
            if self._next is not None:
                self._begin()

        work.add_done_callback(ended)

    def close(self) -> None:
        """Waits for a flush under way."""
        self._thread.shutdown(wait=True)
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
