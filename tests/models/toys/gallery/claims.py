"""What the gallery says, in numbers: each claim holds for at least SHARE of the seeds after the preset's steps.

A good preset learns: JS ≤ LEARNT bits, and what else stands in GOOD. A bad one fails as BAD says; from there its cure,
applied to the failed run, makes the same number good within so many steps more.
"""

from tests.models.claims import Claim, Failure

SEEDS = range(1, 9)
SHARE = 7 / 8
LEARNT = 0.30  # bits: what no seed of a preset that learns may exceed; two sets of real samples are 0.02 apart


# Beyond the JS divergence. The sets of 1 % of the picture that PacGAN's table is about are counted in modes.
GOOD: dict[str, list[Claim]] = {
    "gan_lab_gaussians": [Claim("d_real", 0.45, 0.55)],
    "gan_lab_disjoint": [Claim("modes", 3)],
    "figure_1": [Claim("d_real", 0.45, 0.55)],
    "three_modes": [Claim("modes", 3), Claim("reverse_kl", high=0.1)],
    "ring_of_8": [Claim("modes", 8)],
    "grid_of_25": [Claim("modes", 24)],
    "ring_relativistic": [Claim("modes", 8)],
    "ring_packed": [Claim("modes", 8)],
    "ring_wgan_gp": [Claim("modes", 8)],
}

# What a text tells the reader to try, and what comes of it after the same steps.
TRIED: dict[str, tuple[dict[str, float], Claim]] = {
    "dragan_gaussians": ({"penalty": 10.0}, Claim("js", 0.5)),
}

BAD: dict[str, Failure] = {
    "vanishing_gradient": Failure(
        fails=[Claim("js", 0.95), Claim("d_fake", high=0.02), Claim("moved", high=0.05)],
        cured=[Claim("js", high=0.45)],
        steps=1000,
    ),
    "strong_discriminator": Failure(
        fails=[Claim("js", 0.75), Claim("d_fake", high=0.2)],
        cured=[Claim("js", high=0.30)],
        steps=1000,
    ),
    "mode_collapse": Failure(
        fails=[Claim("spread", high=0.2)],
        cured=[Claim("modes", 8)],
        steps=2000,
    ),
    "oscillation": Failure(
        fails=[Claim("swing", 0.3)],
        cured=[Claim("swing", high=0.1)],
        steps=2000,
    ),
    "wgan_few_critic_steps": Failure(
        fails=[Claim("js", 0.5)],
        cured=[Claim("js", high=0.30)],
        steps=2500,
    ),
    "small_generator": Failure(
        fails=[Claim("js", 0.4)],
        cured=[Claim("js", high=0.25)],
        steps=2000,
    ),
    "smoothed_labels": Failure(
        fails=[Claim("d_real", 0.27, 0.33), Claim("d_fake", 0.27, 0.33), Claim("js", high=LEARNT)],
        cured=[Claim("d_real", 0.47, 0.53), Claim("d_fake", 0.47, 0.53), Claim("js", high=LEARNT)],
        steps=500,
    ),
}
