"""What one would see of a run in its pictures, put into numbers: positions of samples and D's field alone.

It knows nothing of measures, curves or gradients, so it can say whether an experiment does what a diagnosis claims.
Lengths are in widths of the stage.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.toys.engine.run import Run
from models.toys.pictures.shown import real_samples

Array = NDArray[Any]
Picture = Mapping[str, Array]
Sight = Callable[[Run, list[Picture]], bool]

NEAR = 0.06
LAST = 5  # pictures


def on_stage(run: Run, x: Array) -> Array:
    """Positions `(n, dims)` with the stage as the unit square."""
    low, high = np.array(run.box).T
    return np.asarray((x.astype(float) - low) / (high - low))


def distances(a: Array, b: Array) -> Array:
    """From each of a to the nearest of b, `(n,)`."""
    return np.asarray(np.linalg.norm(a[:, None] - b[None], axis=2).min(1))


def samples(run: Run, picture: Picture) -> tuple[Array, Array]:
    return on_stage(run, real_samples(run)), on_stage(run, picture["fake"])


def covered(run: Run, picture: Picture) -> float:
    """Share of the real samples that have fakes near."""
    real, fake = samples(run, picture)
    return float((distances(real, fake) < NEAR).mean())


def places(run: Run, picture: Picture) -> float:
    """Share of the fakes that lie near real samples."""
    real, fake = samples(run, picture)
    return float((distances(fake, real) < NEAR).mean())


def huddle(run: Run, picture: Picture) -> float:
    """Radius around the middle of the fakes that holds nine of ten."""
    _, fake = samples(run, picture)
    return float(np.quantile(np.linalg.norm(fake - np.median(fake, 0), axis=1), 0.9))


def opinions(run: Run, picture: Picture) -> tuple[Array, Array]:
    """D's field where the real and where the fake samples lie; what is off the stage takes the nearest cell."""
    field = picture["field"].astype(float)
    cells = (np.clip((x * len(field)).astype(int), 0, len(field) - 1) for x in samples(run, picture))
    real, fake = (field[tuple(c.T[::-1])] for c in cells)
    return real, fake


def moved(run: Run, pictures: list[Picture]) -> float:
    """How far a fake has moved over the last pictures, on average."""
    (_, before), (_, after) = samples(run, pictures[-LAST:][0]), samples(run, pictures[-1])
    return float(np.linalg.norm(after - before, axis=1).mean())


def collapse(run: Run, pictures: list[Picture]) -> bool:
    last = pictures[-1]
    return huddle(run, last) < 2 * NEAR and covered(run, last) < 0.4


def lost_modes(run: Run, pictures: list[Picture]) -> bool:
    """Fakes are where data are, in several places, and some data have none in all of the last pictures."""
    real = on_stage(run, real_samples(run))
    fakes = np.concatenate([on_stage(run, p["fake"]) for p in pictures[-LAST:]])
    missed = (distances(real, fakes) > NEAR).mean()
    return bool(missed > 0.1) and places(run, pictures[-1]) > 0.5 and huddle(run, pictures[-1]) > 2 * NEAR


def sure(run: Run, picture: Picture, how: float) -> bool:
    """D says real of the real and fake of the fake samples, nearly everywhere."""
    real, fake = opinions(run, picture)
    return bool(np.median(real) > how and np.median(fake) < -how and covered(run, picture) < 0.5)


def strong_d(run: Run, pictures: list[Picture]) -> bool:
    return sure(run, pictures[-1], 0.9) and moved(run, pictures) < 0.02


def vanished(run: Run, pictures: list[Picture]) -> bool:
    """Fakes that are wrong stand still; how sure D is, or how flat, has to be seen in its field."""
    real, fake = opinions(run, pictures[-1])
    flat = run.experiment.gan.critic and abs(real.mean() - fake.mean()) < 0.3
    return moved(run, pictures) < 0.01 and (flat or sure(run, pictures[-1], 0.98))


def ranked(run: Run, picture: Picture) -> float:
    """How often D likes a real sample better than a fake: ½ where it cannot tell."""
    real, fake = opinions(run, picture)
    return float((real[:, None] > fake).mean() + (real[:, None] == fake).mean() / 2)


def weak_d(run: Run, pictures: list[Picture]) -> bool:
    """D cannot tell real from fake in most of the last pictures, although they lie in different places."""
    told = np.median([abs(ranked(run, picture) - 0.5) for picture in pictures[-LAST:]])
    real, fake = samples(run, pictures[-1])
    return bool(told < 0.15 and distances(fake, real).mean() > 0.02)


def oscillation(run: Run, pictures: list[Picture]) -> bool:
    """The middle of the fakes turns back again and again along one axis, as circles do, and goes far."""
    middle = np.array([np.median(on_stage(run, p["fake"]), 0) for p in pictures[2:]])
    if len(middle) < 3:
        return False
    steps = np.diff(middle, axis=0)
    turns = int((steps[1:] * steps[:-1] < 0).sum(0).max())
    return turns >= 2 and float(np.linalg.norm(steps, axis=1).max()) > NEAR


def dead_d(run: Run, pictures: list[Picture]) -> bool:
    """One colour wherever there are samples, real or fake, although they lie in different places."""
    said = np.concatenate(opinions(run, pictures[-1]))
    low, high = np.quantile(said, [0.05, 0.95])
    return bool(high - low < 1e-2) and covered(run, pictures[-1]) < 0.9


def shown(state: str, run: Run, pictures: list[Picture]) -> bool:
    """Whether the pictures of a run show this state; a run that diverges at once has none."""
    if state == "diverged":
        return run.diverged_at is not None
    return bool(pictures) and SHOWN[state](run, pictures)


SHOWN: dict[str, Sight] = {
    "collapse": collapse,
    "lost_modes": lost_modes,
    "strong_d": strong_d,
    "weak_d": weak_d,
    "vanished": vanished,
    "oscillation": oscillation,
    "dead_d": dead_d,
}
