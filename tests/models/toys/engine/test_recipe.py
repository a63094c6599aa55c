"""What the engine knows of a recipe: its data, their dimension, and when networks must be built anew."""

from models.toys.experiment import Experiment


def test_the_box_and_the_dimension_are_those_of_the_data() -> None:
    line, plane = Experiment.parse("gan", "gaussian_1d"), Experiment.parse("gan", "ring")
    assert (line.dims, plane.dims) == (1, 2)
    assert line.box() == line.distribution.box()
    assert len(plane.box()) == 2


def test_data_of_another_dimension_need_other_networks() -> None:
    line, plane, other = (Experiment.parse("gan", data) for data in ("gaussian_1d", "ring", "moons"))
    assert plane.rebuilds(line)
    assert not plane.rebuilds(other)
