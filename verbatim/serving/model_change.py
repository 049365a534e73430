"""Another model without a pause: SIGHUP loads what `make train` has made meanwhile."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Callable
from pathlib import Path

from verbatim.errors import ModelError
from verbatim.serving.agent import VerbatimAgent
from verbatim.serving.garbage import settle
from verbatim.serving.loading import load_model
from verbatim.serving.model import content_fingerprint, current
from verbatim.settings import ROOT

logger = logging.getLogger(__name__)


class ModelChange:
    """Changes the model of an agent that goes on answering.

    The new one is loaded on a thread and put in place in one step; turns that are under way
    finish with the old one. What stands in content/, domain.yml and the actions is read when
    the process starts, so a model for other content needs a restart, one process after the
    other.

    Args:
        agent: whose model to change.
        find: gives the archive to load.
        root: the project's folder.
    """

    def __init__(
        self, agent: VerbatimAgent, find: Callable[[], Path] = current, root: Path = ROOT
    ) -> None:
        self._agent = agent
        self._find = find
        self._root = root
        self._content = content_fingerprint(root)
        self._task: asyncio.Task[None] | None = None

    def listen(self, loop: asyncio.AbstractEventLoop) -> None:
        """Changes the model on SIGHUP, where the system has that signal."""
        if hasattr(signal, "SIGHUP"):
            loop.add_signal_handler(signal.SIGHUP, self._begin)

    def _begin(self) -> None:
        if self._task is None or self._task.done():
            self._task = asyncio.ensure_future(self.change())

    async def change(self) -> None:
        """Loads the model for the present inputs, unless that is not possible; logs which."""
        try:
            if await asyncio.to_thread(content_fingerprint, self._root) != self._content:
                raise ModelError("content, domain or actions changed: restart this process")
            path = await asyncio.to_thread(self._find)
            await asyncio.to_thread(load_model, self._agent, path)
        except ModelError as error:
            logger.error("model stays as it is: %s", error)
            return
        settle()
        logger.warning("model changed to %s", path.name)
