"""What every system has: first weights by name, learners that can be frozen, averages, and answers by its tools."""

from collections.abc import Collection, Sequence
from typing import Any, ClassVar, Literal

import pytest
import torch
from torch import Tensor, nn

from models.column import Column
from models.experiment import Rejected
from models.images.compute import compute_on
from models.images.datasets import Images
from models.images.feed import Feed
from models.images.knobs import ImageKnobs
from models.images.system import Networks, Optimiser, Picture, Samples, Sheet, System
from models.images.tools.tool import Answer, Tool
from models.question import Question


class Ask(Question):
    type: Literal["ask"] = "ask"


class Other(Question):
    type: Literal["other"] = "other"


class Asked(Tool[System]):
    name, title, questions = "asked", "Asked", (Ask,)

    def answer(self, system: System, question: Ask) -> Answer:
        return Answer(system.show().images, 2)


class Small(System):
    """Two networks of one number each, which go towards 1 and 2; the average of one is shown."""

    title: ClassVar[str] = "Small"
    paper: ClassVar[dict[str, Any]] = {}
    Knobs = ImageKnobs
    optimised: ClassVar[dict[str, Optimiser]] = {
        "g": Optimiser(("g",), "lr_g", "g"),
        "d": Optimiser(("d",), "lr_d", "d", share=0.5),
    }
    averages: ClassVar[dict[str, str]] = {"shown_g": "g"}
    tools: ClassVar[tuple[Tool[Any], ...]] = (Asked(),)

    @classmethod
    def networks(cls, k: Any, channels: int, classes: int) -> Networks:
        return {"g": nn.Linear(1, 1, bias=False), "d": nn.Linear(1, 1, bias=False)}

    @classmethod
    def columns(cls, k: Any) -> list[Column]:
        return [Column("loss_d", "D", "d"), Column("loss_g", "G", "g")]

    @classmethod
    def sheet(cls, k: Any, classes: Sequence[str]) -> Sheet:
        return Sheet(("",), ("a", "b"))

    @classmethod
    def extras(cls, k: Any, channels: int, classes: int, seed: int) -> dict[str, Tensor]:
        return {"kept": torch.full((2,), float(seed))}

    def step(self, i: int, learn: Collection[str]) -> Tensor:
        losses = [(self.nets[name](torch.ones(1)) - aim).square().sum() for name, aim in (("d", 2.0), ("g", 1.0))]
        for name, loss in zip("dg", losses, strict=True):
            self.descend(name, loss, learn)
        return torch.stack(losses).detach()

    def show(self) -> Picture:
        return Picture(torch.zeros(2, 1, 16, 16, dtype=torch.uint8), torch.full((2,), torch.nan))

    def samples(self, n: int, *stream: int | str) -> Samples:
        return Samples(torch.zeros(n, 1, 16, 16, dtype=torch.uint8))


class Labelled(Small):
    labelled: ClassVar[bool] = True


def made(images: Images, kind: type[System] = Small, seed: int = 1, **knobs: Any) -> System:
    return kind(ImageKnobs.model_validate({"size": 16} | knobs), Feed(images, seed, "cpu"), compute_on("cpu"))


def weight(system: System, net: str = "g") -> float:
    return next(system.nets[net].parameters()).item()


def test_first_weights_follow_from_the_seed_and_the_name(bars: Images) -> None:
    system = made(bars)
    assert weight(system) == weight(made(bars))
    assert weight(system) != weight(made(bars, seed=2))
    assert weight(system, "g") != weight(system, "d")
    assert system.extra["kept"].tolist() == [1, 1]


def test_only_those_who_learn_move(bars: Images) -> None:
    system = made(bars)
    assert system.learners() == ["g", "d"]
    g, d = weight(system, "g"), weight(system, "d")
    system.step(0, ["d"])
    assert weight(system, "g") == g
    assert weight(system, "d") != d


def test_a_gradient_has_its_norm_whether_anybody_learns_or_not(bars: Images) -> None:
    system = made(bars)
    w = weight(system)
    norm = system.descend("g", (system.nets["g"](torch.ones(1)) - 1).square().sum(), [])
    assert norm.item() == pytest.approx(abs(2 * (w - 1)), rel=1e-4)
    assert weight(system) == w


def test_a_rate_can_be_a_share_of_a_knob_and_can_be_turned(bars: Images) -> None:
    system = made(bars, lr_d=0.01)
    assert system.optimisers["d"].param_groups[0]["lr"] == pytest.approx(0.005)
    system.tune(system.k.model_copy(update={"lr_d": 0.1, "beta1": 0.5}))
    assert system.optimisers["d"].param_groups[0]["lr"] == pytest.approx(0.05)
    assert system.optimisers["g"].param_groups[0]["betas"][0] == 0.5


def test_an_average_follows_only_what_has_learned(bars: Images) -> None:
    system = made(bars, ema=0.9, lr_g=1.0)
    average = next(system.shown["shown_g"].parameters())
    before = average.item()
    system.step(0, ["g"])
    system.average(0, ["d"])
    assert average.item() == before
    system.average(0, ["g"])  # warmed up: after the first step nine tenths are the network itself
    assert average.item() == pytest.approx(before + 0.9 * (weight(system) - before))


def test_questions_go_to_their_tool_and_others_are_refused(bars: Images) -> None:
    system = made(bars)
    assert system.answer(Ask()).columns == 2
    with pytest.raises(Rejected) as refused:
        system.answer(Other())
    assert refused.value.allowed == "ask"


def test_data_without_labels_are_refused_where_they_are_needed(bars: Images) -> None:
    made(bars, Labelled)
    with pytest.raises(Rejected, match="learns from labels") as refused:
        made(Images(bars.train, None, bars.test, None, ()), Labelled)
    assert refused.value.control == "data"


def test_a_system_without_a_judge_says_nothing_of_images(bars: Images) -> None:
    system = made(bars)
    assert system.score(bars.train[:2], None) is None
    assert system.score_real(4).shape == (0,)
    assert system.phase is None
    assert torch.equal(system.image_at(1), system.show().images[1])
