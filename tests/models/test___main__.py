"""The terminal trainer: `python -m models`."""

import subprocess
import sys
from pathlib import Path

import pytest

from models.__main__ import main
from models.toys.distributions import DISTRIBUTIONS
from models.toys.gallery.presets import PRESETS
from models.toys.games import VARIANTS

ROOT = Path(__file__).parents[2]


def test_it_runs_as_a_module_with_progress_and_measures() -> None:
    command = [sys.executable, "-m", "models", "gan", "ring", "--lr_d", "0.002", "--steps", "60", "--samples", "500"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert "60/60" in done.stderr
    for name in ("Loss_D=", "Loss_G=", "D(x)=", "D(G(z))="):
        assert name in done.stderr
    assert "After 60 steps, 500 fakes against 500 held-out reals" in done.stdout
    assert "JS divergence (bits)" in done.stdout
    assert "perfect" in done.stdout
    assert "Just begun, step 60" in done.stdout


def test_a_bad_knob_is_one_sentence_and_exit_code_2() -> None:
    command = [sys.executable, "-m", "models", "gan", "ring", "--lr_d", "5"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("error: lr_d cannot be 5")
    assert "0 … 1" in done.stderr
    assert done.stderr.count("\n") == 1


REFUSED = [
    (["gna"], "no variant called 'gna'"),
    (["gan", "rings"], "no data called 'rings'"),
    (["gan", "ring", "--lrd", "1"], "did you mean --lr_d?"),
    (["gan", "ring", "--penalty", "1"], "no knob called 'penalty' for gan on ring"),
    (["gan", "ring", "--lr_d"], "argument --lr_d: expected one argument"),
    (["gan", "ring", "--lr_d", "fast"], "lr_d cannot be 'fast'"),
    (["gan", "ring", "--batch", "1.5"], "batch cannot be 1.5"),
    (["gan", "gaussian_ring", "--count", "0"], "count cannot be 0"),
    (["gan", "ring", "more"], "no knob called 'more'"),
    (["gan", "ring", "--rounds", "-3"], "not a positive whole number"),
    (["gan", "ring", "--seed", "-1"], "seed cannot be -1"),
    (["--preset", "nothing"], "no preset called 'nothing'"),
    (["gan", "points", "--points", "missing.csv"], "missing.csv cannot be read"),
]


@pytest.mark.parametrize(("arguments", "sentence"), REFUSED, ids=lambda x: " ".join(x) if isinstance(x, list) else "")
def test_what_is_refused(arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit:
        main(arguments)
    assert exit.value.code == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert said.startswith("error: ")


def test_several_seeds_make_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    main(["gan", "gaussian_1d", "--rounds", "5", "--runs", "3", "--seed", "7", "--samples", "200"])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[:-3]] == ["After", "seed", "7", "8", "9", "mean", "worst", "perfect"]
    assert [line.partition(",")[0] for line in lines[-3:]] == [f"seed {i}: Learning. Just begun" for i in (7, 8, 9)]


def test_a_preset_can_be_changed(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--preset", "gaussian_from_uniform", "--noise-dim=3", "--sigma", "2", "--steps", "3", "--samples", "200"])
    assert "After 3 steps" in capsys.readouterr().out


def test_points_come_from_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "points.csv"
    table.write_text("0,0\n1,1\n2,0.5\n")
    main(["gan", "points", "--points", str(table), "--steps", "3", "--samples", "200"])
    assert "JS divergence" in capsys.readouterr().out


def test_a_weak_d_is_told_although_it_takes_long_to_be_sure(capsys: pytest.CaptureFixture[str]) -> None:
    main(["gan", "ring", "--d_layers=0", "--r1=1", "--lr_g=0.0005", "--steps=2600", "--seed=101", "--samples=500"])
    assert "D is too weak" in capsys.readouterr().out


def test_divergence_is_said_with_its_step(capsys: pytest.CaptureFixture[str]) -> None:
    sgd = ["--optimiser_g", "sgd", "--optimiser_d", "sgd", "--lr_g", "1", "--lr_d", "1"]
    main(["gan", "gaussian_1d", *sgd, "--r1", "100", "--steps", "400", "--samples", "200"])
    assert "seed 1: diverged at step" in capsys.readouterr().out


def test_the_list_names_everything(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--list"])
    words = capsys.readouterr().out.split()
    for name in [*VARIANTS, *DISTRIBUTIONS, *(preset.name for preset in PRESETS)]:
        assert name in words


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_help_lists_the_variants_knobs_with_their_ranges(variant: str, capsys: pytest.CaptureFixture[str]) -> None:
    main([variant, "gaussian_ring", "--help"])
    said = capsys.readouterr().out
    for name in [*VARIANTS[variant].Knobs.model_fields, *DISTRIBUTIONS["gaussian_ring"].model_fields]:
        assert f"--{name} " in said
    assert "1 … 64" in said  # dimensions of the noise
    assert "adam, rmsprop, momentum, sgd" in said


def test_names_of_knobs_and_of_data_never_meet() -> None:
    for gan in VARIANTS.values():
        for data in DISTRIBUTIONS.values():
            assert set(gan.Knobs.model_fields).isdisjoint(data.model_fields)
