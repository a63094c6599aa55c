"""GET /api/catalogue: all that there is, kind by kind."""

import httpx

from models.images.datasets import DATASETS
from models.toys.distributions import DISTRIBUTIONS
from models.toys.games import VARIANTS
from server.protocol.base import Recipe
from server.protocol.catalogue import Catalogue
from server.rest.catalogue import catalogue
from tests.server.rest.test_runs import post
from tests.server.serving import Served


def test_the_catalogue_offers_everything_there_is(server: Served) -> None:
    catalogue = server.get("api/catalogue").json()
    toy = catalogue["kinds"]["toy"]
    assert [variant["name"] for variant in toy["variants"]] == list(VARIANTS)
    assert [data["name"] for data in toy["data"]] == list(DISTRIBUTIONS)
    assert Recipe.model_validate(catalogue["default"]) == Recipe()
    for variant in toy["variants"]:
        assert variant["summary"] == variant["doc"].splitlines()[0]
        assert set(variant["paper"]) >= {"authors", "year", "title", "arxiv"}
        assert set(variant["formulas"]) == {"loss_d", "loss_g"}
        for knob in variant["schema"]["properties"].values():
            assert {"default", "symbol", "label", "group", "log", "step", "rebuild"} <= set(knob)
    for data in toy["data"]:
        assert data["dims"] in (1, 2)
        knobs = {name for handle in data["handles"] for name in handle.values()}
        assert knobs <= set(data["schema"]["properties"])
        assert data["handles"] == list(DISTRIBUTIONS[data["name"]].handles)


def test_every_preset_can_be_made_into_a_run(server: Served) -> None:
    for preset in server.get("api/catalogue").json()["presets"]:
        recipe = {name: preset[name] for name in ("variant", "data", "knobs", "data_knobs")}
        made = post(server, **recipe, playing=False)
        assert made.status_code == 201, (preset["name"], made.text)
        assert made.json()["recipe"]["variant"] == preset["variant"]
        httpx.delete(f"{server.url}api/runs/{made.json()['run']}")


def test_images_are_offered_beside_points(server: Served) -> None:
    offered = Catalogue.model_validate_json(server.get("api/catalogue").content)
    assert offered == catalogue()
    image = offered.kinds.image
    assert [data.name for data in image.data] == list(DATASETS)
    assert [(variant.name, variant.labelled, variant.conditional) for variant in image.variants] == [
        ("dcgan", False, False),
        ("cgan", True, True),
        ("sgan", True, False),
    ]
    assert {variant.name for variant in image.variants if any(tool.name == "accuracy" for tool in variant.tools)} == {
        "sgan"
    }
    assert [layer.name for layer in image.layers] == ["samples", "scores"]


def test_every_array_of_a_layer_is_named_with_it() -> None:
    arrays = {layer.name: layer.arrays for layer in catalogue().kinds.toy.layers}
    assert (arrays["manifold"], arrays["scores"]) == (["manifold", "noise"], ["d_real", "d_fake"])


def test_limits_are_those_that_the_server_holds() -> None:
    limits = catalogue().limits
    assert (limits.points, limits.coordinate, limits.command_bytes) == (20_000, 1e6, 65_536)
    assert limits.table_bytes.refusal.replace("{}", "1,000,001") == (
        "The table has 1,000,001 bytes; at most 1,000,000 (1 MB) are allowed."
    )
