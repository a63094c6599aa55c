"""How the classifier learns: the same each time, from any size and colour, and not by where a digit stands."""

import pytest
import torch
from torch import Tensor

from models.images.datasets import Images
from models.images.judging.classifier_training import FEATURES, PIECE, PIXELS, RECIPE, moved, others, seen, train


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Training takes a moment."""
    monkeypatch.setitem(RECIPE, "steps", (3, 3))


def labelled(size: int, channels: int, n: int = 70) -> Images:
    generator = torch.Generator().manual_seed(size)
    images = torch.randint(0, 256, (n, channels, size, size), dtype=torch.uint8, generator=generator)
    return Images(images, torch.arange(n) % 4, images[:0], None, tuple("abcd"))


def weights(images: Images) -> Tensor:
    return torch.cat([tensor.double().flatten() for tensor in train(images).state_dict().values()])


@pytest.mark.parametrize("size", [16, 32, 64])
def test_any_size_and_colour_is_learned(short: None, size: int) -> None:
    images = labelled(size, 3)
    network = train(images)
    assert network(seen(images.train[:2])).shape == (2, 4)
    assert network[:-1](seen(images.train[:2])).shape == (2, FEATURES)


def test_fewer_images_than_a_batch_are_enough(short: None) -> None:
    assert weights(labelled(16, 1, 5)).isfinite().all()


def test_the_same_images_give_the_same_weights(short: None) -> None:
    one = weights(labelled(16, 1))
    torch.rand(100)  # whatever others draw in between
    state = torch.get_rng_state()
    assert torch.equal(weights(labelled(16, 1)), one)
    assert torch.equal(torch.get_rng_state(), state)


def test_progress_counts_the_steps(short: None) -> None:
    told: list[tuple[int, int]] = []
    train(labelled(16, 1), lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize(("n", "steps"), [(70, 900), (6000, 1500), (60_000, 3000)])
def test_large_sets_learn_longer_within_bounds(n: int, steps: int) -> None:
    class Enough(Exception):  # noqa: N818
        pass

    def stop(done: int, of: int) -> None:
        assert of == steps
        raise Enough

    images = labelled(16, 1, 70)
    many = Images(images.train[:1].expand(n, -1, -1, -1), torch.zeros(n, dtype=torch.int64), images.test, None, ("a",))
    with pytest.raises(Enough):
        train(many, stop)


def test_images_are_seen_at_one_size() -> None:
    for size in (16, 32, 64):
        image = torch.zeros(1, 1, size, size, dtype=torch.uint8)
        image[..., : size // 2] = 255
        x = seen(image)
        assert x.shape == (1, 1, PIXELS, PIXELS)
        assert x[..., :15].eq(1).all()
        assert x[..., 17:].eq(0).all()


def test_an_image_is_moved_by_no_more_than_the_recipe_says() -> None:
    dot = torch.zeros(500, 1, PIXELS, PIXELS)
    dot[:, :, 15:17, 15:17] = 1
    x = moved(dot, torch.Generator().manual_seed(1))
    axis = torch.arange(PIXELS) - 15.5
    mass = x.sum((1, 2, 3))
    across, up = x.sum((1, 2)) @ axis / mass, x.sum((1, 3)) @ axis / mass
    most = RECIPE["moved"][3] * PIXELS / 2
    for way in (across, up):
        assert way.abs().max() < most * 1.2
        assert way.std().item() == pytest.approx(most / 3**0.5, rel=0.15)


def test_others_are_noise_and_shuffled_pieces() -> None:
    generator = torch.Generator().manual_seed(2)
    x = torch.rand(16, 3, PIXELS, PIXELS, generator=generator)
    out = others(x, generator)
    assert out.shape == x.shape
    assert 0 <= out.min() <= out.max() <= 1
    for image, shuffled in zip(x[8:], out[8:], strict=True):
        assert not torch.equal(image, shuffled)
        assert torch.equal(pieces(image), pieces(shuffled))


def pieces(image: Tensor) -> Tensor:
    """Its pieces, `(pieces, values)`, in the order of their first value."""
    cut = image.unfold(1, PIECE, PIECE).unfold(2, PIECE, PIECE).permute(1, 2, 0, 3, 4).flatten(0, 1).flatten(1)
    return cut[cut[:, 0].argsort()]


def test_without_labels_nothing_is_learned() -> None:
    images = labelled(16, 1)
    with pytest.raises(ValueError, match="without labels"):
        train(Images(images.train, None, images.test, None, ()))
