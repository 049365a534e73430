"""What serving does not need is not imported; what needs it still works."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import ROOT

HEAVY = (
    "tensorflow",
    "keras",
    "matplotlib",
    "jax",
    "sklearn",
    "scipy.stats",
    "toolz",
    "onnx",
    "botocore",
    "bson",
    "typer",
)

SERVER = f"""
from verbatim.serving.lazy import put_off
put_off()
import verbatim.serving.server, verbatim.understanding.sentence_encoder, sys
import rasa.core.policies.rule_policy
print([name for name in {HEAVY!r} if name in sys.modules])
"""

TRAINING = """
from verbatim.serving.lazy import put_off
put_off()
put_off()
import rasa.utils.train_utils, sys
print("tensorflow" in sys.modules, callable(rasa.utils.train_utils.rank_and_mask),
      "tensorflow" in sys.modules)
"""

NAMES = """
from verbatim.serving.lazy import put_off
put_off()
import sys
from rasa.utils.tensorflow.model_data import ragged_array_to_ndarray as convert
print("sklearn" in sys.modules, convert([[1], [3]]).shape == (2, 1), convert([]).shape == (0,))
from rasa.utils.tensorflow.model_data import RasaModelData
print("sklearn" in sys.modules, RasaModelData().is_empty())
"""

LOOKED_INTO = """
from verbatim.serving.lazy import put_off
put_off()
import sys, typing
from prompt_toolkit.styles import Style
typing.Optional[Style], hasattr(Style, "__origin__")
print("prompt_toolkit.styles.style" in sys.modules, type(Style.from_dict({"b": "#fff"})).__name__)
"""

OTHER_NAME = """
from verbatim.serving.lazy import put_off
put_off()
import rasa.utils.tensorflow.model_data as module, sys
print("sklearn" in sys.modules, module.__name__, hasattr(module, "RasaModelData"),
      hasattr(module, "nonsense"), "sklearn" in sys.modules)
"""

EACH = """
from verbatim.serving.lazy import NAMES_PUT_OFF, put_off
import importlib
put_off()
modules = {name: importlib.import_module(name) for name in NAMES_PUT_OFF}
for name, put in NAMES_PUT_OFF.items():
    assert all(type(getattr(modules[name], one)).__name__ == "_Later" for one in put), name
for name, put in NAMES_PUT_OFF.items():
    assert not hasattr(modules[name], "nonsense")
    found = [getattr(modules[name], one) for one in put]
    assert all(one.__module__.startswith(name.partition(".")[0]) for one in found), name
print("all")
"""


def run(code: str) -> str:
    command = [sys.executable, "-W", "ignore", "-c", code]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_the_server_imports_nothing_heavy() -> None:
    assert run(SERVER).strip() == "[]"


def test_a_module_put_off_is_loaded_when_it_is_used() -> None:
    assert run(TRAINING).split() == ["False", "True", "True"]


def test_a_name_put_off_is_loaded_when_it_is_called() -> None:
    assert run(NAMES).split() == ["False", "True", "True", "True", "True"]


def test_a_name_put_off_is_loaded_when_it_is_looked_into() -> None:
    assert run(LOOKED_INTO).split() == ["False", "Style"]


def test_any_other_name_loads_a_module_whose_names_are_put_off() -> None:
    module = "rasa.utils.tensorflow.model_data"
    assert run(OTHER_NAME).split() == ["False", module, "True", "False", "True"]


def test_every_name_put_off_exists() -> None:
    assert run(EACH).strip() == "all"
