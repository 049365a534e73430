"""The key that signs sessions and payloads."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from verbatim.errors import ServeError

_BYTES = 32


def key(given: str, folder: Path) -> bytes:
    """The given secret, else the one kept in `folder`, made on first use (mode 600).

    Kept, so that open conversations outlive a restart.

    Raises:
        ServeError: the folder cannot be written.
    """
    if given:
        return given.encode()
    file = folder / "secret"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            kept = file.read_bytes()
            if len(kept) < _BYTES:
                raise ServeError(f"{file} is damaged: delete it and start again.") from None
            return kept
        fresh = secrets.token_bytes(_BYTES)
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(fresh)
        return fresh
    except OSError as error:
        raise ServeError(f"Cannot keep the signing key in {file}: {error.strerror}.") from None
