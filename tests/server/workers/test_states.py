"""Checkpoints are written whole or not at all."""

from pathlib import Path

import pytest

from server.workers.states import Checkpoint, checkpoint_path, write_checkpoint


def test_a_run_has_one_file(tmp_path: Path) -> None:
    assert checkpoint_path(tmp_path, "abc") == tmp_path / "checkpoints" / "abc.safetensors"


def test_a_newer_state_takes_the_place_of_the_older(tmp_path: Path) -> None:
    path = checkpoint_path(tmp_path, "abc")
    assert write_checkpoint(path, b"one", 1) == Checkpoint(path, 1)
    assert write_checkpoint(path, b"two", 2) == Checkpoint(path, 2)
    assert path.read_bytes() == b"two"
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_crash_in_between_leaves_the_old_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = checkpoint_path(tmp_path, "abc")
    write_checkpoint(path, b"one", 1)

    def crash(descriptor: int) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr("os.fsync", crash)
    with pytest.raises(OSError, match="the disk is gone"):
        write_checkpoint(path, b"two", 2)
    assert path.read_bytes() == b"one"
