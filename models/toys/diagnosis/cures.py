"""What to try: for each finding one sentence, and the knobs that carry it out where knobs can.

A cure stands only where it moves a knob, the right way and within its range; else the next one is tried.
"""

from collections.abc import Callable

from models.diagnosis.cures import Cure, Knobs, calm, slower, thawed

LOOSE = 0.05  # a clip that leaves a small critic its slope: WGAN's default
BLURRED = 0.1  # half widths of the stage
ALIVE = 4e-3  # learning rate at which small D's live: GAN's default


def cure(why: str, knobs: Knobs) -> Cure:
    """The cure of a finding in a run with these knobs."""
    known = CURES.get(why)
    return known(knobs) if known else Cure("")


def gentle(k: Knobs) -> Cure | None:
    """The penalty that keeps D's slope gentle, where the game has one that is off."""
    if k.get("r1") == 0:
        return Cure("Switch on the R1 penalty: a gentle slope of D leads G to all of the data.", {"r1": 0.1})
    if k.get("penalty") == 0:
        return Cure("Switch on D’s gradient penalty: it keeps its slope gentle.", {"penalty": 0.1})
    return None


def spread_out(k: Knobs) -> Cure:
    """Against fakes that huddle: D must keep up with G, and its slope must lead everywhere."""
    if k["n_gen"] > 1:
        return Cure("Let G learn once a step, so that D can keep up with it.", {"n_gen": 1})
    if k["lr_g"] > k["lr_d"]:
        return Cure("Let D learn faster than G, so that it can keep up.", {"lr_g": calm(k["lr_d"] / 4)})
    return gentle(k) or Cure("Let G learn more slowly, or try PacGAN.", {"lr_g": calm(k["lr_g"] / 4)})


def all_modes(k: Knobs) -> Cure:
    return gentle(k) or Cure("Try PacGAN, whose D sees when samples are all alike, or wider networks.")


def fair(k: Knobs) -> Cure:
    """Against a D that wins everywhere."""
    if k["n_critic"] > 5:
        return Cure("Let D learn once a step.", {"n_critic": 1})
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
        return Cure("Let D learn faster than G.", {"lr_d": min(1.0, calm(4 * k["lr_g"]))})
    for penalty in ("r1", "penalty"):
        if k.get(penalty, 0) > 1:
            return Cure("Weaken D’s penalty, which keeps it flat.", {penalty: calm(k[penalty] / 10)})
    if k["d_width"] < 64:
        return Cure("Give D more units.", {"d_width": 64})
    if k["n_critic"] < 20:
        return Cure("Let D learn more often in a step.", {"n_critic": min(20, 5 * k["n_critic"])})
    return Cure("Let G learn more slowly, so that D can keep up.", {"lr_g": calm(k["lr_g"] / 4)})


def awake(k: Knobs) -> Cure:
    """Against a gradient that has vanished."""
    if k.get("loss") == "minimax":
        return Cure("Use the non-saturating loss: its gradient is largest where D is sure.", {"loss": "non_saturating"})
    if k.get("clip", 1) < LOOSE:
        return Cure("Clip the weights less hard, so that the critic can have a slope.", {"clip": LOOSE})
    if k["instance_noise"] < BLURRED:
        return Cure("Add instance noise, so that real and fake overlap again.", {"instance_noise": BLURRED})
    return Cure("Let D learn more slowly, so that it is less sure.", {"lr_d": calm(k["lr_d"] / 4)})


def steady(k: Knobs) -> Cure:
    """Against circles: momentum drives them, friction stops them."""
    if momentum := {name: 0.0 for name in ("beta1_g", "beta1_d") if k[name] > 0}:
        return Cure("Take the momentum out: it carries G past the data each time.", momentum)
    slower = {"lr_g": calm(k["lr_g"] / 4), "lr_d": calm(k["lr_d"] / 4)}
    return gentle(k) or Cure("Let both learn more slowly.", slower)


def revived(k: Knobs) -> Cure:
    """Against a D whose units are all off."""
    lower = {"lr_d": ALIVE if k["lr_d"] > ALIVE else calm(k["lr_d"] / 4)}
    if k["d_activation"] != "relu":
        return Cure("Let D learn more slowly and reset.", lower)
    if k["lr_d"] > ALIVE:
        leaky = {"d_activation": "leaky_relu"}
        return Cure("Use LeakyReLU in D, whose units cannot die, and a lower learning rate.", leaky | lower)
    return Cure("Use LeakyReLU in D, whose units cannot die.", {"d_activation": "leaky_relu"})


def larger(k: Knobs) -> Cure:
    """Against fakes that come no closer, although nothing else is the matter."""
    least = {"g_layers": 2, "g_width": 32}
    if small := {name: value for name, value in least.items() if k[name] < value}:
        return Cure("Give G more units: this one may be too small for the data.", small)
    return gentle(k) or Cure("Wider networks, or rates that decay, may bring them closer.")


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
    "stuck": larger,
    "frozen": thawed,
    "over": lambda k: Cure("Switch the decay of the rates off to train on.", {"lr_decay": 0}),
}
