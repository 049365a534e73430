from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from verbatim.errors import ModelError
from verbatim.serving.model import content_fingerprint, fingerprint, verify


def archive(folder: Path, content: bytes = b"model", digest_of: bytes = b"model") -> Path:
    path = folder / "verbatim-1.tar.gz"
    path.write_bytes(content)
    digest = hashlib.sha256(digest_of).hexdigest()
    (folder / f"{path.name}.sha256").write_text(f"{digest}  {path.name}\n")
    return path


def test_the_model_that_was_trained_passes(tmp_path: Path) -> None:
    assert verify(archive(tmp_path)) == hashlib.sha256(b"model").hexdigest()


def test_another_model_does_not(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="not the model that was trained"):
        verify(archive(tmp_path, content=b"other"))


def test_a_model_without_its_digest_does_not(tmp_path: Path) -> None:
    path = archive(tmp_path)
    path.with_name(f"{path.name}.sha256").unlink()
    with pytest.raises(ModelError, match="make train"):
        verify(path)


def project(folder: Path) -> Path:
    for name in ("config.yml", "domain.yml", "content/page.txt", "data/nlu.yml"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")
    (folder / "requirements").mkdir()
    (folder / "requirements/run.txt").write_text("x")
    return folder


def test_other_data_is_another_model_for_the_same_content(tmp_path: Path) -> None:
    root = project(tmp_path)
    before = fingerprint(root), content_fingerprint(root)
    (root / "data/nlu.yml").write_text("y")
    assert fingerprint(root) != before[0]
    assert content_fingerprint(root) == before[1]


def test_other_content_is_another_model_and_other_content(tmp_path: Path) -> None:
    root = project(tmp_path)
    before = fingerprint(root), content_fingerprint(root)
    (root / "content/page.txt").write_text("y")
    assert fingerprint(root) != before[0]
    assert content_fingerprint(root) != before[1]
