"""What can be the matter with a run: each check looks for one thing and puts it into a sentence with its number.

CHECKS stand in the order in which they are asked: what stops a run, what explains all else, what one sees, what is
behind a training that comes to nothing. Thresholds were chosen on the experiments of tests/bench/diagnosis.py, seeds
1 to 20. The tests ask seeds 21 to 30, the bench 101 to 120.
"""

from collections.abc import Callable

from models.diagnosis.course import beginning, diverged, frozen, over
from models.diagnosis.finding import Diagnosis
from models.diagnosis.game import strong_d, vanished, winning_d
from models.toys.diagnosis.evidence import Evidence
from models.toys.diagnosis.fakes import lost_modes, one_mode, one_place, oscillation
from models.toys.diagnosis.game import dead_d, weak_d
from models.toys.diagnosis.headway import blown_up, well

CHECKS: tuple[Callable[[Evidence], Diagnosis | None], ...] = (
    diverged,
    blown_up,
    beginning,
    frozen,
    well,
    over,
    dead_d,
    one_mode,
    oscillation,
    vanished,
    strong_d,
    one_place,
    lost_modes,
    weak_d,
    winning_d,
)
