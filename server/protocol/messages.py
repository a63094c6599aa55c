"""Messages: what the server sends to a browser, as JSON text. Pictures travel apart, as binary frames (frames.py)."""

from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from server.protocol.base import Kind, RunId, WholeRecipe, Wire

PROTOCOL_VERSION = 1


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


class Column(Wire):
    """A column of the curve: how the page names it and reads it."""

    name: str
    label: str
    formula: str  # TeX; empty where this variant has no such number, and its column says nothing
    equilibrium: float | None  # the value where p = q and D is at its best


class Loading(Wire):
    """A download of images: bytes that have arrived, and the total, 0 if it is unknown."""

    here: int
    total: int


class Cost(Wire):
    """The cost of an image run on this machine, measured in its first steps and again from time to time."""

    device: str  # "CPU, bfloat16"
    steps_per_s: float
    seconds: float | None  # from now to `until`; null if it is reached, or if the time to it is unknown
    until: str | None  # "80 % clear digits"


class ToyRun(Wire):
    """What only a run on points has."""

    dims: Literal[1, 2]
    box: list[float]  # low, high for each dimension: what the stage shows
    points: int  # that were drawn, pasted or uploaded; 0 for other data. GET /api/runs/{id}/points has them


class ImageRun(Wire):
    """What only a run on images has."""

    size: int  # pixels a side
    channels: int  # 1 grey, 3 colour
    classes: list[str]  # empty where nobody has labelled the images
    place: int | None  # in the queue for the device, 1 the next; null for a run that does not wait
    loading: Loading | None  # for a run that waits for its images
    cost: Cost | None  # once it has trained for a moment


class Run(Wire):
    """Everything about a run except its pictures; sent when any of it changes."""

    type: Literal["run"] = "run"
    ref: int | None = None
    run: RunId
    recipe: WholeRecipe  # without own points where there are more than 250
    state: Literal["running", "paused", "diverged", "failed", "lost"]
    step: int
    epoch: int  # grows when the networks are built anew or the data change: what was drawn before is void
    version: int  # grows with every tune; frames carry the version they were made with
    speed: float | None
    kind: Kind
    toy: ToyRun | None = None
    image: ImageRun | None = None
    columns: list[Column]  # in the order of the curve's array
    changes: list[Change]  # the newest 200
    watchers: int
    diverged: Diverged | None = None
    failed: Failed | None = None
    notice: str | None = None  # one sentence: "Rebuilt with seed 7, because width needs new networks."


class Quantity(Wire):
    """A quantity in a line of the algorithm: the first few samples, a row each; null is a number that is not finite."""

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
    nodes: list[str]  # parts of the model that it passes: noise, g, fake, real, d, predictions, loss_d, loss_g
    back: bool  # gradients flow, against the model's arrows
    title: str
    line: str  # of the algorithm, in TeX
    values: list[Quantity]
    samples: dict[str, list[list[float | None]]]  # what it adds to the picture: x, g, spots, arrows; z in [0, 1]


class Traced(Wire):
    """The step that comes after `step`, in slow motion. Of many updates the first, the second and the last."""

    type: Literal["traced"] = "traced"
    ref: int | None = None
    run: RunId
    step: int
    epoch: int
    substeps: list[Substep]


class Generated(Wire):
    """The images that answer a question, side by side in rows of `columns`."""

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
    run: str | None = None  # whose end it tells, where it answers no command
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

MESSAGE: TypeAdapter[Message] = TypeAdapter(Message)
