"""Image GANs that work: what they paint is judged by a classifier of real images (tests/models/images/gallery)."""

from models.preset import Preset

GOOD: list[Preset] = [
    Preset(
        name="dcgan_digits",
        title="Digits out of noise",
        variant="dcgan",
        data="digits",
        steps=600,
        why="Each place of the grid keeps its noise, so you see one image grow sharper: strokes first, then shapes, "
        "then digits. G never sees a real digit; it learns from D’s verdicts alone.",
    ),
    Preset(
        name="cgan_digits",
        title="A row for each digit",
        variant="cgan",
        data="digits",
        steps=300,
        why="G is told which digit to paint, and D which one it should be. Each row is a digit, and each column the "
        "same noise: the label says what, the noise how.",
    ),
    Preset(
        name="sgan_100_labels",
        title="A hundred labels are enough",
        variant="sgan",
        data="digits",
        steps=400,
        why="Only 100 images show which digit they are; D learns from all others too, because they are real. Open "
        "Accuracy: the CNN beside it has the 100 alone, and names fewer digits right.",
    ),
    Preset(
        name="dcgan_shapes",
        title="Coloured shapes",
        variant="dcgan",
        data="shapes",
        steps=350,
        why="Images with colour, drawn by a program as they are needed. Colours come first, outlines later.",
    ),
    Preset(
        name="dcgan_glyphs",
        title="Letters in several typefaces",
        variant="dcgan",
        data="glyphs",
        steps=400,
        why="Ten letters in eight typefaces. Go from one sample to another under Latent: what one noise paints turns "
        "little by little into what the other paints.",
    ),
    Preset(
        name="wgan_gp_digits",
        title="Digits by a critic",
        variant="dcgan",
        data="digits",
        knobs={"loss": "wgan_gp", "n_critic": 5},
        steps=200,
        why="D gives marks without limits and its slope is held near 1 by a penalty (WGAN-GP). It learns five times a "
        "step, so that G follows a good critic; each step takes longer.",
    ),
]
