"""Drawn glyphs: whole, in the middle, told apart, and the same for a seed at any size."""

import pytest
import torch

from models.images.datasets.glyphs import CHARACTERS, FACES, HEIGHT, MASTER, Glyphs, masters, movements, picture
from models.images.datasets.image_set import resized


def test_masters_are_large_whole_and_in_the_middle() -> None:
    drawn = masters(CHARACTERS["letters"])
    assert drawn.shape == (26 * len(FACES), 1, MASTER, MASTER)
    rows, columns = (drawn.amax(axis).squeeze(1) > 0 for axis in (3, 2))
    for along in (rows, columns):
        first, last = along.int().argmax(1), MASTER - 1 - along.flip(1).int().argmax(1)
        assert (first - (MASTER - 1 - last)).abs().max() <= 1
    assert torch.maximum(rows.sum(1), columns.sum(1)).sub(HEIGHT).abs().max() <= 4


def test_no_two_characters_of_a_face_look_alike() -> None:
    for characters in ("letters", "digits"):
        n = len(CHARACTERS[characters])
        flat = masters(CHARACTERS[characters]).flatten(1).float().view(len(FACES), n, -1)
        distances = torch.cdist(flat, flat) + 1e6 * torch.eye(n)
        assert distances.min() > 3000


def test_without_movement_the_master_is_averaged() -> None:
    still = movements(torch.full((1, 5), 0.5), 45.0)
    drawn = masters("A")[:1]
    assert still[0].flatten().tolist() == pytest.approx([1, 0, 0, 0, 1, 0], abs=1e-6)
    assert (picture(drawn, still).float() - resized(drawn, MASTER // 2).float()).abs().mean() < 0.1


@pytest.mark.parametrize("characters", CHARACTERS)
def test_glyphs_are_whole_and_the_same_again(characters: str) -> None:
    kind = Glyphs(characters=characters, images=400, turn=45.0)  # type: ignore[arg-type]
    images = kind.load(32)
    assert images.classes == tuple(CHARACTERS[characters])
    assert images.train_labels is not None
    assert (images.train_labels.bincount() > 0).tolist() == [True] * len(images.classes)
    edge = torch.cat([images.train[..., 0], images.train[..., -1], images.train[..., 0, :], images.train[..., -1, :]])
    assert (edge > 0).float().mean() < 0.01
    assert torch.equal(images.train, kind.load(32).train)
    assert (resized(kind.load(64).train, 32).float() - images.train.float()).abs().mean() < 2


def test_one_typeface_is_one_typeface() -> None:
    images = Glyphs(faces=1, images=100, turn=0.0).load(32)
    assert images.train_labels is not None
    letter = images.train[images.train_labels == 0].flatten(1).float()
    others = images.train[images.train_labels == 1].flatten(1).float()
    assert torch.cdist(letter, letter).mean() < torch.cdist(letter, others).mean()
    assert images.test.shape == (20, 1, 32, 32)
