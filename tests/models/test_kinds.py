"""A variant's name says which kind of experiment it makes."""

import pytest

from models.experiment import Rejected
from models.images.experiment import Experiment as ImageExperiment
from models.kinds import KINDS, parse
from models.toys.experiment import Experiment as ToyExperiment


def test_the_variant_decides_the_kind() -> None:
    assert type(parse("gan", "ring", {}, {}, 1)) is ToyExperiment
    assert type(parse("dcgan", "digits", {}, {}, 1)) is ImageExperiment


def test_an_experiment_has_what_was_asked_for() -> None:
    experiment = parse("gan", "gaussian_ring", {"lr_d": 0.25}, {"radius": 0.5}, 3)
    assert (experiment.knobs.lr_d, experiment.data_knobs.radius, experiment.seed) == (0.25, 0.5, 3)  # type: ignore[attr-defined]


def test_kinds_share_no_name_of_a_variant_or_of_data() -> None:
    for names in ([*kind.variants] for kind in KINDS), ([*kind.datasets] for kind in KINDS):
        every = [name for of_kind in names for name in of_kind]
        assert len(set(every)) == len(every)


def test_an_unknown_variant_is_refused_with_those_of_all_kinds() -> None:
    with pytest.raises(Rejected, match="no variant called 'gpt'") as refused:
        parse("gpt", "ring", {}, {}, 1)
    assert refused.value.control == "variant"
    assert refused.value.allowed == ", ".join([*ToyExperiment.variants, *ImageExperiment.variants])


def test_data_of_another_kind_are_refused() -> None:
    with pytest.raises(Rejected) as refused:
        parse("gan", "digits", {}, {}, 1)
    assert refused.value.control == "data"
