"""Experiments that fail, each in one of the ways known from the literature, and what cures it.

That they fail, and that the cure helps a run that has failed, is tested for 8 seeds (tests/models/toys/gallery).
"""

from models.preset import Cure, Preset

# Both networks answer at once, D four times as fast as G (gan.py).
ONCE = {"n_gen": 1, "lr_g": 1e-3, "lr_d": 4e-3}
SGD = {"optimiser_g": "sgd", "optimiser_d": "sgd"}

BAD: list[Preset] = [
    Preset(
        name="vanishing_gradient",
        title="The gradient that vanishes",
        kind="bad",
        variant="gan",
        data="bimodal_1d",
        knobs={"loss": "minimax", "optimiser_g": "sgd", "lr_g": 1e-4, "lr_d": 1e-2, "n_critic": 5},
        data_knobs={"sigma_1": 0.05, "sigma_2": 0.05},
        steps=600,
        why="The minimax loss log(1 − D(G(z))) is flat where D is sure of a fake. D is sure within a few steps, so G "
        "is told nothing and the fakes stay between the two humps.",
        cure=Cure(
            knobs={"loss": "non_saturating"},
            why="The non-saturating loss −log D(G(z)) is steepest just where D is sure: the fakes leave for the data. "
            "Against so fast a D most seeds then hold one hump only.",
        ),
    ),
    Preset(
        name="strong_discriminator",
        title="D too strong",
        kind="bad",
        variant="gan",
        data="ring",
        knobs={"optimiser_g": "sgd", "lr_g": 0.02, "lr_d": 0.02, "n_critic": 5},
        steps=600,
        why="D learns five times a step and builds cliffs around the ring: it gives fakes less than 0.2 on average. "
        "With plain gradient descent G falls off them: each step is as long as the cliff is steep, and the fakes are "
        "thrown past the data.",
        cure=Cure(
            knobs={"n_critic": 1, "lr_d": 4e-3, "r1": 0.02},
            why="A D that learns once a step, slower, and pays for its slope at the data (the R1 penalty, Mescheder "
            "et al. 2018) has hills for cliffs, and they lead the fakes back.",
        ),
    ),
    Preset(
        name="mode_collapse",
        title="Mode collapse on the ring",
        kind="bad",
        variant="gan",
        data="gaussian_ring",
        knobs={"n_gen": 20, "lr_g": 5e-3, "lr_d": 1e-3},
        steps=800,
        why="G learns twenty times in each step while D stands still. What pays best then is to send all noise to the "
        "one place that D likes most: the fakes huddle in a clump less than a fifth as wide as the data.",
        cure=Cure(
            knobs=ONCE,
            why="With one update of G a step, and with D learning four times as fast as G, D sees at once which modes "
            "lie bare, and G spreads over all eight.",
        ),
    ),
    Preset(
        name="oscillation",
        title="The smallest GAN goes in circles",
        kind="bad",
        variant="gan",
        data="gaussian_1d",
        # Data that are spread out bend D's loss, by E x² D(1 − D): friction in proportion to D's rate. The swings go
        # with the root of both rates' product; with a slow D and a fast G they outlast the friction.
        knobs=SGD | {"lr_g": 0.1, "lr_d": 0.01, "noise_dim": 1, "g_layers": 0, "d_layers": 0, "ema": 0.0},
        steps=2000,
        why="D is one slope, G one shift and one stretch. D leans towards the data, G follows and overshoots, D leans "
        "the other way: q swings past p and back and never rests, as gradient descent does around a saddle point.",
        cure=Cure(
            knobs={"r1": 1.0},
            why="The R1 penalty (Mescheder et al. 2018) pulls D's slope towards flat, like friction: the swings die "
            "out.",
        ),
    ),
    Preset(
        name="wgan_few_critic_steps",
        title="WGAN with too few critic steps",
        kind="bad",
        variant="wgan",
        data="ring",
        knobs={"n_critic": 1, "lr_g": 8e-3},
        steps=2100,
        why="A critic measures the distance to the data only if it is near its best. With one update a step it lags "
        "behind G, whose fakes follow an old slope and miss the ring.",
        cure=Cure(
            knobs={"n_critic": 5, "lr_g": 1e-3},
            why="Five updates of the critic to one of G, as in the paper, and a G no faster than the critic: "
            "the slope is then that of the fakes as they are.",
        ),
    ),
    Preset(
        name="small_generator",
        title="G too small",
        kind="bad",
        variant="gan",
        data="ring",
        knobs={"g_layers": 1, "g_width": 2},
        steps=3000,
        why="Two hidden units can fold the noise along two lines only: no setting of their weights makes a ring, "
        "however long it trains. D is not to blame.",
        cure=Cure(
            knobs={"g_layers": 2, "g_width": 32},
            why="Two layers of 32 units bend the noise into a ring. New networks start from step 0.",
        ),
    ),
    Preset(
        name="smoothed_labels",
        title="Label smoothing’s bias",
        kind="bad",
        variant="gan",
        data="gaussians",
        knobs={"label_smoothing": 0.4},
        steps=2000,
        why="D is to say 0.6 of real samples, not 1. Its best answer is then (1 − s)/2 = 0.3 where q = p, not ½: the "
        "whole stage looks fake. The samples are as good as without; D’s word is no probability any more.",
        cure=Cure(
            knobs={"label_smoothing": 0.0},
            why="Without smoothing D comes back to ½ where it cannot tell.",
        ),
    ),
]
