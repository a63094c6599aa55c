"""How a training has ended, in words: by numbers made by hand."""

from models.diagnosis.cures import Cure
from models.diagnosis.finding import Diagnosis
from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from models.toys.results import diagnosis_text, label, many_runs, number, one_run, result_text


def runs(n: int) -> list[Run]:
    return [Run(Experiment.parse("gan", "gaussian_1d", seed=seed)) for seed in range(1, n + 1)]


def test_one_run_stands_beside_a_perfect_one() -> None:
    here, perfect = {"js": 0.25, "accuracy": 0.75}, {"js": 0.0125}
    assert one_run(here, perfect)[1:] == [
        f"{'JS divergence (bits)':30}{'0.25':>10}{'0.0125':>10}",
        f"{'Accuracy of D':30}{'0.75':>10}",
    ]


def test_many_runs_have_a_mean_and_a_worst() -> None:
    lines = many_runs({"1": {"js": 0.25, "hq": 90.0}, "2": {"js": 0.5, "hq": 70.0}}, {"js": 0.01, "hq": 99.0})
    cells = {line.split()[0]: line.split()[1:] for line in lines}
    assert cells["seed"] == ["js", "hq"]
    assert cells["mean"] == ["0.375", "80"]
    assert cells["worst"] == ["0.5", "70"]
    assert cells["perfect"] == ["0.01", "99"]


def test_a_diverged_run_is_told_and_left_out() -> None:
    (run,) = runs(1)
    run.diverged_at = 1234
    assert result_text([run], [{"js": 0.5}], 100) == "seed 1: diverged at step 1,234; try lower learning rates"


def test_a_diagnosis_has_its_cure_where_there_is_one_run() -> None:
    found = Diagnosis(5, "stuck", "info", "JS is 0.5 bits.", "js", 0.5, "0.5 bits", Cure("Wait."))
    one, two = runs(2)
    assert diagnosis_text({one: found}) == "No headway. JS is 0.5 bits. Wait."
    assert diagnosis_text({one: found, two: found}).splitlines()[1] == "seed 2: No headway. JS is 0.5 bits."


def test_numbers_have_four_digits() -> None:
    assert [number(x) for x in (8.0, 0.0, 0.123456, 12345.678)] == ["8", "0", "0.1235", "1.235e+04"]
    assert label("accuracy") == "Accuracy of D"
