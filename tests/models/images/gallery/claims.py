"""What the gallery of images says, in numbers, after a preset's steps; of a bad one, what its cure makes of it.

clear: share of samples that a classifier of real images is 90 % sure of, classes: of how many those are, entropy: of
the likeliest classes in nats, ln 10 = 2.3 where all digits come equally often, as_asked:
share of samples that are of the class they were made for; accuracy: of test images, ahead: so much more than the
CNN's; darkest: mean of the samples' darkest values, apart: mean
over the pixels of their standard deviation among the samples, both in [0, 1]; d_real and d_fake: what D says of them.
"""

from tests.models.claims import Claim, Failure

# Digits, most of which can be read, and all ten of them.
READABLE = [Claim("clear", 0.4), Claim("classes", 10)]

GOOD: dict[str, list[Claim]] = {
    "dcgan_digits": [Claim("clear", 0.6), Claim("classes", 10)],
    "cgan_digits": [Claim("as_asked", 0.85), Claim("clear", 0.75)],
    "sgan_100_labels": [Claim("accuracy", 0.95), Claim("ahead", 0.01)],
    "dcgan_shapes": [Claim("clear", 0.2), Claim("classes", 2)],
    "dcgan_glyphs": READABLE,
    "wgan_gp_digits": READABLE,
}

BAD: dict[str, Failure] = {
    "dcgan_sigmoid": Failure(
        fails=[Claim("darkest", 0.49), Claim("d_real", 0.98), Claim("d_fake", high=0.02), Claim("clear", high=0.02)],
        cured=[Claim("darkest", high=0.02), Claim("clear", 0.25)],
        steps=150,
    ),
    "dcgan_dense": Failure(
        fails=[Claim("apart", high=0.06), Claim("clear", high=0.02)],
        cured=[Claim("apart", 0.12), Claim("clear", 0.25)],
        steps=150,
    ),
    "dcgan_slow_d": Failure(
        fails=[Claim("apart", high=0.06), Claim("clear", high=0.02), Claim("d_fake", 0.8), Claim("loss_g", high=0.2)],
        cured=[Claim("apart", 0.12), Claim("clear", 0.25)],
        steps=300,
    ),
    "dcgan_one_number": Failure(
        fails=[Claim("entropy", high=1.8)],
        cured=[Claim("entropy", 2.1), *READABLE],
        steps=300,
    ),
}
