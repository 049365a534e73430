"""Imports put off until they are used.

Rasa imports TensorFlow when it is imported itself, seven seconds and 250 MB, for training and
for components that this assistant does not use; sklearn, dask and more come on top. Python's
own LazyLoader leaves the modules named here empty until somebody touches them; a pipeline that
does use them works as ever. Where Rasa imports a name from a module, which LazyLoader takes for
a use, a stand-in is imported instead, until somebody calls it or looks into it.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

PUT_OFF = frozenset(
    {
        "rasa.utils.train_utils",  # TensorFlow and sklearn, for training
        "rasa.utils.tensorflow.model_data_utils",  # the same
        "rasa.core.test",  # matplotlib, for pictures of test results
        "rasa.server",  # the HTTP interface that this assistant does not open
        "questionary",  # questions in a terminal
        "dask",  # runs Rasa's graphs in training; serving has a runner of its own
        "dns.resolver",  # finds MongoDB servers
        "h5py",  # files of trained Keras layers, for spaCy models that have some
    }
)
NAMES_PUT_OFF: Mapping[str, tuple[str, ...]] = {
    # sklearn and scipy's statistics; training calls the function.
    "rasa.utils.tensorflow.model_data": ("ragged_array_to_ndarray",),
    # The tracker stores and channels that Rasa brings, wanted or not.
    "boto3": (),
    "boto3.dynamodb": (),
    "boto3.dynamodb.conditions": ("Key",),
    "pymongo": (),
    "pymongo.collection": ("Collection",),
    "slack_sdk": (),
    "slack_sdk.web": (),
    "slack_sdk.web.async_client": ("AsyncWebClient",),
    "prompt_toolkit": (),
    "prompt_toolkit.styles": ("Style",),
    # Reminders, which our actions set none of.
    "apscheduler": (),
    "apscheduler.schedulers": (),
    "apscheduler.schedulers.asyncio": ("AsyncIOScheduler",),
    # What `python -m spacy` can do.
    "spacy.cli": (),
    "spacy.cli.info": ("info",),
}
"""Modules of which single names are imported, which LazyLoader would take for a use; and the
packages that they stand in. Nothing may be made a subclass of such a name."""


class LazyFinder(MetaPathFinder):
    """Finds modules as Python does, and makes those named here load at their first use.

    Args:
        modules: those that are imported whole.
        names: of other modules, the names that are imported from them.
    """

    def __init__(self, modules: frozenset[str], names: Mapping[str, Sequence[str]]) -> None:
        self._modules = modules
        self._names = names

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The spec with a lazy loader; None for modules that are not named."""
        if fullname not in self._names:
            _load_packages_of(fullname)
        if fullname not in self._modules and fullname not in self._names:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is None or spec.loader is None:
            return spec
        if fullname in self._modules:
            spec.loader = importlib.util.LazyLoader(spec.loader)
        else:
            spec.loader = _NamesLoader(spec.loader, self._names[fullname])
        return spec


class _NamesLoader(Loader):
    """Gives a module names that load it when they are used, as does any other name of it."""

    def __init__(self, loader: Loader, names: Sequence[str]) -> None:
        self._loader = loader
        self._names = names

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        for name in self._names:
            setattr(module, name, _Later(self, module, name))
        module.__getattr__ = partial(self._get, module)  # type: ignore[method-assign]

    def _get(self, module: ModuleType, name: str) -> Any:
        if name.startswith("__"):  # Python asks whether it is a package
            raise AttributeError(name)
        self.load(module)
        return getattr(module, name)

    def load(self, module: ModuleType) -> None:
        """Loads it, unless that was done."""
        _load_packages_of(module.__name__)
        if "__getattr__" in vars(module):
            del module.__getattr__
            for name in self._names:
                delattr(module, name)
            self._loader.exec_module(module)


def _load_packages_of(name: str) -> None:
    """Loads those that a module stands in and that were put off: it may rely on what they did."""
    parts = name.split(".")
    for end in range(1, len(parts)):
        package = sys.modules.get(".".join(parts[:end]))
        loader = getattr(getattr(package, "__spec__", None), "loader", None)
        if package is not None and isinstance(loader, _NamesLoader):
            loader.load(package)


class _Later:
    """Stands for a function or a class, and loads its module when it is called or looked into."""

    def __init__(self, loader: _NamesLoader, module: ModuleType, name: str) -> None:
        self._loader = loader
        self._module = module
        self._name = name

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        return self._real()(*arguments, **named)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # Python and typing look whether it is something special
            raise AttributeError(name)
        return getattr(self._real(), name)

    def _real(self) -> Any:
        self._loader.load(self._module)
        return getattr(self._module, self._name)


def put_off() -> None:
    """Puts the imports off; to be called before Rasa is imported. A second call does nothing."""
    if not any(isinstance(finder, LazyFinder) for finder in sys.meta_path):
        sys.meta_path.insert(0, LazyFinder(PUT_OFF, NAMES_PUT_OFF))
