"""Tools for noise: places on the sheet, walks between them, sums, planes, classes and neighbours."""

import pytest
import torch

from models.experiment import Rejected
from models.images.datasets import Images
from models.images.tools.latent import Arithmetic, Nearest, OfClass, Path, Plane
from models.question import Question
from tests.models.images.games.made import fixed_z, generated, run


def test_a_path_begins_and_ends_where_it_was_told(bars: Images) -> None:
    of = run(bars)
    answer = of.answer(Path(a=2, b=5, how="line", count=4))
    assert answer.columns == len(answer.images) == 4
    z = fixed_z(of)
    assert torch.equal(answer.images[[0, 3]], generated(of, z[[2, 5]]))


def test_a_sum_shows_its_three_terms_and_its_result(bars: Images) -> None:
    of = run(bars)
    answer = of.answer(Arithmetic(a=[0, 1], b=[2], c=[3]))
    z = fixed_z(of)
    a = z[:2].mean(0)
    assert torch.equal(answer.images, generated(of, torch.stack([a, z[2], z[3], a - z[2] + z[3]])))


def test_a_plane_is_a_place_or_a_whole_sheet(bars: Images) -> None:
    of = run(bars)
    assert of.answer(Plane(at=(0.0, 0.0))).images.shape == (1, 1, 16, 16)
    sheet = of.answer(Plane(side=3))
    assert (len(sheet.images), sheet.columns) == (9, 3)
    corner = of.answer(Plane(at=(-2.0, 2.0))).images[0]
    assert (sheet.images[0].int() - corner.int()).abs().max() <= 1, "the first row is at 2 of the second axis"


def test_a_class_is_64_samples_of_it(bars: Images) -> None:
    answer = run(bars, "cgan").answer(OfClass(label=1))
    assert (len(answer.images), answer.columns) == (64, 8)


def test_neighbours_are_named_and_stand_in_order(bars: Images) -> None:
    of = run(bars)
    answer = of.answer(Nearest(place=1, count=3))
    assert len(answer.images) == answer.columns == 4
    assert torch.equal(answer.images[0], of.system.image_at(1))
    assert set(answer.labels) <= {"upright", "lying"}
    assert list(answer.distances) == sorted(answer.distances)


@pytest.mark.parametrize(
    ("variant", "question", "control"),
    [
        ("cgan", Path(a=0, b=63), "b"),
        ("cgan", Arithmetic(a=[0], b=[0], c=[63]), "c"),
        ("cgan", Nearest(place=20), "place"),
        ("cgan", OfClass(label=2), "label"),
        ("dcgan", Plane(label=1), "label"),
        ("dcgan", OfClass(label=0), "what"),
    ],
)
def test_what_there_is_not_is_refused(bars: Images, variant: str, question: Question, control: str) -> None:
    with pytest.raises(Rejected) as refused:
        run(bars, variant).answer(question)
    assert refused.value.control == control
