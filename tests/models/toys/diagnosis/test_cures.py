"""What is advised can be done and moves something, whatever the knobs are."""

from collections.abc import Iterator
from typing import Any

import pytest

from models.toys.diagnosis.cures import CURES, cure
from models.toys.experiment import Experiment
from models.toys.games import VARIANTS

STOPPED = {"lr_g", "lr_d", "freeze_g", "freeze_d"}
ALWAYS_TUNED = {"strong_d", "weak_d", "vanished", "oscillation", "diverged", "dead_d", "collapse"}


def ends(variant: str) -> dict[str, list[Any]]:
    """The ends of each knob's range, and every choice of the ones that matter here; rates above 0."""
    found: dict[str, list[Any]] = {"d_activation": ["relu", "leaky_relu", "tanh"]}
    fields = VARIANTS[variant].Knobs.model_fields
    if "loss" in fields:
        found["loss"] = ["minimax", "non_saturating"]
    for name, field in fields.items():
        bounds = [b for m in field.metadata for b in (getattr(m, "ge", None), getattr(m, "le", None)) if b is not None]
        if bounds:
            kind = type(field.default)
            found[name] = [1e-9 if name in STOPPED and b == 0 else kind(b) for b in bounds]
    return found


def extremes(variant: str) -> Iterator[dict[str, Any]]:
    """The defaults, each knob at either end, all at their lower and all at their upper end."""
    found = ends(variant)
    yield {}
    for name, values in found.items():
        yield from ({name: value} for value in values)
    for i in (0, -1):
        yield {name: values[i] for name, values in found.items()}


def changes(variant: str, knobs: dict[str, Any], why: str) -> dict[str, Any]:
    """What the cure tunes: refused by with_changes where it is out of range, and each knob is moved."""
    experiment = Experiment.parse(variant, "gaussian_ring", knobs)
    before = experiment.knobs.model_dump()
    tune = cure(why, before).tune
    after = experiment.with_changes(tune, {})[0].knobs.model_dump()
    assert all(after[name] != before[name] for name in tune), (why, knobs, tune)
    return tune


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_tune_is_accepted_and_moves_every_knob_it_names(variant: str) -> None:
    for knobs in extremes(variant):
        for why in CURES.keys() - {"frozen", "over"}:
            tune = changes(variant, knobs, why)
            assert tune or why not in ALWAYS_TUNED, (why, knobs)


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize(
    "knobs",
    [
        {"freeze_d": True},
        {"freeze_g": True, "freeze_d": True},
        {"lr_d": 0.0},
        {"lr_g": 0.0},
        {"lr_g": 0.0, "lr_d": 0.0, "freeze_g": True},
    ],
)
def test_stopped_networks_learn_again(variant: str, knobs: dict[str, Any]) -> None:
    tune = changes(variant, knobs, "frozen")
    assert tune.keys() == knobs.keys()
    assert all(value is False if name.startswith("freeze") else value > 0 for name, value in tune.items())
    assert changes(variant, {"lr_decay": 1000}, "over") == {"lr_decay": 0}


def test_cures_move_the_right_way() -> None:
    assert changes("wgan", {"clip": 1e-3}, "vanished") == {"clip": 0.05}
    assert "clip" not in changes("wgan", {"clip": 1.0}, "vanished")
    assert changes("lsgan", {"instance_noise": 0.5}, "vanished").keys() == {"lr_d"}
    assert changes("gan", {"lr_g": 0.5, "lr_d": 0.1}, "weak_d") == {"lr_d": 1.0}
    assert changes("gan", {"d_width": 64, "n_critic": 20}, "weak_d").keys() == {"lr_g"}
    assert changes("gan", {"d_activation": "relu", "lr_d": 1e-3}, "dead_d") == {"d_activation": "leaky_relu"}
    assert changes("gan", {"d_activation": "relu", "lr_d": 1.0}, "dead_d")["lr_d"] < 1
