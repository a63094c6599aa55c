"""Samples of the data of toys, for thumbnails."""

import pytest

from models.toys.distributions import DISTRIBUTIONS
from tests.server.serving import Served


@pytest.mark.parametrize("name", DISTRIBUTIONS)
def test_thumbnails_are_drawn_from_the_real_sampler(server: Served, name: str) -> None:
    sample = server.get(f"api/data/{name}/sample?n=50").json()
    dims = DISTRIBUTIONS[name].dims
    assert len(sample["points"]) == 50
    assert all(len(point) == dims for point in sample["points"])
    assert len(sample["box"]) == 2 * dims
    assert sample == server.get(f"api/data/{name}/sample?n=50").json()


def test_thumbnails_obey_their_knobs(server: Served) -> None:
    near = server.get("api/data/gaussian/sample?n=200&mean_x=-5&sigma_x=0.1").json()
    assert all(-5.5 < x < -4.5 for x, _ in near["points"])
    refused = server.get("api/data/gaussian/sample?sigma_x=-5")
    assert refused.status_code == 422
    assert refused.json()["detail"]["control"] == "sigma_x"
    assert server.get("api/data/cats/sample").status_code == 422
