"""`python -m models dcgan digits`."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from PIL import Image

from models.__main__ import main
from models.images.datasets import DATASETS
from models.images.games import VARIANTS
from models.images.run import ImageRun
from models.images.terminal import picture
from tests.models.images.datasets.test_mnist import fill

ROOT = Path(__file__).parents[3]
SMALL = ["--size=16", "--g-width=4", "--d-width=4", "--batch=8", "--steps=3"]


def test_it_runs_as_a_module_and_writes_its_samples(tmp_path: Path) -> None:
    out = tmp_path / "grid.png"
    command = [sys.executable, "-m", "models", "dcgan", "digits", *SMALL, "--out", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    for name in ("Loss_D=", "Loss_G=", "D(x)=", "D(G(z))="):
        assert name in done.stderr
    assert re.search(r"After 3 steps on \w+: .*grid.png", done.stdout)
    with Image.open(out) as image:
        assert image.size == (8 * 16, 8 * 16)
        assert image.mode == "L"


def test_sgan_tells_its_accuracies_and_cgan_has_a_row_a_class(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "grid.png"
    main(["sgan", "digits", *SMALL, "--labels=20", "--out", str(out)])
    assert {line.split()[0] for line in capsys.readouterr().out.splitlines()} >= {"accuracy", "accuracy_cnn"}
    main(["cgan", "shapes", *SMALL, "--images=100", "--out", str(out)])
    with Image.open(out) as image:
        assert image.size == (10 * 16, 6 * 16)
        assert image.mode == "RGB"


def test_divergence_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageRun, "_alive", lambda run: False)
    out = tmp_path / "grid.png"
    main(["dcgan", "digits", *SMALL, "--out", str(out)])
    assert "diverged at step 3; try lower" in capsys.readouterr().out
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["dcgan", "digits", "--size=20"], "size cannot be 20"),
        (["dcgan", "ring"], "no data called 'ring'"),
        (["gan", "digits"], "no data called 'digits'"),
        (["dcgan", "digits", "--labels=50"], "no knob called 'labels' for dcgan on digits"),
        (["cgan", "digits", "--lrd=1"], "did you mean --lr_d?"),
        (["dcgan", "digits", "--runs=2"], "one at a time"),
    ],
)
def test_what_is_refused(arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit:
        main(arguments)
    assert exit.value.code == 2
    assert sentence in capsys.readouterr().err


def test_files_that_are_missing_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["dcgan", "own", *SMALL, "--folder", str(tmp_path)])
    assert capsys.readouterr().err.startswith("error: ")


def test_files_that_are_there_are_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(tmp_path / "given")
    out = tmp_path / "out.png"
    main(
        ["dcgan", "mnist", *SMALL, "--data", str(tmp_path / "given"), "--folder", str(tmp_path / "own"), f"--out={out}"]
    )
    assert out.exists()
    assert not (tmp_path / "own").exists()
    with pytest.raises(SystemExit):
        main(["dcgan", "mnist", "--data", str(tmp_path / "nowhere")])
    assert "there is no folder" in capsys.readouterr().err


def test_the_list_and_the_help_name_everything(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--list"])
    words = capsys.readouterr().out.split()
    assert set(words) >= {*VARIANTS, *DATASETS}
    for name, system in VARIANTS.items():
        main([name, "shapes", "--help"])
        said = capsys.readouterr().out
        for knob in [*system.Knobs.model_fields, *DATASETS["shapes"].model_fields]:
            assert f"--{knob} " in said


def test_names_of_knobs_and_of_data_never_meet() -> None:
    for system in VARIANTS.values():
        for data in DATASETS.values():
            assert set(system.Knobs.model_fields).isdisjoint(data.model_fields)


def test_a_picture_has_its_samples_row_by_row() -> None:
    samples = torch.arange(6, dtype=torch.uint8).view(6, 1, 1, 1).expand(6, 1, 2, 2)
    image = picture(samples, 2, 3)
    assert image.size == (6, 4)
    assert [image.getpixel((2 * i + 1, 1)) for i in range(3)] == [0, 1, 2]
    assert image.getpixel((5, 3)) == 5
