"""What serving does not need is not imported; what needs it still works."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import ROOT

HEAVY = ("tensorflow", "keras", "matplotlib", "jax")

SERVER = f"""
from verbatim.serving.lazy import put_off
put_off()
import verbatim.serving.server, rasa.core.policies.rule_policy, sys
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


def run(code: str) -> str:
    command = [sys.executable, "-W", "ignore", "-c", code]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_the_server_imports_no_tensorflow() -> None:
    assert run(SERVER).strip() == "[]"


def test_a_module_put_off_is_loaded_when_it_is_used() -> None:
    assert run(TRAINING).split() == ["False", "True", "True"]
