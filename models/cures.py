"""What to try: for each finding one sentence, and the knobs that carry it out where knobs can."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Knobs = Mapping[str, Any]


@dataclass(frozen=True)
class Cure:
    advice: str
    tune: dict[str, Any] = field(default_factory=dict)


def cure(why: str, knobs: Knobs) -> Cure:
    """The cure of a finding in a run with these knobs."""
    known = CURES.get(why)
    return known(knobs) if known else Cure("")


def calm(rate: float) -> float:
    """A rate with two digits: what a slider shows."""
    return float(f"{rate:.1e}")


def gentle(k: Knobs) -> Cure | None:
    """The penalty that keeps D's slope gentle, where the game has one that is off."""
    if k.get("r1") == 0:
        return Cure("Switch on the R1 penalty: a gentle slope of D leads G to all of the data.", {"r1": 0.1})
    if k.get("penalty") == 0:
        return Cure("Switch on D's gradient penalty: it keeps its slope gentle.", {"penalty": 0.1})
    return None


def spread_out(k: Knobs) -> Cure:
    """Against fakes that huddle: D must keep up with G, and its slope must lead everywhere."""
    if k["n_gen"] > 1:
        return Cure("Let G learn once a round, so that D can keep up with it.", {"n_gen": 1})
    if k["lr_g"] > k["lr_d"]:
        return Cure("Let D learn faster than G, so that it can keep up.", {"lr_g": calm(k["lr_d"] / 4)})
    return gentle(k) or Cure("Let G learn more slowly, or try PacGAN.", {"lr_g": calm(k["lr_g"] / 4)})


def all_modes(k: Knobs) -> Cure:
    return gentle(k) or Cure("Try PacGAN, whose D sees when samples are all alike, or wider networks.")


def fair(k: Knobs) -> Cure:
    """Against a D that wins everywhere."""
    if k["n_critic"] > 5:
        return Cure("Let D learn once a round.", {"n_critic": 1})
    if k["lr_d"] > 8 * k["lr_g"]:
        return Cure("Let G learn faster.", {"lr_g": calm(k["lr_d"] / 4)})
    if k["g_layers"] == 0:
        return Cure("Give G hidden layers: this one can only stretch and shift the noise.", {"g_layers": 2})
    return gentle(k) or Cure("Let D learn more slowly.", {"lr_d": calm(k["lr_d"] / 4)})


def sharper(k: Knobs) -> Cure:
    """Against a D that sees too little."""
    if k["d_layers"] == 0:
        return Cure("Give D hidden layers: this one can only draw a straight line.", {"d_layers": 2})
    if k["lr_d"] < k["lr_g"]:
        return Cure("Let D learn faster than G.", {"lr_d": calm(4 * k["lr_g"])})
    if k.get("r1", 0) > 1:
        return Cure("Weaken D's penalty, which keeps it flat.", {"r1": calm(k["r1"] / 10)})
    if k["d_width"] < 64:
        return Cure("Give D more units.", {"d_width": 64})
    return Cure("Let D learn more often in a round.", {"n_critic": min(20, 5 * k["n_critic"])})


def awake(k: Knobs) -> Cure:
    """Against a gradient that has vanished."""
    if k.get("loss") == "minimax":
        return Cure("Use the non-saturating loss: its gradient is largest where D is sure.", {"loss": "non_saturating"})
    if "clip" in k:
        return Cure("Clip the weights less hard, so that the critic can have a slope.", {"clip": 0.05})
    return Cure("Add instance noise, so that real and fake overlap again.", {"instance_noise": 0.1})


def steady(k: Knobs) -> Cure:
    """Against circles: momentum drives them, friction stops them."""
    if k["beta1_g"] > 0 or k["beta1_d"] > 0:
        return Cure("Take the momentum out: it carries G past the data each time.", {"beta1_g": 0.0, "beta1_d": 0.0})
    slower = {"lr_g": calm(k["lr_g"] / 4), "lr_d": calm(k["lr_d"] / 4)}
    return gentle(k) or Cure("Let both learn more slowly.", slower)


def revived(k: Knobs) -> Cure:
    """Against a D whose units are all off."""
    tune: dict[str, Any] = {"d_activation": "leaky_relu"} if k["d_activation"] == "relu" else {}
    if k["lr_d"] > 4e-3:
        tune["lr_d"] = 4e-3
    if "d_activation" in tune:
        return Cure("Use LeakyReLU in D, whose units cannot die, and a lower learning rate.", tune)
    return Cure("Let D learn more slowly and reset.", tune)


def slower(k: Knobs) -> Cure:
    rates = {name: calm(k[name] / 10) for name in ("lr_g", "lr_d")}
    return Cure("Lower the learning rates and reset.", rates)


CURES: dict[str, Callable[[Knobs], Cure]] = {
    "collapse": spread_out,
    "lost_modes": all_modes,
    "strong_d": fair,
    "weak_d": sharper,
    "vanished": awake,
    "oscillation": steady,
    "diverged": slower,
    "dead_d": revived,
    "well": lambda k: Cure("Change the data while it trains, and watch how fast both follow."),
    "settled": lambda k: Cure("Rates that decay, or wider networks, would bring them closer."),
    "wait": lambda k: Cure("Let it train on."),
    "stalled": lambda k: Cure("If it comes no closer: wider networks, or rates that decay."),
    "frozen": lambda k: Cure(
        "Thaw it to let both learn.", {name: False for name in ("freeze_d", "freeze_g") if k.get(name)}
    ),
    "over": lambda k: Cure("Switch the decay of the rates off to train on.", {"lr_decay": 0}),
}
