"""How many samples and numbers a step takes, and what a stack has laid out for its next steps."""

from dataclasses import dataclass

from torch import Tensor

DRAWN = 2**15  # samples drawn ahead at most, which bounds the memory of games with many updates of D
BLOCK = 32  # steps drawn ahead: enough that seeding does not matter, few enough that 300 runs do not stall


@dataclass(frozen=True)
class Shapes:
    """How much of each stream one step takes; extra is the uniform noise of some penalties, blur instance noise."""

    updates_d: int
    updates_g: int
    samples: int  # a padded batch, times the pack of PacGAN
    extra: int  # features of these two streams
    blur: int

    @property
    def block(self) -> int:
        """Steps that are drawn ahead: BLOCK, or fewer where a step takes many samples."""
        return max(1, min(BLOCK, DRAWN // ((self.updates_d + self.updates_g) * self.samples)))


@dataclass
class Ahead:
    """What a stack needs for some steps; `used` of them are done."""

    done: list[int]  # the steps that each run had done before
    steps: int
    shapes: Shapes
    learn: str
    streams: dict[str, Tensor]
    used: int = 0

    def serves(self, done: list[int], n: int, shapes: Shapes, learn: str) -> bool:
        """Whether these are the next n steps."""
        fits = self.used + n <= self.steps and (self.shapes, self.learn) == (shapes, learn)
        return fits and done == [before + self.used for before in self.done]
