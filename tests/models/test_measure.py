"""A measure says what it is called, in which unit, and which way is better."""

import pytest

from models.images.judging.evaluation import MEASURES as OF_IMAGES
from models.measure import Measure
from models.toys.measures import MEASURES as OF_TOYS


@pytest.mark.parametrize(("name", "measure"), [*OF_TOYS.items(), *OF_IMAGES.items()])
def test_each_can_be_shown(name: str, measure: Measure) -> None:
    assert name.isidentifier()
    assert measure.best in ("low", "high")
    assert measure.title
    assert len(measure.text) > 20


def test_titles_tell_measures_of_a_kind_apart() -> None:
    for measures in (OF_TOYS, OF_IMAGES):
        assert len({measure.title for measure in measures.values()}) == len(measures)
