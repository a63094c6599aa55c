"""How much the samples in each cell of the confusion matrix teach D and G: the slopes of both losses there."""

from torch import Tensor

from models.toys.engine.game import Game


def measure_teaching(stack: Game, outputs: list[Tensor], opinions: list[Tensor]) -> list[dict[str, float]]:
    """For each run, the mean |∂L/∂D(x)| of the samples in each cell: `lesson_d_real_as_fake`, `lesson_g_fake_as_real` …

    D's outputs on real and on fake samples `(runs, padded)` and its opinions of them `(runs, n)`; opinions from 0 up
    say real. D's output is the number that the loss sees (a logit, where D ends in a sigmoid), so 1 is a sample that
    counts in full and ½ what a D that cannot tell teaches. Cells that hold no sample are left out, and so are real
    samples for a G whose loss does not see them.

    Penalties are left out. Where D judges packs its output on a sample is a mean over several companies (PacGAN.judge):
    the slopes say how such an output would count, and are not those of the loss on packs.
    """
    found: list[dict[str, float]] = [{} for _ in outputs[0]]
    for net in ("d", "g"):
        slopes = stack.derive_each(f"loss_{net}", *outputs)
        for truth, slope, opinion in zip(("real", "fake"), slopes, opinions, strict=True):
            if net == "g" and truth == "real" and not stack.relativistic:
                continue
            slope = slope[:, : opinion.shape[1]]
            for taken_for, cell in (("real", opinion >= 0), ("fake", opinion < 0)):
                sums, counts = (slope.abs() * cell).sum(1).tolist(), cell.sum(1).tolist()
                for scores, total, count in zip(found, sums, counts, strict=True):
                    if count:
                        scores[f"lesson_{net}_{truth}_as_{taken_for}"] = total / count
    return found
