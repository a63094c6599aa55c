"""The next step of a run in slow motion: its sub-steps with the numbers that flow, computed on a copy of its state.

They are made with the very draws and the very code that the step itself will use, so that a step afterwards has the
same losses, bit for bit.
"""

from dataclasses import dataclass

import torch
from torch import Tensor

from models.toys.engine.ahead import look_ahead
from models.toys.engine.batch import Batch
from models.toys.engine.cohort import learners
from models.toys.engine.run import Run
from models.toys.pictures.shown import denormalise, to_uniform
from models.toys.slow_motion.algorithm import Line, Lines, Shown
from models.toys.slow_motion.recording import Notes, Recording, recording

FEW = 4  # samples whose numbers are shown, and coordinates of each
PLACES = 150  # samples whose places are shown
PLACED = ("x", "g", "x_seen", "g_seen", "arrows")
EXACT = ("loss", "penalty")  # never rounded: the curve has the same bits
DIGITS = 5  # of what is shown and not compared


@dataclass
class Quantity:
    """What flows in one line: `rows` are the first samples (or layers), each with `width` coordinates, of which the
    first are here; `mean` is that over the batch, where a mean says something.
    """

    label: str
    tex: str
    rows: list[list[float]]
    width: int
    mean: float | None


@dataclass
class Substep:
    """Line `number` of `of` in update `update` of `updates` of a network, "d" or "g".

    samples: places that this line adds to the picture, in data units: x, g, spots `(n, dims)`; arrows `(n, dims)`, the
    way each g is told to go; and z `(n, 1 or 2)` in [0, 1], where it stands in the distribution of the noise.
    """

    number: int
    of: int
    network: str
    update: int
    updates: int
    nodes: list[str]
    back: bool
    title: str
    line: str
    values: list[Quantity]
    samples: dict[str, list[list[float]]]


def trace(run: Run) -> list[Substep]:
    """The sub-steps of the run's next step. Of many updates of one network the first, the second and the last."""
    e = run.experiment
    copy = Run(e, {name: value.clone() for name, value in run.state.items()}, run.step, run.box)
    stack = recording(e.gan)([e], copy.state)
    learn = learners(stack, None)
    with torch.no_grad():
        ahead = look_ahead(stack, [copy], 1, learn)
        updates = {"d": ahead.shapes.updates_d, "g": ahead.shapes.updates_g}
        stack.start({net: choose_updates(n) for net, n in updates.items()})
        stack.step([Batch.of(ahead.streams, 0, j) for j in range(updates["d"])], 0, learn)
    algorithm = dict(zip("dg", e.gan.algorithm(e.knobs), strict=True))
    substeps = []
    for net in "dg":
        lines = [line for line in algorithm[net] if net in learn or not line.learns]
        for j, note in stack.notes[net].items():
            substeps += make_substeps(copy, stack, lines, note, (net, j + 1, updates[net]))
    return substeps


def choose_updates(updates: int) -> set[int]:
    """Which of so many updates are shown, counted from 0."""
    return {0, 1, updates - 1} & set(range(updates))


def make_substeps(run: Run, stack: Recording, lines: Lines, note: Notes, which: tuple[str, int, int]) -> list[Substep]:
    """The lines of one update with what was noted of it."""
    net, update, updates = which
    return [
        Substep(
            number,
            len(lines),
            net,
            update,
            updates,
            list(line.nodes),
            line.back,
            line.title,
            line.tex,
            [quantity(run, stack, shown, note[shown.name]) for shown in line.shown],
            places(run, stack, line, note),
        )
        for number, line in enumerate(lines, 1)
    ]


def quantity(run: Run, stack: Recording, shown: Shown, value: Tensor) -> Quantity:
    name = shown.name
    if name in EXACT:
        return Quantity(shown.label, shown.tex, [[float(value)]], 1, None)
    if value.dim() == 0:
        return Quantity(shown.label, shown.tex, [[shorten(float(value))]], 1, None)
    if value.dim() == 1:  # of each layer
        return Quantity(shown.label, shown.tex, to_lists(value[:, None]), 1, None)
    if value.dim() == 2:
        mean = shorten(float(stack.mean(value)))
        return Quantity(shown.label, shown.tex, to_lists(value[0, :FEW, None]), 1, mean)
    rows = in_data_units(run, name, value[0, :, :FEW])
    if name.startswith("pack"):
        rows = rows.reshape(FEW, -1)[:1].view(-1, run.dims)  # the first pack, a sample a row
    return Quantity(shown.label, shown.tex, to_lists(rows[:, :FEW]), rows.shape[1], None)


def in_data_units(run: Run, name: str, value: Tensor) -> Tensor:
    """`(features, n)` → `(n, features)`: places and arrows in the units of the data, noise as it is."""
    if name == "z":
        return value.T
    sides = torch.tensor(run.box)
    half = (sides[:, 1] - sides[:, 0]) / 2
    if name == "arrows":
        return value.T / half
    packs = value.T.reshape(-1, run.dims)
    placed = denormalise(packs.T, run)
    return placed.view(value.shape[1], -1)


def places(run: Run, stack: Recording, line: Line, note: Notes) -> dict[str, list[list[float]]]:
    """What a line adds to the picture."""
    found = {}
    for name in (shown.name for shown in line.shown):
        if name == "z":
            found["z"] = to_lists(locate_noise(run, note["z"][0, :2][:, index_shown(stack)]))
        elif name in PLACED or name.startswith("spots"):
            found[name.split("_")[0].split(".")[0]] = to_lists(
                in_data_units(run, name, note[name][0][:, index_shown(stack)])
            )
    return found


def index_shown(stack: Recording) -> Tensor:
    """Indices of the samples whose places are shown: of each pack's first, second …, without padding."""
    width, packed = len(stack.share), stack.packed(stack.k)
    each = min(stack.k.batch, PLACES // packed)
    return torch.cat([torch.arange(each) + width * member for member in range(packed)])


def locate_noise(run: Run, z: Tensor) -> Tensor:
    """Noise `(features, n)` → `(n, features)`: the share of the distribution below it."""
    return to_uniform(run.experiment.knobs.noise, z).T


def to_lists(rows: Tensor) -> list[list[float]]:
    return [[shorten(value) for value in row] for row in rows.tolist()]


def shorten(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")
