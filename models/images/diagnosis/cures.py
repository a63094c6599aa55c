"""What to try against what is found in an image GAN: toys' cures with the knobs that these have."""

from collections.abc import Callable

from models.diagnosis.cures import Cure, Knobs, calm, slower, thawed
from models.images.knobs import ImageKnobs

USUAL = {name: field.default for name, field in ImageKnobs.model_fields.items()}


def cure(why: str, knobs: Knobs) -> Cure:
    """The cure of a finding in a run with these knobs."""
    known = CURES.get(why)
    return known(knobs) if known else Cure("")


def rates_as_usual(k: Knobs) -> Cure | None:
    """Learning rates far from those that the networks were made for."""
    tune = {name: USUAL[name] for name in ("lr_g", "lr_d") if not USUAL[name] / 5 <= k[name] <= USUAL[name] * 5}
    whose = " and ".join(name[-1].upper() for name in tune)
    return Cure(f"Let {whose} learn at the usual rate.", tune) if tune else None


def spread_out(k: Knobs) -> Cure:
    """Against samples that are all alike."""
    if k.get("noise_dim", 8) < 8:
        return Cure("Give G more noise: from so few numbers it cannot make many images.", {"noise_dim": 100})
    if usual := rates_as_usual(k):
        return usual
    if not k.get("tanh", True):
        return Cure("Let G end in tanh: a sigmoid paints nothing darker than grey.", {"tanh": True})
    if not k.get("convolutional", True):
        return Cure("Give G and D convolutions: neighbouring pixels belong together.", {"convolutional": True})
    if not k.get("batchnorm", True):
        return Cure("Switch BatchNorm on: it keeps the samples of a batch apart.", {"batchnorm": True})
    return Cure("Let G learn more slowly, so that D can keep up.", {"lr_g": calm(k["lr_g"] / 4)})


def fair(k: Knobs) -> Cure:
    """Against a D that wins everywhere."""
    if usual := rates_as_usual(k):
        return usual
    if k["n_critic"] > 1 and k.get("loss") != "wgan_gp":
        return Cure("Let D learn once a step.", {"n_critic": 1})
    if k["g_width"] < k["d_width"]:
        return Cure("Give G as many channels as D.", {"g_width": k["d_width"]})
    return Cure("Let D learn more slowly.", {"lr_d": calm(k["lr_d"] / 4)})


def sharper(k: Knobs) -> Cure:
    """Against a D that sees too little."""
    if usual := rates_as_usual(k):
        return usual
    if k["d_width"] < 32:
        return Cure("Give D more channels.", {"d_width": 32})
    if k["lr_d"] < k["lr_g"]:
        return Cure("Let D learn as fast as G.", {"lr_d": k["lr_g"]})
    return Cure("Let G learn more slowly, so that D can keep up.", {"lr_g": calm(k["lr_g"] / 4)})


def steadier(k: Knobs) -> Cure:
    """Against a D that contradicts itself."""
    return rates_as_usual(k) or Cure("Let D learn more slowly.", {"lr_d": calm(k["lr_d"] / 4)})


def revived(k: Knobs) -> Cure:
    """Against a D whose units are all off."""
    if not k.get("leaky", True):
        return Cure("Use LeakyReLU in D, whose units cannot die.", {"leaky": True})
    return rates_as_usual(k) or Cure("Let D learn more slowly and reset.", {"lr_d": calm(k["lr_d"] / 4)})


def buried(k: Knobs) -> Cure:
    """Against a G that nothing reaches any more: its weights are lost."""
    if usual := rates_as_usual(k):
        return Cure("No knob revives it: return to the usual rates and reset.", usual.tune)
    return Cure("No knob revives it: reset.")


def larger(k: Knobs) -> Cure:
    if usual := rates_as_usual(k):
        return usual
    if k["g_width"] < 32:
        return Cure("Give G more channels: this one may be too small for these images.", {"g_width": 32})
    return Cure("Lower rates, or more channels, may bring them closer.")


CURES: dict[str, Callable[[Knobs], Cure]] = {
    "collapse": spread_out,
    "lost_modes": spread_out,
    "strong_d": fair,
    "vanished": fair,
    "oscillation": steadier,
    "weak_d": sharper,
    "dead_d": revived,
    "dead_g": buried,
    "memorised": lambda k: Cure("Show it more images: the fewer there are, the sooner each is known by heart."),
    "diverged": slower,
    "well": lambda k: Cure("Walk through the noise: what lies between two samples?"),
    "wait": lambda k: Cure("Let it train on."),
    "stuck": larger,
    "frozen": thawed,
}
