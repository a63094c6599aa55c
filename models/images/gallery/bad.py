"""Image GANs that fail, each for one reason, and what cures it.

That they fail, and that the cure helps, is tested (tests/models/images/gallery). Of DCGAN's five guidelines those are
here whose breaking spoils the digits: without strides, BatchNorm or LeakyReLU networks as small as these learn them.
"""

from models.preset import Cure, Preset

BAD: list[Preset] = [
    Preset(
        name="dcgan_sigmoid",
        title="A sigmoid at G’s end",
        kind="bad",
        variant="dcgan",
        data="digits",
        knobs={"tanh": False},
        steps=150,
        why="Guideline 4 is broken. Black is −1 in the images and white 1, and a sigmoid ends at 0: nothing that G "
        "paints is darker than grey. D is sure of that at once, and G never gets beyond specks.",
        cure=Cure(
            knobs={"tanh": True},
            why="tanh reaches from −1 to 1, as the images do. New networks start from step 0, and strokes come soon.",
        ),
    ),
    Preset(
        name="dcgan_dense",
        title="Fully connected layers",
        kind="bad",
        variant="dcgan",
        data="digits",
        knobs={"convolutional": False},
        steps=300,
        why="Guideline 3 is broken. A fully connected layer knows nothing of neighbours: to it, pixels side by side "
        "are strangers. G ends in one pattern of specks, the same for every noise.",
        cure=Cure(
            knobs={"convolutional": True},
            why="A convolution looks at neighbours, in the same way all over the image. New networks start from "
            "step 0, and strokes come soon.",
        ),
    ),
    Preset(
        name="dcgan_slow_d",
        title="D too slow",
        kind="bad",
        variant="dcgan",
        data="digits",
        knobs={"lr_d": 2e-5},
        steps=300,
        why="D learns a hundred times slower than G. G finds one grey pattern that D takes for real, and "
        "paints it for every noise: a collapse. G’s loss is low, and its images are no good.",
        cure=Cure(
            knobs={"lr_d": 2e-3},
            why="A D as fast as G soon sees through the pattern, and G has to look for something better.",
        ),
    ),
    Preset(
        name="dcgan_one_number",
        title="Too little noise",
        kind="bad",
        variant="dcgan",
        data="digits",
        knobs={"noise_dim": 1},
        steps=200,
        why="G starts from a single number, so all that it can paint lies along one curve. It learns a few shapes and "
        "paints them again and again: the grid is full of twins.",
        cure=Cure(
            knobs={"noise_dim": 16},
            why="With sixteen numbers there is room for ten digits and for many ways to write each. New networks start "
            "from step 0.",
        ),
    ),
]
