"""The list of sets: what each must have before the page can show it."""

from pathlib import Path

import pytest
import torch

from models.images.datasets import DATASETS, SIZES

DRAWN = ("digits", "shapes", "glyphs")  # need neither files nor the internet


def test_sets_stand_in_the_order_of_the_page() -> None:
    assert list(DATASETS) == ["digits", "shapes", "glyphs", "mnist", "fashion_mnist", "cifar10", "own"]


@pytest.mark.parametrize("name", DATASETS)
def test_each_set_says_what_it_is(name: str) -> None:
    kind = DATASETS[name]
    assert kind.title
    assert kind.channels in (1, 3)
    assert kind.__doc__
    assert kind.__doc__ != kind.__mro__[1].__doc__
    for knob in kind.model_json_schema().get("properties", {}).values():
        assert knob["group"] == "Data"
        assert knob["description"]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", DRAWN)
def test_what_a_set_says_of_itself_is_so(name: str, size: int, tmp_path: Path) -> None:
    kind = DATASETS[name]
    images = kind(**({"images": 200} if "images" in kind.model_fields else {})).load(size, tmp_path)
    assert (images.channels, images.size, images.classes) == (kind.channels, size, kind.classes)
    assert images.train_labels is not None
    assert images.test_labels is not None
    for x, y in ((images.train, images.train_labels), (images.test, images.test_labels)):
        assert (x.dtype, x.shape[1:], y.dtype) == (torch.uint8, (kind.channels, size, size), torch.int64)
        assert len(x) == len(y) > 0
        assert int(y.max()) < len(images.classes)
    assert list(tmp_path.iterdir()) == []
