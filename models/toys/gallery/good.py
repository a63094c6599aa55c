"""Experiments that work: data, variant and the few knobs that differ from the defaults.

That each learns within its steps is measured for 8 seeds (`python -m tests.bench learn`). Where an author's set-up
cannot be had here (maxout, 512 units), a smaller one learns the same data.
"""

from models.preset import Preset
from models.toys.gallery.settings import adam, network

UNIFORM = {"noise": "uniform"}
# Three layers of 128, ReLU in G: wide enough for eight and for 25 modes.
WIDE = network(3, 128) | {"g_activation": "relu"}
# Rates that fall to zero and an average of G: what lets the samples settle into modes of 1 % of the picture.
SETTLING = adam(1e-3, 0.0, 0.99) | {"ema": 0.995}
# The same in a quarter of the time: half the units, small batches, high rates, G's twice D's. With LeakyReLU in G the
# cliffs between modes stay slopes, and four times as many fakes lie there.
SHARP = network(3, 64) | {"g_activation": "relu"}
FAST = adam(2e-3, 0.0, 0.99) | {"lr_g": 4e-3, "ema": 0.995}
# For modes of 1 % of the half picture that are to keep their own width: fakes that crowd in the middle of a mode leave
# a dip in D* as narrow as they are, and an R1 of 0.02 costs D more than it gains there. The modes then shrink to a
# third of their width, the more so the longer it trains and where G is the faster of the two.
FINE_D = {"r1": 1e-3, "lr_g": 2e-3, "lr_d": 4e-3}
# Gulrajani et al. 2017 on toys: λ 0.1, five updates of the critic, Adam (0.5, 0.9). They train three layers of 512 at a
# rate of 1e-4 for 100,000 steps; two of 64 at ten times the rate find the same shapes in a few thousand.
WGAN_GP_TOY = network(2, 64) | adam(1e-3, 0.5, 0.9) | {"penalty": 0.1, "n_critic": 5, "batch": 128}
# A D that learns faster than G (two time scales, Heusel et al. 2017): on the line it keeps q from narrowing.
FAST_D = {"lr_d": 1e-2, "lr_g": 5e-4}
PACGAN_RING = {"count": 8, "radius": 1.0, "sigma": 0.01}
PACGAN_GRID = {"side": 5, "spacing": 2.0, "sigma": 0.05}
METZ_RING = {"count": 8, "radius": 2.0, "sigma": 0.02}

GOOD: list[Preset] = [
    Preset(
        name="gan_lab_gaussians",
        title="GAN Lab: two Gaussians",
        variant="gan",
        data="gaussians",
        why="One round blob and one tall one. Watch the fakes spread over both while D’s field turns neutral.",
    ),
    Preset(
        name="gan_lab_line",
        title="GAN Lab: line",
        variant="gan",
        data="line",
        why="Data so thin that almost all of the plane is empty: a blob of noise must be flattened into a line.",
    ),
    Preset(
        name="gan_lab_ring",
        title="GAN Lab: ring",
        variant="gan",
        data="ring",
        why="The noise has no hole, the data have one: G must bend a blob around it until its ends meet.",
    ),
    Preset(
        name="gan_lab_disjoint",
        title="GAN Lab: three blobs",
        variant="gan",
        data="disjoint",
        why="G is continuous, so some fakes must cross the gaps. Watch it hold all three blobs at once.",
    ),
    Preset(
        name="figure_1",
        title="Goodfellow's Figure 1",
        variant="gan",
        data="gaussian_1d",
        knobs=UNIFORM | FAST_D | {"noise_dim": 1},
        why="The picture of the 2014 paper, moving: uniform z below, lines from z to x, q (fake) "
        "drifting to p (real), D falling from sure to one half.",
    ),
    Preset(
        name="gaussian_from_uniform",
        title="A Gaussian from uniform noise",
        variant="gan",
        data="gaussian_1d",
        knobs=UNIFORM | {"noise_dim": 8},
        steps=1_000,
        why="A classic exercise: turn uniform numbers into a normal one. Change the dimensions of the noise: "
        "with one, G must learn the inverse of the normal distribution function; sums of many are nearly "
        "normal by themselves.",
    ),
    Preset(
        name="gaussian_from_four",
        title="A 2-D Gaussian from four random numbers",
        variant="gan",
        data="gaussian",
        knobs=UNIFORM | {"noise_dim": 4},
        steps=2_000,
        why="A classic exercise: four uniform numbers in, two correlated normal ones out.",
    ),
    Preset(
        name="two_modes",
        title="Two modes on the line",
        variant="gan",
        data="bimodal_1d",
        knobs=FAST_D,
        why="Two humps and one continuous G: it stretches the noise between them so thin that hardly a fake is "
        "left there.",
    ),
    Preset(
        name="three_modes",
        title="Three uneven modes",
        variant="lsgan",
        data="trimodal_1d",
        knobs=FAST_D,
        why="The lightest hump holds a fifth of the data, and keeps it. Compare with the plain GAN on the same seed.",
    ),
    Preset(
        name="ring_of_8",
        title="Eight Gaussians (PacGAN's)",
        variant="gan",
        data="gaussian_ring",
        knobs=SHARP | FAST | {"r1": 0.02, "batch": 128, "lr_decay": 7_000},
        data_knobs=PACGAN_RING,
        steps=7_000,
        why="The standard test of mode collapse, radius 1 and σ 0.01. All eight are soon found; what takes time "
        "is to settle into them, while the learning rates fall.",
    ),
    Preset(
        name="grid_of_25",
        title="25 Gaussians (PacGAN's)",
        variant="gan",
        data="gaussian_grid",
        knobs=SHARP | FAST | FINE_D | {"batch": 128, "lr_decay": 24_000},
        data_knobs=PACGAN_GRID,
        steps=16_000,
        why="25 modes, spacing 2 and σ 0.05. Finding them is quick; clearing the fakes between them takes the rest.",
    ),
    Preset(
        name="ring_relativistic",
        title="Eight Gaussians with R3GAN",
        variant="r3gan",
        data="gaussian_ring",
        knobs=WIDE | SETTLING | {"penalty": 0.02, "batch": 256, "lr_decay": 12_000},
        data_knobs=PACGAN_RING,
        steps=12_000,
        why="Each fake is compared with a real sample, not with a fixed target: no mode is left behind.",
    ),
    Preset(
        name="ring_packed",
        title="Eight Gaussians with PacGAN",
        variant="pacgan",
        data="gaussian_ring",
        knobs=WIDE | adam(1e-3, 0.5, 0.99) | {"pack": 2, "batch": 256, "ema": 0.995, "lr_decay": 3_000},
        data_knobs=PACGAN_RING,
        steps=3000,
        why="D sees two samples at a time, so a generator that repeats itself gives itself away.",
    ),
    Preset(
        name="ring_wgan_gp",
        title="Eight Gaussians with WGAN-GP",
        variant="wgan_gp",
        data="gaussian_ring",
        knobs=WGAN_GP_TOY | {"ema": 0.999},
        data_knobs=METZ_RING,
        steps=3000,
        why="The ring of Unrolled GAN and WGAN-GP, radius 2 and σ 0.02. The critic's field is a "
        "slope, not a verdict: follow it from any fake to the nearest mode.",
    ),
    Preset(
        name="moons_wgan_gp",
        title="Two moons with WGAN-GP",
        variant="wgan_gp",
        data="moons",
        knobs=WGAN_GP_TOY,
        why="Two curved pieces that reach into each other; the fakes split and bend around.",
    ),
    Preset(
        name="swiss_roll_wgan_gp",
        title="Swiss roll with WGAN-GP",
        variant="wgan_gp",
        data="swiss_roll",
        knobs=WGAN_GP_TOY,
        why="One long thin curve that G has to roll up. The picture of the WGAN-GP paper.",
    ),
    Preset(
        name="wgan_clipping",
        title="WGAN: weights clipped",
        variant="wgan",
        data="gaussians",
        why="Clipped weights bound the critic’s slope and keep its field simple: enough for two blobs. Compare "
        "with WGAN-GP on curved data.",
    ),
    Preset(
        name="hinge_checkerboard",
        title="Checkerboard with the hinge loss",
        variant="hinge",
        data="checkerboard",
        knobs=network(3, 64) | {"lipschitz": 10.0},
        why="Eight squares with sharp edges, touching at the corners: no smooth generator draws them exactly.",
    ),
    Preset(
        name="dragan_gaussians",
        title="Two Gaussians with DRAGAN",
        variant="dragan",
        data="gaussians",
        knobs={"lr_d": 5e-3},
        why="A penalty on D's slope around the data only. Raise λ to 10: the field grows "
        "so gentle that the fakes end far from the data.",
        steps=1000,
    ),
    Preset(
        name="your_own",
        title="Your own points",
        variant="gan",
        data="points",
        why="A heart to begin with. Draw or paste your own points.",
    ),
]
