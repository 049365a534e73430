from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path

from verbatim.serving.archive import without_training


def test_only_the_training_graph_is_left_out(tmp_path: Path) -> None:
    metadata = {"train_schema": {"nodes": {"x": 1}}, "predict_schema": {"nodes": {"y": 2}}}
    files = {"components/a/weights": b"\0" * 5000, "metadata.json": json.dumps(metadata).encode()}
    with tarfile.open(tmp_path / "trained.tar.gz", "w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    without_training(tmp_path / "trained.tar.gz", tmp_path / "served.tar.gz")
    with tarfile.open(tmp_path / "served.tar.gz") as archive:
        assert archive.getnames() == list(files)
        assert archive.extractfile("components/a/weights").read() == files["components/a/weights"]
        served = json.load(archive.extractfile("metadata.json"))
    assert served == {"train_schema": {"nodes": {}}, "predict_schema": {"nodes": {"y": 2}}}
