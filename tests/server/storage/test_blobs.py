"""Files of runs: those that nobody knows any more are cleared away, and no others."""

import os
from pathlib import Path
from time import time

from server.storage.blobs import clear_away
from server.workers.states import checkpoint_path, write_checkpoint


def test_files_of_runs_that_nobody_knows_are_cleared_away_once_they_are_old(tmp_path: Path) -> None:
    for run in ("known", "forgotten", "new"):
        write_checkpoint(checkpoint_path(tmp_path, run), b"state", 3)
    half = checkpoint_path(tmp_path, "half").with_suffix(".new")
    half.write_bytes(b"st")
    for path in (checkpoint_path(tmp_path, "known"), checkpoint_path(tmp_path, "forgotten"), half):
        os.utime(path, (time() - 100, time() - 100))
    clear_away(tmp_path, {"known"}, 50)
    assert sorted(path.name for path in half.parent.iterdir()) == ["known.safetensors", "new.safetensors"]


def test_there_may_be_no_files_yet(tmp_path: Path) -> None:
    clear_away(tmp_path, set(), 50)
