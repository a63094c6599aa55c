"""What a kind offers, in the words of the catalogue."""

from models.column import Column
from models.measure import Measure
from models.toys.distributions import DISTRIBUTIONS
from models.toys.games.wgan import WGAN
from server.kinds.offer import describe_data, describe_layers, describe_measures, describe_variant


def test_a_variant_is_told_by_its_paper_and_its_modules_text() -> None:
    told = describe_variant("wgan", WGAN, [Column("loss_d", "Loss of D", "L_D"), Column("loss_g", "Loss of G", "L_G")])
    assert (told["name"], told["title"]) == ("wgan", "Wasserstein GAN")
    assert told["summary"] == "Wasserstein GAN (Arjovsky, Chintala & Bottou 2017, arXiv:1701.07875)."
    assert told["doc"].startswith(told["summary"])
    assert told["paper"] == WGAN.paper
    assert told["formulas"] == {"loss_d": "L_D", "loss_g": "L_G"}
    assert "clip" in told["schema"]["properties"]


def test_data_are_told_by_their_text() -> None:
    ring = DISTRIBUTIONS["ring"]
    told = describe_data("ring", ring)
    assert (told["name"], told["title"]) == ("ring", ring.title)
    assert told["doc"] == (ring.__doc__ or "").strip()
    assert set(told["schema"]["properties"]) == set(ring.model_fields)


def test_measures_and_layers_keep_their_order() -> None:
    js = Measure("JS divergence", "bits", "low", "Between real and fake")
    (measure,) = describe_measures({"js": js})
    assert measure.model_dump() == {"name": "js", **js._asdict()}
    layers = describe_layers({"scores": ("d_real", "d_fake"), "field": ("field",)})
    assert [(layer.name, layer.arrays) for layer in layers] == [("scores", ["d_real", "d_fake"]), ("field", ["field"])]
