"""Imports put off until they are used.

Rasa imports TensorFlow when it is imported itself, seven seconds and 250 MB, for training and
for components that this assistant does not use. Python's own LazyLoader leaves the modules
named here empty until somebody touches them; a pipeline that does use them works as ever.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

PUT_OFF = frozenset(
    {
        "rasa.utils.train_utils",  # TensorFlow and sklearn, for training
        "rasa.utils.tensorflow.model_data_utils",  # the same
        "rasa.core.test",  # matplotlib, for pictures of test results
        "rasa.server",  # the HTTP interface that this assistant does not open
        "questionary",  # questions in a terminal
    }
)


class LazyFinder(MetaPathFinder):
    """Finds modules as Python does, and makes those named here load at their first use."""

    def __init__(self, names: frozenset[str]) -> None:
        self._names = names

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The spec with a lazy loader; None for modules that are not named."""
        if fullname not in self._names:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = importlib.util.LazyLoader(spec.loader)
        return spec


def put_off() -> None:
    """Puts the imports off; to be called before Rasa is imported. A second call does nothing."""
    if not any(isinstance(finder, LazyFinder) for finder in sys.meta_path):
        sys.meta_path.insert(0, LazyFinder(PUT_OFF))
