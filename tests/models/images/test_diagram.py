"""The parts of the diagrams and their arrows fit each other, for every system."""

import pytest

from models.images.diagram import ARROWS, PARTS
from models.images.games import VARIANTS

LOSSES = {"loss_d", "loss_g"}


@pytest.mark.parametrize("variant", VARIANTS)
def test_arrows_join_parts_and_losses(variant: str) -> None:
    system = VARIANTS[variant]
    names = [part.name for part in system.parts]
    assert len(set(names)) == len(names)
    ends = {end for arrow in system.arrows for end in (arrow.source, arrow.target)}
    assert ends <= {*names, *LOSSES}


def test_gradients_come_back_from_the_losses() -> None:
    assert {arrow.source for arrow in ARROWS if arrow.back} == {"loss_d", "loss_g", "d"}
    assert [(arrow.source, arrow.target) for arrow in ARROWS if not arrow.back][:2] == [("noise", "g"), ("g", "fake")]


def test_each_part_says_in_a_sentence_what_is_seen_there() -> None:
    assert all(part.title and part.symbol and part.text.endswith(".") for part in PARTS)


def test_knobs_open_at_one_part_only() -> None:
    groups = [part.group for part in PARTS if part.group]
    assert sorted(groups) == ["Data", "Discriminator", "Generator", "Noise", "Training"]
