"""How good a run is now: its averaged generator and its discriminator, put through every measure there is."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor

from models.seeds import generator, noise
from models.toys.engine.cohort import group_runs
from models.toys.engine.draws import normalise
from models.toys.engine.game import Game
from models.toys.engine.networks import pad
from models.toys.engine.run import Run
from models.toys.measures import confusion, d_star_distance, js_bound, measure_samples, value
from models.toys.measures.teaching import measure_teaching
from models.toys.pictures.densities import smooth
from models.toys.pictures.shown import denormalise
from models.toys.pictures.snapshot import stack_as_shown

MEASURED = 2500  # samples of each kind
BINS = 256  # of the histogram that stands for q on the line
NODES = 16  # in each of them, for the mean of p
MAX_SAMPLES = 100_000  # sent through the networks at a time


@torch.no_grad()
def evaluate(runs: Sequence[Run], n: int = MEASURED) -> list[dict[str, float]]:
    """Scores of each run, in the order of the runs, from n held-out real samples against n fakes.

    Those of models.toys.measures.MEASURES, then `accuracy` and the cells of the confusion matrix (`real_as_real`
    …), each with what it teaches (teaching.py); `value`, V(D, G) in nats, with `js_bound` in bits where D is a
    logit; `d_star_distance` on the line, where D* is known; where the fakes lie (`of_place`), and `d_level` and
    `d_range`, the median and the range of the middle 95 % of what D says of all these samples. Nothing where fakes
    are not finite. The same seed and step always score the same.
    """
    scores: dict[Run, dict[str, float]] = {}
    for group in tiles(runs, n):
        stack = stack_as_shown(group)
        device = stack.state["g"].device
        fakes = stack.G(pad(torch.stack([fresh_noise(run, n) for run in group])).to(device))
        data = [held_out(run, n) for run in group]
        normal = torch.stack([normalise(real, run.box).T for run, real in zip(group, data, strict=True)])
        reals = pad(normal).to(device)
        outputs = [stack.judge(x, reals[..., :n], fakes[..., :n]) for x in (reals, fakes)]
        cut = [out[:, :n] for out in outputs]
        opinions = [stack.opinion(out, *cut)[:, :n] for out in outputs]
        readings = [stack.reading(out)[:, :n] for out in outputs]
        taught = measure_teaching(stack, outputs, opinions)
        reals, fakes = reals[..., :n], fakes[..., :n]
        for i, run in enumerate(group):
            fake = denormalise(fakes[i].cpu(), run)
            e = run.experiment
            score = measure_samples(data[i], fake, e.distribution, run.box)
            if score:
                score |= confusion(opinions[0][i], opinions[1][i], threshold=0)._asdict() | taught[i]
                score |= of_game(stack, *(v[i] for v in cut))
                score |= of_place(reals[i].cpu(), fakes[i].cpu())
                score |= of_values(torch.cat([r[i] for r in readings]))
                if run.dims == 1 and stack.has_optimum:
                    score |= of_optimum(run, data[i], fake, *(r[i] for r in readings))
            scores[run] = score
    return [scores[run] for run in runs]


def tiles(runs: Sequence[Run], n: int) -> list[list[Run]]:
    """Runs that can be judged as one stack, few enough at a time for n samples of each to stay small."""
    some = max(1, MAX_SAMPLES // n)
    return [group[i : i + some] for group in group_runs(runs) for i in range(0, len(group), some)]


def of_game(stack: Game, real: Tensor, fake: Tensor) -> dict[str, float]:
    """V(D, G) and its bound where D's output is a logit and D sees one sample at a time."""
    if not stack.logistic() or stack.packed(stack.k) > 1:
        return {}
    v = value(real, fake)
    return {"value": v, "js_bound": js_bound(v)}


def of_place(real: Tensor, fake: Tensor) -> dict[str, float]:
    """`spread`, the fakes' over the data's, and how far the middle of the fakes is off, `offset_x`, `offset_y`.

    real, fake `(dims, n)` in the networks' units. A spread is the root of the total variance, and the unit of offsets.
    """
    r, f = real.double(), fake.double()
    scale = max(float(r.var(1, correction=0).sum().sqrt()), 1e-3)  # data may be one point
    offset = ((f.mean(1) - r.mean(1)) / scale).tolist()
    spread = float(f.var(1, correction=0).sum().sqrt()) / scale
    return {"spread": spread} | dict(zip(("offset_x", "offset_y"), offset, strict=False))


def of_values(said: Tensor) -> dict[str, float]:
    """The middle of D's values, and how far apart they are but for one in forty at each end."""
    low, level, high = torch.quantile(said.double().cpu(), torch.tensor([0.025, 0.5, 0.975], dtype=torch.float64))
    return {"d_level": float(level), "d_range": float(high - low)}


def of_optimum(run: Run, real: Tensor, fake: Tensor, d_real: Tensor, d_fake: Tensor) -> dict[str, float]:
    """Mean |D − D*| over the real and the fake samples on the line; q is a histogram of the fakes.

    With instance noise D* is that of p and q through the noise.
    """
    k: Any = run.experiment.knobs
    density = run.experiment.distribution.density
    p = density(torch.cat([real, fake]))
    if p is None:
        return {}
    places = torch.cat([real, fake])[:, 0].double().numpy()
    low, high = min(run.box[0][0], float(fake.min())), max(run.box[0][1], float(fake.max()))
    counts, edges = np.histogram(fake[:, 0].double().numpy(), BINS, (low, high), density=True)
    bins = np.clip(np.searchsorted(edges, places, side="right") - 1, 0, BINS - 1)
    q = counts[bins]
    if k.instance_noise > 0:
        sigma = k.instance_noise * float(np.diff(run.box[0])[0]) / 2 / (edges[1] - edges[0])
        nodes = low + (high - low) * (torch.arange(BINS * NODES, dtype=torch.float64) + 0.5)[:, None] / (BINS * NODES)
        p_bins = torch.as_tensor(density(nodes)).view(BINS, NODES).mean(1).float()
        p = smooth(p_bins, sigma).double()[bins]
        q = smooth(torch.from_numpy(counts).float(), sigma).numpy()[bins]
    smoothing = getattr(k, "label_smoothing", 0.0)
    return {"d_star_distance": d_star_distance(torch.cat([d_real, d_fake]), p, q, smoothing)}


def fresh_noise(run: Run, n: int) -> Tensor:
    """Noise `(noise_dim, n)` that the run has not trained on."""
    k: Any = run.experiment.knobs
    return noise(k.noise, (k.noise_dim, n), generator(run.experiment.seed, "evaluate", run.step, "noise"))


def held_out(run: Run, n: int) -> Tensor:
    """Real samples `(n, dims)` that the run has not trained on."""
    return run.experiment.distribution.sample(n, generator(run.experiment.seed, "evaluate", run.step, "real"))
