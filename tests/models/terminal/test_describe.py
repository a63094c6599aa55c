"""What the terminal lists: everything there is, and every knob with its range."""

from models.kinds import KINDS, PRESETS
from models.terminal.describe import catalogue_text, knob_line, knobs_text


def test_the_catalogue_has_a_line_for_each() -> None:
    lines = catalogue_text().splitlines()
    names = [line.split()[0] for line in lines if line.startswith("  ")]
    expected = [name for kind in KINDS for name in (*kind.experiment.variants, *kind.experiment.datasets)]
    assert sorted(names) == sorted([*expected, *(preset.name for preset in PRESETS)])
    assert "  gaussian_ring          2-D  Gaussians evenly spaced on a circle" in catalogue_text()
    assert lines[-1].startswith("  ")


def test_knobs_stand_in_their_groups() -> None:
    lines = knobs_text("wgan", "gaussian_ring").splitlines()
    titles = [line for line in lines if not line.startswith("  ")]
    assert titles[0] == "Noise (Wasserstein GAN)"
    assert any(title.startswith("Data (") for title in titles)
    (line,) = (line for line in lines if "--n_critic " in line)
    assert line.split() == ["--n_critic", "1", "…", "20", "(5)", "Updates", "of", "D", "in", "a", "step"]
    assert knobs_text("gpt", "nothing") == ""


def test_a_long_default_is_counted() -> None:
    kind = KINDS[0].experiment.datasets["points"]
    assert " (2 rows) " in knob_line(kind, "points", {"default": [[0, 0], [1, 1]], "description": "where"})
