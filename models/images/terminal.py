"""Training an image GAN in the terminal: the losses while it trains, then its samples as one picture."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PIL import Image
from torch import Tensor
from tqdm import tqdm

from models.images.compute import best_device
from models.images.datasets import DATA, DATASETS, NotHere
from models.images.experiment import Experiment
from models.images.games import VARIANTS
from models.images.run import ImageRun
from models.terminal.arguments import NAMES, fail, merge_preset, split

SHOWN_EVERY = 10  # steps


def train_images(variant: str, data: str, options: Namespace, given: dict[str, Any], unknown: Sequence[str]) -> None:
    """Train one run and write its grid of samples. Raises Rejected."""
    knobs: dict[str, Any] = {}
    data_knobs: dict[str, Any] = {}
    if data in DATASETS:
        knobs, data_knobs = split(given, unknown, VARIANTS[variant].Knobs, DATASETS[data], (variant, data))
    knobs, data_knobs = merge_preset(options.preset, variant, data, knobs, data_knobs)
    if options.runs != 1:
        fail("--runs is for toys; image GANs train one at a time")
    e = Experiment.parse(variant, data, knobs, data_knobs, options.seed)
    try:
        images = e.image_set.load_from(e.knobs.size, Path(options.folder or DATA), options.given)
    except NotHere as missing:
        fail(str(missing))
    run = ImageRun(e, images, best_device())
    train(run, options.steps)
    if run.diverged_at is not None:
        print(f"It diverged at step {run.diverged_at:,}; try lower learning rates")
        return
    for name, value in run.system.measure().items():
        if name in run.system.measures:
            print(f"{name:16}{value:.3f}")
    out = Path(options.out)
    picture(run.show().images, len(run.sheet.rows), len(run.sheet.columns)).save(out)
    print(f"After {run.step:,} steps on {run.device}: {out}")


def train(run: ImageRun, steps: int) -> None:
    """With a progress bar."""
    with tqdm(total=steps, unit="step", dynamic_ncols=True) as bar:
        for start in range(0, steps, SHOWN_EVERY):
            n = min(SHOWN_EVERY, steps - start)
            curve = run.advance(n)
            if len(curve):
                bar.set_postfix({k: f"{v:.3f}" for k, v in zip(NAMES, curve.mean(0).tolist(), strict=False)})
            bar.update(n)


def picture(samples: Tensor, rows: int, columns: int) -> Image.Image:
    """Samples, bytes `(rows · columns, C, size, size)`, as one picture."""
    _, channels, height, width = samples.shape
    tiles = samples.view(rows, columns, channels, height, width).permute(0, 3, 1, 4, 2)
    pixels = tiles.reshape(rows * height, columns * width, channels).numpy()
    return Image.fromarray(pixels if channels == 3 else pixels[..., 0])
