r"""The algorithm of a GAN as numbered lines, for slow motion: what is done, in the paper's symbols, and what flows.

A variant declares its own lines in `algorithm`, made of these and of what its paper adds; trace.py fills them with the
numbers of a step. It knows nothing of how a line is carried out.
"""

from typing import Any, NamedTuple


class Shown(NamedTuple):
    """A quantity that a line shows: its name in models.toys.slow_motion.trace, in words, and in TeX."""

    name: str
    label: str
    tex: str


class Line(NamedTuple):
    """One line: `part` finds it again, `nodes` are the parts of the model it goes through, in order."""

    part: str
    nodes: tuple[str, ...]
    title: str
    tex: str
    shown: tuple[Shown, ...]
    back: bool = False  # gradients flow, against the arrows of the model
    learns: bool = False  # left out where the network is frozen


Lines = list[Line]

X = Shown("x", "real", "x")
Z = Shown("z", "noise", "z")
G = Shown("g", "fake", "G(z)")
OF_REAL = Shown("d_real", "D on real", "D(x)")
OF_FAKE = Shown("d_fake", "D on fake", "D(G(z))")
LOSS_D = Shown("loss", "loss of D", "L_D")
LOSS_G = Shown("loss", "loss of G", "L_G")
ARROWS = Shown("arrows", "where each fake is to go", r"-\partial L_G/\partial g")
UPDATE = Shown("update", "length of the update", r"\lVert\Delta\theta\rVert")

REAL = Line("real", ("real",), "Sample real data", r"x^{(1)},\dots,x^{(m)}\sim p_{\mathrm{data}}", (X,))
FAKE = Line(
    "fake",
    ("noise", "g", "fake"),
    "Sample noise and let G turn it into fakes",
    r"z^{(i)}\sim p_z,\quad g^{(i)}=G(z^{(i)})",
    (Z, G),
)
NOISE = Line("noise", ("noise",), "Sample noise", r"z^{(1)},\dots,z^{(m)}\sim p_z", (Z,))
GENERATE = Line("generate", ("noise", "g", "fake"), "G turns the noise into fakes", r"g^{(i)}=G(z^{(i)})", (G,))
BLUR = Line(
    "blur",
    ("real", "fake"),
    "Add instance noise to both",
    r"x\leftarrow x+\sigma\varepsilon,\quad g\leftarrow g+\sigma\varepsilon',\quad\varepsilon,\varepsilon'\sim N(0,I)",
    (Shown("x_seen", "real as D sees it", r"x+\sigma\varepsilon"), Shown("g_seen", "fake", r"G(z)+\sigma\varepsilon'")),
)
JUDGE = Line(
    "judge",
    ("real", "fake", "d", "predictions"),
    "D judges real and fake",
    r"D(x^{(i)}),\quad D(g^{(i)})",
    (OF_REAL, OF_FAKE),
)
JUDGE_FAKE = Line("judge", ("fake", "d", "predictions"), "D judges the fakes", r"D(g^{(i)})", (OF_FAKE,))
# What goes down instead of the gradient itself; Adam and RMSprop divide it by its usual size.
STEPS = {
    "sgd": "%s",
    "momentum": r"\mathrm{momentum}(%s)",
    "rmsprop": r"\mathrm{RMSprop}(%s)",
    "adam": r"\mathrm{Adam}(%s)",
}


def of_d(knobs: Any, formula: str, slopes: Lines) -> Lines:
    """The lines of an update of D: the formula of its loss, and where its penalties ask for its slope."""
    blur = [BLUR] if knobs.instance_noise > 0 else []
    penalty = (Shown("penalty", "of which penalty", r"\text{penalty}"),) if slopes else ()
    norm = Shown("gradient", "length of the gradient", r"\lVert\nabla_{\theta_D}L_D\rVert")
    nodes = ("loss_d", "predictions", "d")
    return [
        REAL,
        FAKE,
        *blur,
        JUDGE,
        *slopes,
        Line("loss", ("predictions", "loss_d"), "The loss of D", f"L_D={formula}", (LOSS_D, *penalty)),
        Line("update", nodes, "D goes down its gradient", step("D", knobs.optimiser_d), (norm, UPDATE), True, True),
    ]


def of_g(knobs: Any, formula: str, relativistic: bool) -> Lines:
    """The lines of an update of G: its gradient comes back through D and the fakes."""
    blur = [BLUR] if knobs.instance_noise > 0 else []
    norm = Shown("gradient", "length of the gradient", r"\lVert\nabla_{\theta_G}L_G\rVert")
    nodes, title = ("loss_g", "predictions", "d", "fake", "g"), "The gradient goes back through D to G"
    return [
        NOISE,
        GENERATE,
        *blur,
        JUDGE._replace(title="D judges pairs of real and fake") if relativistic else JUDGE_FAKE,
        Line("loss", ("predictions", "loss_g"), "The loss of G", f"L_G={formula}", (LOSS_G,)),
        Line("update", nodes, title, step("G", knobs.optimiser_g), (ARROWS, norm, UPDATE), True, True),
    ]


def step(net: str, optimiser: str) -> str:
    gradient = rf"\nabla_{{\theta_{net}}}L_{net}"
    return rf"\theta_{net}\leftarrow\theta_{net}-\eta_{net}\," + STEPS[optimiser] % gradient


def slopes(at: str, call: int = 0, tex: str = "", title: str = "") -> Line:
    """Line of a penalty: how steep D is at "x", at "g", or at the places of the `call`-th request, written `tex`."""
    titles = {"x": "How steep D is on real samples", "g": "How steep D is on fakes"}
    norm = Shown(f"slopes.{call}", "length of D’s gradient", rf"\lVert\nabla D({tex or at})\rVert")
    return Line("slopes", ("fake" if at == "g" else "real", "d"), title or titles[at], norm.tex, (norm,))


def spots(symbol: str, tex: str, title: str, call: int = 0) -> Lines:
    """Lines of a penalty that asks for D's slope at places of its own: how they are drawn, and the slope there."""
    drawn = Line("spots", ("real", "fake"), title, tex, (Shown(f"spots.{call}", "places", symbol),))
    return [drawn, slopes("spots", call, symbol, "How steep D is there")]


def before(part: str, lines: Lines, *more: Line) -> Lines:
    """The lines with some more in front of one."""
    return [new for line in lines for new in ((*more, line) if line.part == part else (line,))]


def after(part: str, lines: Lines, *more: Line) -> Lines:
    """The lines with some more behind one."""
    return [new for line in lines for new in ((line, *more) if line.part == part else (line,))]


def changed(part: str, lines: Lines, **fields: Any) -> Lines:
    """The lines with one that reads otherwise."""
    return [line._replace(**fields) if line.part == part else line for line in lines]
