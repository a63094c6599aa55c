"""What a diagnosis looks at in an image GAN: a classifier says how wrong samples are, where there is one."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from models.diagnosis.cures import Cure
from models.diagnosis.evidence import FEWEST, LATELY, WINDOW, Evidence
from models.diagnosis.history import Floats, History
from models.images.diagnosis.cures import cure
from models.images.run import ImageRun

SEEN = 8  # measures in a window, that a trend and what is left of it can be told from
GAINED = 0.05  # of all samples that became clear lately: less is chance, 256 being measured


@dataclass(frozen=True)
class ImageEvidence(Evidence):
    """`modes` are the classes of the images; `floors` are what real images score, by the measures' names."""

    floors: Mapping[str, float] = field(default_factory=dict)

    @property
    def right(self) -> float:
        return self.last("d_right")

    @property
    def edge(self) -> float:
        return 2 * self.right - 1 if self.critic else self.lately("d_real") - self.lately("d_fake")

    def window(self, steps: int = WINDOW) -> list[dict[str, float]]:
        """Half as many steps as for a toy: each does more, and takes a hundred times as long."""
        return super().window(steps // 2)

    def covered(self, steps: int = WINDOW) -> bool:
        w = self.window(steps)
        return len(w) >= FEWEST and w[-1]["step"] - w[0]["step"] >= steps / 2 - WINDOW / 4

    @property
    def swing(self) -> float:
        """How far the samples become better and worse again: of the logarithm of their Fréchet distance over the
        window, the standard deviation from a parabola, its trend; 0 where nobody can tell, or G has just begun.
        """
        w = self.window()
        enough = self.covered() and len(w) >= SEEN and w[0]["step"] >= 2 * LATELY
        if not enough or not all(m.get("frechet", 0) > 0 for m in w):
            return 0.0
        logs, steps = (np.array(column) for column in (np.log([m["frechet"] for m in w]), [m["step"] for m in w]))
        at = (steps - steps.mean()) / np.ptp(steps)
        rest = logs - np.polyval(np.polyfit(at, logs, 2), at)
        return float(np.sqrt(rest @ rest / (len(w) - 3)))

    @property
    def labelled(self) -> bool:
        """Whether a classifier has judged the newest samples."""
        return "clear" in self.now

    @property
    def wrong(self) -> float:
        """Share of samples that are not clear, beyond that of real images; NaN where nobody can tell."""
        if not self.labelled:
            return float("nan")
        return max(0.0, self.floors.get("clear", 1.0) - self.last("clear"))

    def stalled(self, steps: int = WINDOW) -> bool:
        """Neither do more samples become clear, nor has their Fréchet distance fallen by a tenth."""
        w = self.window(steps)
        if not self.covered(steps) or not all("clear" in m for m in w) or self.progress("frechet", steps) >= 0.1:
            return False
        third = max(1, len(w) // 3)
        before, after = (np.median([m["clear"] for m in part]) for part in (w[:third], w[-third:]))
        return bool(after - before < GAINED)

    def cure(self, why: str) -> Cure:
        return cure(why, self.knobs)


def evidence(
    run: ImageRun, curve: Mapping[str, Floats], history: History, floors: Mapping[str, float]
) -> ImageEvidence:
    """The evidence of a run: curve holds its newest rows, a column a name."""
    e = run.experiment
    return ImageEvidence(
        step=run.step,
        curve=curve,
        measures=history.measures,
        knobs=e.knobs.model_dump(),
        critic=e.gan.critic(e.knobs),
        modes=len(run.feed.images.classes),
        peak_grad_g=history.peak_grad_g,
        diverged_at=run.diverged_at,
        floors=floors,
    )
