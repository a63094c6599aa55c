"""What every kind answers to the server, and what the records have to say."""

from pathlib import Path

import pytest

from models.experiment import Experiment
from models.images.experiment import Experiment as ImageExperiment
from models.kinds import KINDS as MODELS
from models.toys.experiment import Experiment as ToyExperiment
from server.kinds import KINDS
from server.kinds.kind import CURVE_LAYER
from server.protocol.refusal import RefusedError
from server.settings import Settings

EXPERIMENTS = {"toy": ToyExperiment.parse("gan", "ring"), "image": ImageExperiment.parse("dcgan", "digits")}


def test_each_kind_of_experiments_has_a_record() -> None:
    assert list(KINDS) == [kind.experiment.kind for kind in MODELS]
    assert all(KINDS[name].name == name for name in KINDS)


@pytest.mark.parametrize("name", KINDS)
def test_layers_are_checked_and_unnamed_ones_are_the_usual(name: str) -> None:
    kind = KINDS[name]
    first = next(iter(kind.layers))
    assert kind.check_layers([first, CURVE_LAYER]) == {first, CURVE_LAYER}
    assert kind.check_layers([]) == frozenset()
    assert kind.check_layers(None) == set(kind.usual_layers) <= {*kind.layers, CURVE_LAYER}
    with pytest.raises(RefusedError) as refused:
        kind.check_layers([first, "nothing"])
    assert refused.value.error.control == "layers"
    assert first in (refused.value.error.allowed or "")


@pytest.mark.parametrize("name", KINDS)
def test_a_runs_message_has_the_part_of_its_kind_alone(name: str, tmp_path: Path) -> None:
    experiment: Experiment = EXPERIMENTS[name]
    assert list(KINDS[name].make_extra(experiment, tmp_path).message(experiment)) == [name]


@pytest.mark.parametrize("name", KINDS)
def test_a_worker_is_told_its_kind(name: str, tmp_path: Path) -> None:
    spec = KINDS[name].write_spec(Settings(data_dir=tmp_path, device="cpu"))
    assert (spec.kind, spec.device) == (name, "cpu")
    worker = KINDS[name].load_worker()(spec)
    assert (worker.device, worker.members) == ("cpu", {})


@pytest.mark.parametrize("name", KINDS)
def test_data_without_own_points_are_shown_whole(name: str) -> None:
    experiment: Experiment = EXPERIMENTS[name]
    assert KINDS[name].short_data_knobs(experiment, 0) == dict(experiment.data_knobs)
    assert KINDS[name].kept_data_knobs(experiment) == {}
