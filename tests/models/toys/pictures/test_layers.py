"""What the layers of a picture show, against autograd and the distribution of the noise."""

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch

from models.toys.engine.cohort import Cohort
from models.toys.engine.networks import padded
from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from models.toys.games import VARIANTS
from models.toys.pictures.layers import EDGES, GRID, LAYERS, LINE, Picture, grid
from models.toys.pictures.shown import SAMPLES, shown_noise, shown_real
from models.toys.pictures.snapshot import snapshot, stack_as_shown

SETTINGS: list[tuple[str, dict[str, Any]]] = [
    *((name, {}) for name in VARIANTS),
    ("gan", {"loss": "minimax", "instance_noise": 0.3, "label_smoothing": 0.1}),
    ("pacgan", {"pack": 3}),
    ("pacgan", {"pack": 8, "batch": 40}),
    ("wgan_gp", {"d_activation": "tanh"}),
]


def run(variant: str = "gan", data: str = "gaussians", steps: int = 5, **knobs: Any) -> Run:
    r = Run(Experiment.parse(variant, data, knobs, seed=3))
    Cohort().advance([r], steps)
    return r


def one(r: Run, layer: str, plane: tuple[int, int] = (0, 1)) -> dict[str, np.ndarray]:
    (arrays,) = snapshot([r], [{layer}], [plane])
    return arrays


@pytest.mark.parametrize(("variant", "knobs"), SETTINGS)
@pytest.mark.parametrize("data", ["gaussian_ring", "gaussian_1d"])
def test_the_gradient_is_that_of_gs_loss_by_each_fake(variant: str, knobs: dict[str, Any], data: str) -> None:
    """A batch of fakes of the same size as what is shown: −∂L_G/∂x times the batch, in data units, by autograd."""
    r = run(variant, data, **knobs)
    shown = one(r, "gradient")["gradient"]
    stack, pack = stack_as_shown([r]), getattr(r.experiment.knobs, "pack", 1)
    packs = SAMPLES
    half = torch.tensor(r.box).diff(dim=1) / 2
    centre = torch.tensor(r.box).mean(1, keepdim=True)
    with torch.no_grad():
        fakes = stack.G(shown_noise(r)[None])[0] * half + centre
    if pack > 1:
        packs = padded(math.ceil(SAMPLES / pack))
        fakes = fakes[:, torch.arange(packs * pack) % SAMPLES]
    x = fakes.requires_grad_()
    stack.share = torch.full((packs,), 1 / packs)
    g = ((x - centre) / half)[None]
    out, real = (stack.discriminator()(stack.pack(s))[:, 0] for s in (g, shown_real(r)[None] if pack == 1 else g))
    (expected,) = torch.autograd.grad(stack.loss_g(real, out).sum(), x)
    torch.testing.assert_close(
        torch.from_numpy(shown), -packs * expected.T[:SAMPLES], rtol=2e-3, atol=1e-6 + 1e-4 * np.abs(shown).max()
    )
    assert np.abs(shown).max() > 0


@pytest.mark.parametrize("size", [1e6, 3e4, 1.0, 1e-3, 1e-6])
def test_places_of_data_of_any_size_are_as_fine_as_the_stage(size: float) -> None:
    points = [[size * x, size * y] for x, y in ((-1, -0.5), (1, 0.7), (0.3, -1), (-0.2, 1))]
    r = Run(Experiment.parse("gan", "points", {"noise_dim": 2}, {"points": points}, seed=3))
    stack = stack_as_shown([r])
    low, high = torch.tensor(r.box).unbind(1)
    with torch.no_grad():
        expected = (stack.G(shown_noise(r)[None])[0].T * (high - low) / 2 + (low + high) / 2).numpy()
    for name, places in (("fake", one(r, "fake")["fake"]), ("manifold", one(r, "manifold")["manifold"])):
        assert np.isfinite(places).all(), name
        assert len(np.unique(places[..., 0])) > 300, name
    np.testing.assert_allclose(one(r, "fake")["fake"], expected, atol=1e-3 * size)


def test_the_gradient_of_a_linear_critic_points_along_its_weights() -> None:
    r = run("wgan", d_layers=0, steps=1)
    half = np.diff(np.array(r.box), axis=1)[:, 0] / 2
    expected = np.broadcast_to(r.state["d"][0, :2].numpy() / half, (SAMPLES, 2))
    np.testing.assert_allclose(one(r, "gradient")["gradient"], expected, rtol=1e-5)


@pytest.mark.parametrize("kind", ["gaussian", "uniform"])
@pytest.mark.parametrize("noise_dim", [1, 2, 5])
def test_cells_of_the_manifold_have_the_same_mass(kind: str, noise_dim: int) -> None:
    r = run(noise=kind, noise_dim=noise_dim, steps=0)
    plane = (0,) if noise_dim == 1 else (0, 1)
    nodes = grid(r, plane)
    u = (torch.special.ndtr(nodes) if kind == "gaussian" else (nodes + 1) / 2)[0]
    side = u[: LINE if noise_dim == 1 else GRID]
    np.testing.assert_allclose(side.diff(), (EDGES[1] - EDGES[0]) / (len(side) - 1), rtol=1e-3)
    assert (side[0].item(), side[-1].item()) == pytest.approx(EDGES, abs=1e-6)
    assert not nodes[len(plane) :].any()


def test_the_manifold_is_g_of_the_plane_asked_for() -> None:
    r = run(noise_dim=4, steps=30)
    a = one(r, "manifold", (3, 1))
    stack = stack_as_shown([r])
    z = torch.zeros(1, 4, 1)
    z[0, 3], z[0, 1] = (torch.special.ndtri(torch.tensor(EDGES[0] + (EDGES[1] - EDGES[0]) * i / 20)) for i in (7, 12))
    low, high = torch.tensor(r.box).unbind(1)
    place = stack.G(z)[0, :, 0] * (high - low) / 2 + (low + high) / 2
    assert a["manifold"].shape == (21, 21, 2)
    assert a["manifold"][12, 7] == pytest.approx(place.detach().numpy(), abs=2e-3)
    expected = torch.special.ndtr(shown_noise(r)[[3, 1]].T).numpy()
    np.testing.assert_allclose(a["noise"], expected, atol=1e-3)
    assert np.array_equal(one(r, "manifold", (2, 9))["manifold"], one(r, "manifold")["manifold"]), "there is no z₉"


@pytest.mark.parametrize("data", ["gaussians", "gaussian_1d"])
def test_noise_of_one_dimension_makes_a_thread(data: str) -> None:
    r = run(data=data, noise_dim=1)
    a = one(r, "manifold")
    assert (a["manifold"].shape, a["noise"].shape) == ((65, r.dims), (SAMPLES, 1))


@pytest.mark.parametrize("variant", ["gan", "lsgan", "wgan", "pacgan"])
def test_scores_are_what_d_says_of_the_samples_shown(variant: str) -> None:
    r = run(variant, steps=20)
    a = one(r, "scores")
    stack = stack_as_shown([r])
    real, fake = shown_real(r)[None], stack.G(shown_noise(r)[None])
    for name, x in (("d_real", real), ("d_fake", fake)):
        expected = stack.reading(stack.judge(x, real, fake))[0].detach().numpy()
        assert a[name].shape == (SAMPLES,)
        np.testing.assert_allclose(a[name], expected, rtol=1e-4, atol=1e-6)
    assert variant == "wgan" or variant == "lsgan" or (a["d_real"].min() > 0 and a["d_fake"].max() < 1)


def test_same_bits_alone_and_in_a_stack_of_pictures() -> None:
    for variant in VARIANTS:
        for data in ("gaussians", "gaussian_1d"):
            runs = [Run(Experiment.parse(variant, data, {"g_width": 9, "d_width": 7}, seed=s)) for s in range(5)]
            Cohort().advance(runs, 2)
            together = snapshot(runs, [set(LAYERS)] * len(runs))
            for r, arrays in zip(runs, together, strict=True):
                (alone,) = snapshot([r], [set(LAYERS)])
                assert arrays.keys() == alone.keys()
                for name, array in arrays.items():
                    np.testing.assert_array_equal(array, alone[name], err_msg=f"{variant} {data} {name}")


def test_a_layer_that_one_asks_for_is_made_for_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    plain = LAYERS["gradient"]

    def counted(picture: Picture) -> list[dict[str, np.ndarray]]:
        asked.append(len(picture.group))
        return plain.draw(picture)

    monkeypatch.setitem(LAYERS, "gradient", replace(LAYERS["gradient"], draw=counted))
    runs = [Run(Experiment.parse("gan", "gaussians", seed=s)) for s in range(6)]
    pictures = snapshot(runs, [{"fake"}] * 5 + [{"fake", "gradient"}])
    assert asked == [1]
    assert [set(a) for a in pictures] == [{"fake"}] * 5 + [{"fake", "gradient"}]
