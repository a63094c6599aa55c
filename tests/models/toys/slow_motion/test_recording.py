"""A variant with a notebook computes what the variant computes, bit for bit, and notes what flows."""

import numpy as np
import pytest
import torch

from models.toys.engine.ahead import lay_out
from models.toys.engine.batch import Batch
from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from models.toys.games import VARIANTS
from models.toys.slow_motion.recording import Recording, recording

SMALL = {"g_width": 8, "d_width": 8, "batch": 32, "n_critic": 3}


def train(variant: str, note: bool) -> tuple[Run, Recording | None]:
    """One step of a new run, by the variant itself or by the one that notes the last update of each network."""
    run = Run(Experiment.parse(variant, "gaussians", SMALL, seed=3))
    run.step = 30  # past the steps in which WGAN updates D a hundred times
    kind = recording(run.experiment.gan) if note else run.experiment.gan
    gan = kind([run.experiment], run.state)
    shapes = gan.shapes(run.experiment, run.step)
    streams = lay_out([run], 1, shapes, torch.device("cpu"))
    gan.prepare(np.array([run.step]), 1)
    if note:
        gan.start({"d": {shapes.updates_d - 1}, "g": {shapes.updates_g - 1}})
    gan.step([Batch.of(streams, 0, j) for j in range(shapes.updates_d)], 0, "dg")
    return run, gan if note else None


@pytest.mark.parametrize("variant", VARIANTS)
def test_notes_change_no_bit(variant: str) -> None:
    (plain, _), (noted, _) = train(variant, False), train(variant, True)
    assert all(torch.equal(plain.state[name], noted.state[name]) for name in plain.state)


def test_the_updates_asked_for_are_noted() -> None:
    _, gan = train("gan", True)
    assert gan is not None
    assert (list(gan.notes["d"]), list(gan.notes["g"])) == ([2], [0])
    notes = gan.notes["d"][2]
    assert {"z", "x", "g", "d_real", "d_fake", "loss", "gradient", "update"} <= set(notes)
    assert "arrows" in gan.notes["g"][0]
    assert notes["x"].shape == (1, 2, 32)
    assert 0 <= notes["d_real"].min() <= notes["d_real"].max() <= 1
    assert notes["update"].item() > 0


def test_there_is_one_class_for_each_variant() -> None:
    gan = VARIANTS["wgan"]
    assert recording(gan) is recording(gan)
    assert recording(gan).__name__ == "RecordingWGAN"
    assert issubclass(recording(gan), gan)
