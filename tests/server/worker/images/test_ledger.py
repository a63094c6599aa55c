"""What is reported of image runs alone: who waits, and states in files."""

from pathlib import Path
from typing import Any

import pytest

from server.worker.images.ledger import ImageLedger
from server.worker.images.member import ImageMember
from server.workers.reports import Saved, Waiting
from server.workers.states import Checkpoint, checkpoint_path
from tests.server.worker.images.test_member import made


def trained(step: int) -> ImageMember:
    member = made()
    run: Any = type("Run", (), {"step": step, "diverged_at": None, "save": lambda self: b"state"})()
    member.run = run
    return member


def test_why_a_run_waits_is_reported_once_and_again_where_it_changes(tmp_path: Path) -> None:
    ledger, member = ImageLedger(tmp_path), made()
    for place, loaded in ((None, (3, 9)), (None, (3, 9)), (2, (9, 9)), (2, None), (None, None)):
        member.loaded = loaded
        ledger.report_waiting([(member, place)])
    assert ledger.take() == [
        Waiting("a", 1, None, (3, 9)),
        Waiting("a", 1, 2, (9, 9)),
        Waiting("a", 1, 2, None),
        Waiting("a", 1, None, None),
    ]
    member.loaded, member.playing = (1, 9), False
    ledger.report_waiting([(member, None)])
    assert ledger.take() == []  # it is paused, and waits for nothing


def test_what_moved_is_saved_in_a_file(tmp_path: Path) -> None:
    ledger, member = ImageLedger(tmp_path), trained(6)
    ledger.save([member, made()])
    path = checkpoint_path(tmp_path, "a")
    assert ledger.take() == [Saved("a", 1, Checkpoint(path, 6))]
    assert path.read_bytes() == b"state"
    ledger.save([member])
    assert ledger.take() == []


def test_where_nothing_can_be_written_the_run_trains_on(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "checkpoints").write_text("in the way")
    ledger, member = ImageLedger(tmp_path), trained(6)
    ledger.save([member])
    assert (ledger.take(), member.saved, member.state) == ([], 0, "running")
    assert "could not be saved" in caplog.text
