"""Part 4: what becomes of training, latency, memory and accuracy as documents grow."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any


def measure(work: Path, counts: Sequence[int], seconds: float) -> list[dict[str, Any]]:
    """One row for each number of passages."""
    raise NotImplementedError
