from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from rasa.engine.exceptions import GraphComponentException

from verbatim.errors import ContentError, ModelError
from verbatim.serving.model import content_fingerprint, fingerprint, train, verify


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


def test_what_a_component_says_of_its_files_reaches_the_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rasa wraps errors of components, and whoever trains would see pages of its insides."""
    import rasa

    root, models = project(tmp_path / "project"), tmp_path / "models"

    def fails(output: str, fixed_model_name: str, **_: object) -> None:
        (Path(output) / f"{fixed_model_name}.tar.gz").write_bytes(b"half a model")
        wrong = ContentError(root / "data/follow_ups.yml", 7, "It is empty.", "Write some.")
        raise GraphComponentException("Error running a node.") from wrong

    monkeypatch.setattr(rasa, "train", fails)
    with pytest.raises(ContentError, match=r"follow_ups\.yml:7: It is empty\. Write some\."):
        train(root, models)
    assert list(models.iterdir()) == []


def test_an_error_of_rasa_itself_stays_what_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import rasa

    def fails(**_: object) -> None:
        raise GraphComponentException("Error running a node.") from KeyError("x")

    monkeypatch.setattr(rasa, "train", fails)
    with pytest.raises(GraphComponentException):
        train(project(tmp_path / "project"), tmp_path / "models")


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
