"""The order in which a toy's checks are asked decides where several of them find something."""

from models.toys.diagnosis.checks import CHECKS
from tests.models.toys.diagnosis.made import always, evidence


def named() -> list[str]:
    return [check.__name__ for check in CHECKS]


def test_each_check_is_asked_once() -> None:
    assert len(set(named())) == len(CHECKS)


def test_what_stops_a_run_comes_before_all_else() -> None:
    assert named()[:2] == ["diverged", "blown_up"]
    assert named().index("one_mode") < named().index("lost_modes"), "a collapse has lost modes too"
    assert named().index("vanished") < named().index("strong_d"), "whose cause it is"


def test_a_run_of_which_nothing_stands_out_passes_all() -> None:
    assert [check.__name__ for check in CHECKS if check(evidence(always())) is not None] == []
