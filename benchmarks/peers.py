"""The set-ups that are compared with each other."""

from __future__ import annotations

import copy
import subprocess
import sys
from pathlib import Path

from benchmarks.pipelines import (
    DEFAULT_PIPELINE,
    DEFAULT_POLICIES,
    LEAN_PIPELINE,
    LEAN_POLICIES,
)
from benchmarks.setups import Setup, stock, store
from verbatim.settings import ROOT

JSONSCHEMA = "jsonschema==4.17.3"
"""What Rasa 3.6.21 brings along when nobody pins anything; ours pins 3.2.0."""


def ours(work: Path) -> tuple[Setup, Setup]:
    """Our assistant with conversations on disk, and in memory."""
    durable = Setup("Verbatim", work / "verbatim", store())
    memory = Setup("Verbatim, in memory", work / "verbatim-memory", store(memory=True))
    memory.model_of = durable
    return durable, memory


def peers(work: Path, epochs: int) -> list[Setup]:
    """The same content in Rasa's default set-up and in a lean one, on disk and in memory.

    Args:
        work: folder for copies of the project.
        epochs: of what Rasa trains with TensorFlow; 100 is its default. Fewer change the
            time of training and the quality, not the cost of a message.
    """
    default: dict[str, object] = {
        "pipeline": _with(DEFAULT_PIPELINE, epochs),
        "policies": _with(DEFAULT_POLICIES, epochs),
    }
    lean: dict[str, object] = {"pipeline": LEAN_PIPELINE, "policies": LEAN_POLICIES}
    both = []
    for name, folder, config in (("Rasa lean", "lean", lean), ("Rasa default", "default", default)):
        durable = Setup(name, work / folder, stock(), config, peer=True)
        memory = Setup(f"{name}, in memory", work / f"{folder}-memory", stock(True), config, True)
        memory.model_of = durable
        both += [durable, memory]
    return both


def _with(components: list[dict[str, object]], epochs: int) -> list[dict[str, object]]:
    changed = copy.deepcopy(components)
    for component in changed:
        if "epochs" in component:
            component["epochs"] = epochs
    return changed


def stock_packages() -> None:
    """Installs, for the peers alone, the validator that a stock Rasa has, where uv is at hand."""
    target = ROOT / "reports" / "peer-packages"
    uv = next((u for u in (".uv/bin/uv", "uv") if _works(u)), None)
    if target.is_dir() or uv is None:
        return
    subprocess.run(
        [
            uv,
            "pip",
            "install",
            "-q",
            "--python",
            sys.executable,
            "--target",
            str(target),
            JSONSCHEMA,
        ],
        check=False,
    )


def _works(program: str) -> bool:
    """Whether it runs; a shim may be there without what it stands for."""
    try:
        return (
            subprocess.run([program, "--version"], capture_output=True, check=False).returncode == 0
        )
    except OSError:
        return False
