"""What a run learns from: each draw follows from its seed and purpose, and images go to [−1, 1] and back."""

from concurrent.futures import Future

import pytest
import torch

from models.images.datasets import Images
from models.images.feed import Feed, as_bytes, encoded, scaled
from models.images.judging.neighbours import Neighbours


def test_draws_follow_from_the_purpose(bars: Images) -> None:
    feed, again, other = Feed(bars, 1, "cpu"), Feed(bars, 1, "cpu"), Feed(bars, 2, "cpu")

    def rows(of: Feed, *purpose: int | str) -> list[int]:
        drawn: list[int] = of.rows(20, 200, of.stream(*purpose)).tolist()
        return drawn

    assert rows(feed, 3, 0, "real") == rows(again, 3, 0, "real")
    assert rows(feed, 3, 0, "real") != rows(feed, 3, 1, "real")
    assert rows(feed, 3, 0, "real") != rows(other, 3, 0, "real")
    assert 0 <= min(rows(feed, 3, 0, "real")) <= max(rows(feed, 3, 0, "real")) < 200


def test_rows_are_images_with_their_labels(bars: Images) -> None:
    feed, rows = Feed(bars, 1, "cpu"), torch.tensor([4, 7])
    torch.testing.assert_close(feed.real(rows), scaled(bars.train[[4, 7]]))
    assert bars.train_labels is not None
    assert feed.labels_of(rows).tolist() == bars.train_labels[[4, 7]].tolist()


def test_bytes_become_minus_one_to_one_and_come_back() -> None:
    every = torch.arange(256, dtype=torch.uint8)
    assert scaled(every)[[0, 255]].tolist() == [-1, 1]
    assert torch.equal(as_bytes(scaled(every)), every)
    assert as_bytes(torch.tensor([-3.0, 0.0, 3.0])).tolist() == [0, 128, 255]


def test_a_label_is_as_strong_as_noise() -> None:
    y = encoded(torch.tensor([1, 3]), 4)
    assert y.tolist() == [[0, 2, 0, 0], [0, 0, 0, 2]]
    assert y.square().mean().item() == pytest.approx(1)


def test_neighbours_are_those_of_the_training_images_or_come_from_elsewhere(bars: Images) -> None:
    feed = Feed(bars, 1, "cpu")
    assert feed.neighbours is feed.neighbours
    prepared: Future[Neighbours] = Future()
    prepared.set_result(Neighbours(bars.train[:10]))
    assert Feed(bars, 1, "cpu", prepared).neighbours is prepared.result()
