"""Every message between browser and server, typed once; `web/src/wire/protocol.ts` is generated from this file.

Small and rare things are JSON text in two tagged unions, `Command` (browser → server) and `Message` (server →
browser). The browser pulls pictures: binary frames in the safetensors format (models/toys/pictures/snapshot.py).
"""

from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

PROTOCOL_VERSION = 1
MAX_COMMAND_BYTES = 64 * 1024

RunId = Annotated[str, Field(min_length=1, max_length=64)]
Seed = Annotated[int, Field(ge=0, le=2**31 - 1)]
Values = dict[str, Any]
OfToys = Literal["fake", "field", "density", "optimum", "gradient", "manifold", "histogram", "verdicts"]
OfImages = Literal["samples", "scores"]
Layer = Literal["curve"] | OfToys | OfImages
LAYERS = 1 + len(get_args(OfToys)) + len(get_args(OfImages))
Coordinate = Annotated[int, Field(ge=0, le=63)]  # of the noise


class Wire(BaseModel):
    """Strict: "12" is no number and NaN is none either; a field nobody knows is refused, not ignored."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        strict=True,
        allow_inf_nan=False,
        json_schema_serialization_defaults_required=True,
    )


class Recipe(Wire):
    """What a run is made of; knobs left out take their defaults."""

    variant: str = "gan"
    data: str = "gaussians"
    knobs: Values = {}
    data_knobs: Values = {}
    seed: Seed = 1


class WholeRecipe(Recipe):
    """A recipe with every knob and its value."""


# Browser → server. `ref` is echoed in the answer, so that a browser can tell which command was refused.


class Addressed(Wire):
    ref: int | None = None


class Create(Addressed):
    """Make a run of one's own and watch it."""

    type: Literal["create"] = "create"
    recipe: Recipe = Recipe()
    playing: bool = True
    speed: Annotated[float, Field(gt=0, le=100_000)] | None = 120.0


class Open(Addressed):
    """Watch a run that exists (after a reload, or from a shared address)."""

    type: Literal["open"] = "open"
    run: RunId


class RunCommand(Addressed):
    run: RunId


class Pull(RunCommand):
    """Ask for one frame newer than round `after` (or of another epoch); answered once there is one."""

    type: Literal["pull"] = "pull"
    after: Annotated[int, Field(ge=-1)] = -1
    epoch: int = -1
    layers: Annotated[list[Layer], Field(max_length=LAYERS)] = [
        "fake",
        "field",
        "curve",
        "density",
    ]
    plane: tuple[Coordinate, Coordinate] = (0, 1)  # which coordinates of the noise the manifold shows


class Play(RunCommand):
    type: Literal["play"] = "play"


class Pause(RunCommand):
    type: Literal["pause"] = "pause"


class Step(RunCommand):
    """Advance by rounds while paused; `only` lets one network learn and holds the other."""

    type: Literal["step"] = "step"
    rounds: Annotated[int, Field(ge=1, le=1000)] = 1
    only: Literal["d", "g"] | None = None


class Speed(RunCommand):
    """Rounds a second; none for as fast as the machine can."""

    type: Literal["speed"] = "speed"
    speed: Annotated[float, Field(gt=0, le=100_000)] | None


class Reset(RunCommand):
    """Back to round 0 with the same seed and the user's settings."""

    type: Literal["reset"] = "reset"


class NewSeed(RunCommand):
    """Back to round 0 with another seed (drawn by the server when none is given)."""

    type: Literal["new_seed"] = "new_seed"
    seed: Seed | None = None


class Tune(RunCommand):
    """Change hyperparameters while it trains; those that need new networks rebuild the run with its seed."""

    type: Literal["tune"] = "tune"
    knobs: Values = {}
    data_knobs: Values = {}


class Build(RunCommand):
    """Put another recipe in this run's place: another variant, other data, a preset."""

    type: Literal["build"] = "build"
    recipe: Recipe


class Leave(RunCommand):
    """Watch this run no longer; what was still asked of it is not answered, nor is this."""

    type: Literal["leave"] = "leave"


class Trace(RunCommand):
    """Show the next round of this run in slow motion: its sub-steps, with the numbers it will have; nothing changes."""

    type: Literal["trace"] = "trace"


# What can be asked of an image GAN's averaged G. Noise is named by places of the grid of samples, 0 the first.

Place = Annotated[int, Field(ge=0, le=63)]
Places = Annotated[list[Place], Field(min_length=1, max_length=16)]


class Path(Wire):
    """Images between those of two places, ends included."""

    type: Literal["path"] = "path"
    a: Place
    b: Place
    how: Literal["line", "sphere"] = "sphere"
    count: Annotated[int, Field(ge=2, le=16)] = 10


class Arithmetic(Wire):
    """Four images: of the mean z of a, of b, of c, and of a − b + c."""

    type: Literal["arithmetic"] = "arithmetic"
    a: Places
    b: Places
    c: Places


class Plane(Wire):
    """The image at a place of a plane of z, (1, 0) and (0, 1) its axes; or a sheet of side × side from −2 to 2.

    A sheet's first row is at 2 of the second axis, as in a chart, its first column at −2 of the first.
    """

    type: Literal["plane"] = "plane"
    at: tuple[Annotated[float, Field(ge=-2, le=2)], Annotated[float, Field(ge=-2, le=2)]] = (0.0, 0.0)
    plane: Annotated[int, Field(ge=0, le=1000)] = 0  # of many; each has other axes
    label: Annotated[int, Field(ge=0, le=999)] = 0  # where G is conditioned on one
    side: Annotated[int, Field(ge=1, le=8)] = 1


class OfClass(Wire):
    """64 samples of one class, for G that is conditioned on it."""

    type: Literal["of_class"] = "of_class"
    label: Annotated[int, Field(ge=0, le=999)]


class Nearest(Wire):
    """The image of a place, and the training images that are nearest to it, pixel by pixel."""

    type: Literal["nearest"] = "nearest"
    place: Place
    count: Annotated[int, Field(ge=1, le=8)] = 5


Question = Path | Arithmetic | Plane | OfClass | Nearest


class Generate(RunCommand):
    """Ask an image GAN for images; nothing changes, and it is answered while it trains."""

    type: Literal["generate"] = "generate"
    what: Annotated[Question, Field(discriminator="type")]


Command = Annotated[
    Create | Open | Leave | Pull | Trace | Generate | Play | Pause | Step | Speed | Reset | NewSeed | Tune | Build,
    Field(discriminator="type"),
]

# Server → browser.


class Change(Wire):
    """A hyperparameter changed while it trained: a mark on the timeline."""

    step: int
    name: str
    old: Any
    new: Any


class Diverged(Wire):
    step: int
    advice: str


class Failed(Wire):
    """An exception in the worker; the run is kept and can be reset."""

    error: str


class Curves(Wire):
    """How the curves of this variant are to be read: name → formula in TeX, value at the optimum."""

    name: str
    label: str
    formula: str
    equilibrium: float | None


class Images(Wire):
    """Of an image GAN: what its samples are."""

    size: int  # pixels a side
    channels: int  # 1 grey, 3 colour
    classes: list[str]  # none where nobody has labelled them


class Loading(Wire):
    """Images on their way: bytes that are here, and in all; 0 where nobody knows."""

    here: int
    total: int


class Cost(Wire):
    """What an image run costs here, measured in its first rounds and now and then."""

    device: str  # "CPU, bfloat16"
    steps_per_s: float
    seconds: float | None  # from now to `until`; none once it is there, or where nobody has measured when that is
    until: str | None  # "80 % clear digits"


class OwnPoints(Wire):
    """Of data that were drawn, pasted or uploaded."""

    count: int


class Run(Wire):
    """All there is to know of a run except its pictures; sent when anything of it changes."""

    type: Literal["run"] = "run"
    ref: int | None = None
    run: RunId
    recipe: WholeRecipe
    state: Literal["running", "paused", "diverged", "failed", "lost"]
    step: int
    epoch: int  # grows when the networks are built anew or the data change: what was drawn before is void
    version: int  # grows with every tune; frames carry the version they were made with
    speed: float | None
    kind: Literal["toy", "image"]
    dims: Literal[1, 2] | None  # of a toy
    points: OwnPoints | None = None  # more than 250 are left out of the recipe; GET /api/runs/{id}/points has them
    box: list[float]  # of a toy: low, high for each dimension, what the stage shows
    images: Images | None = None  # of an image GAN
    place: int | None = None  # of an image run that waits for the device, 1 the next
    loading: Loading | None = None  # of an image run that waits for its images
    cost: Cost | None = None  # of an image run, once it has trained for a moment
    curves: list[Curves]
    changes: list[Change]  # the newest 200
    watchers: int
    diverged: Diverged | None = None
    failed: Failed | None = None
    notice: str | None = None  # one sentence: "Rebuilt with seed 7, because width needs new networks."


class Quantity(Wire):
    """What flows in a line of the algorithm: the first few samples, a row each; null is a number that is not finite."""

    label: str
    tex: str
    rows: list[list[float | None]]
    width: int  # coordinates a sample has; the first few are here
    mean: float | None  # over the batch, where it says something


class Substep(Wire):
    """Line `number` of `of` in update `update` of `updates` of a network."""

    number: int
    of: int
    network: Literal["d", "g"]
    update: int
    updates: int
    nodes: list[
        str
    ]  # the parts of the model it goes through, in order: noise, g, fake, real, d, predictions, loss_d, loss_g
    back: bool  # gradients flow, against the model's arrows
    title: str
    line: str  # of the algorithm, in TeX
    values: list[Quantity]
    samples: dict[str, list[list[float | None]]]  # what it adds to the picture: x, g, spots, arrows; z in [0, 1]


class Traced(Wire):
    """The round that comes after `step`, in slow motion. Of many updates the first, the second and the last."""

    type: Literal["traced"] = "traced"
    ref: int | None = None
    run: RunId
    step: int
    epoch: int
    substeps: list[Substep]


class Generated(Wire):
    """Images as they were asked for, side by side in rows of `columns`."""

    type: Literal["generated"] = "generated"
    ref: int | None = None
    run: RunId
    step: int
    epoch: int
    sheet: str  # WebP as a data: URL
    count: int
    columns: int
    size: int  # pixels a side of each
    labels: list[str]  # of training images, their classes; else none
    distances: list[float]  # of training images: root mean squared difference of values in [0, 1]; else none


class Error(Wire):
    """A command was refused; nothing has changed."""

    type: Literal["error"] = "error"
    ref: int | None = None
    code: Literal["malformed", "unknown_type", "rejected", "unknown_run", "too_large", "busy"]
    message: str  # a sentence that names what is wrong
    control: str | None = None  # the knob or field at fault
    allowed: str | None = None  # "0 … 100", "relu, tanh"


class Welcome(Wire):
    """First message on every socket."""

    type: Literal["welcome"] = "welcome"
    protocol: int = PROTOCOL_VERSION
    version: str
    device: str


Message = Annotated[Run | Traced | Generated | Error | Welcome, Field(discriminator="type")]

COMMAND: TypeAdapter[Command] = TypeAdapter(Command)
MESSAGE: TypeAdapter[Message] = TypeAdapter(Message)
