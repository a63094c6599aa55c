"""Saved runs that somebody brings: looked at before anything of them is loaded. Only the file's header is read."""

from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open

from models.experiment import MAX_SEED, Rejected
from models.images.datasets import DATA, BadFile
from models.images.datasets.own import Own
from models.images.experiment import Experiment
from models.images.saving import checkpoint

TYPES = {torch.float32: "F32", torch.float64: "F64", torch.int64: "I64", torch.uint8: "U8", torch.bool: "BOOL"}
MOMENTS = ("exp_avg", "exp_avg_sq", "step")
Tensors = dict[str, tuple[str, tuple[int, ...]]]  # by name: type and shape
NO_IMAGES = "This run was trained on own images that are not on this server: upload them here first."


def examined(path: Path, folder: Path = DATA) -> tuple[Experiment, int]:
    """The experiment of a saved run, and its step.

    folder: the data folder, which tells of own images. Raises BadFile, saying what is wrong, for any file from which
    the experiment's run could not go on.
    """
    try:
        with safe_open(path, "pt") as file:
            told = checkpoint.read(file.metadata())
            slices = {name: file.get_slice(name) for name in file.keys()}  # noqa: SIM118 (it is no dict)
            found = {name: (part.get_dtype(), tuple(part.get_shape())) for name, part in slices.items()}
    except SafetensorError as error:
        raise BadFile(f"This file is damaged, or no safetensors file ({error}).") from None
    except (KeyError, ValueError, TypeError):
        raise BadFile(checkpoint.FOREIGN) from None
    e = parsed(told["experiment"])
    if told["diverged_at"] is not None:
        raise BadFile("This run has diverged: there is nothing to go on with.")
    step = told["step"]
    if isinstance(step, bool) or not isinstance(step, int) or not 0 <= step <= MAX_SEED:
        raise BadFile(checkpoint.FOREIGN)
    if isinstance(e.image_set, Own) and not e.image_set.here(folder):
        raise BadFile(NO_IMAGES)
    compare(found, *tensors(e, folder))
    return e, step


def parsed(recipe: Any) -> Experiment:
    try:
        parts = [recipe[name] for name in ("variant", "data", "knobs", "data_knobs", "seed")]
        return Experiment.parse(*parts)
    except Rejected as rejected:
        raise BadFile(f"Its experiment is not one of this version of Saddle: {rejected.message}") from None
    except (KeyError, TypeError):
        raise BadFile(checkpoint.FOREIGN) from None


def tensors(e: Experiment, folder: Path) -> tuple[Tensors, list[Tensors]]:
    """What `checkpoint.save` writes of such a run: always, and for each parameter that has been updated."""
    channels, classes = e.image_set.described(folder)
    with torch.device("meta"):  # shapes without memory
        nets = e.gan.networks(e.knobs, channels, len(classes))
    extras = e.gan.extras(e.knobs, channels, len(classes), e.seed)
    always: Tensors = {name: (TYPES[t.dtype], tuple(t.shape)) for name, t in extras.items()}
    for name, net in [*nets.items(), *((name, nets[of]) for name, of in e.gan.averages.items())]:
        always |= {f"{name}.{key}": (TYPES[t.dtype], tuple(t.shape)) for key, t in net.state_dict().items()}
    updated = []
    for name, optimiser in e.gan.optimised.items():
        parameters = [p for net in optimiser.nets for p in nets[net].parameters()]
        updated += [
            {f"{name}.adam.{i}.{key}": ("F32", () if key == "step" else tuple(p.shape)) for key in MOMENTS}
            for i, p in enumerate(parameters)
        ]
    return always, updated


def compare(found: Tensors, always: Tensors, updated: list[Tensors]) -> None:
    """Raises BadFile where a tensor is missing, too many, or of another shape or type."""
    expected = dict(always)
    for moments in updated:
        if not moments.keys().isdisjoint(found):
            expected |= moments
    for name in sorted(found.keys() | expected.keys()):
        if found.get(name) != expected.get(name):
            is_, should = words(found.get(name)), words(expected.get(name))
            raise BadFile(f"Its tensor {name[:60]!r} is {is_}; in such a run it is {should}.")


def words(told: tuple[str, tuple[int, ...]] | None) -> str:
    """A tensor's type and shape: "F32 (64, 3)"."""
    return "not there" if told is None else f"{told[0]} {told[1]}"
