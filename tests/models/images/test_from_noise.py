"""Systems that make each image of noise: their sheet keeps its noise, and what they make does not depend on company."""

import torch

from models.images.datasets import Images
from models.images.from_noise import FIXED, columns_of
from tests.models.images.games.made import experiment, fixed_labels, fixed_z, generated, run


def test_a_row_a_class_has_as_many_columns_as_fit() -> None:
    assert [columns_of(classes) for classes in (2, 10, 64, 100)] == [10, 6, 1, 1]


def test_the_sheet_is_64_samples_or_a_row_a_class(bars: Images) -> None:
    rows, columns = run(bars).sheet
    assert (len(rows), len(columns)) == (8, FIXED // 8)
    rows, columns = run(bars, "cgan").sheet
    assert (rows, len(columns)) == (("upright", "lying"), 10)


def test_every_class_has_the_same_noise(bars: Images) -> None:
    conditional = run(bars, "cgan")
    z = fixed_z(conditional)
    assert torch.equal(z[:10], z[10:])
    assert fixed_labels(conditional).tolist() == [0] * 10 + [1] * 10


def test_the_noise_of_the_sheet_is_that_of_the_seed_and_of_its_kind(bars: Images) -> None:
    assert torch.equal(fixed_z(run(bars)), fixed_z(run(bars)))
    assert not torch.equal(fixed_z(run(bars)), fixed_z(run(bars, seed=2)))
    assert fixed_z(run(bars, noise="uniform")).abs().max() <= 1
    changed = run(bars)
    changed.tune(experiment(noise="uniform"))
    assert torch.equal(fixed_z(changed), fixed_z(run(bars, noise="uniform")))


def test_an_image_does_not_depend_on_those_beside_it(bars: Images) -> None:
    trained = run(bars)
    trained.advance(2)
    z = fixed_z(trained)
    alone, together = generated(trained, z[3:4])[0], generated(trained, z)[3]
    assert (alone.int() - together.int()).abs().max() <= 1
    assert torch.equal(trained.system.image_at(3), alone)


def test_samples_to_be_measured_are_of_all_classes(bars: Images) -> None:
    samples = run(bars, "cgan").system.samples(10, "test")
    assert samples.labels is not None
    assert samples.labels.tolist() == [0, 1] * 5
    assert samples.images.shape == (10, 1, 16, 16)
    assert run(bars).system.samples(10, "test").labels is None


def test_a_script_can_sample_from_a_g_that_is_a_sequence_of_layers(bars: Images) -> None:
    gan = run(bars).experiment.gan
    sampler = gan.sampler(experiment().knobs, 1, ("upright", "lying"))
    assert sampler is not None
    assert sampler.average == "shown_g"
    assert "torch.randn(64, 5)" in sampler.inputs
