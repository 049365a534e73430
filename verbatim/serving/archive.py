"""The trained archive as it is served: without the graph that trained it."""

from __future__ import annotations

import copy
import io
import json
import tarfile
from pathlib import Path

_METADATA = "metadata.json"
_TRAINING = "train_schema"


def without_training(source: Path, target: Path) -> None:
    """Writes a copy of a Rasa model that knows how to predict, and not how it was trained.

    Rasa imports every component that either graph names when it loads a model, and what only
    trains imports TensorFlow: eight seconds and 300 MB for a server that never trains. Rasa
    reads the training graph nowhere else but to go on training a model (`--finetune`).
    """
    with tarfile.open(source) as archive, tarfile.open(target, "w:gz", compresslevel=6) as copied:
        for member in archive:
            content = archive.extractfile(member)
            if member.name.removeprefix("./") == _METADATA and content is not None:
                metadata = json.loads(content.read())
                metadata[_TRAINING] = {"nodes": {}}
                data = json.dumps(metadata).encode()
                member = copy.copy(member)
                member.size, content = len(data), io.BytesIO(data)
            copied.addfile(member, content)
