"""Commands: what a browser sends to the server, as JSON text. `ref` is echoed in the answer to a command."""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from server.protocol.base import Pace, Recipe, RunId, Seed, Values
from server.protocol.queries import Addressed, Query, RunCommand, Trace
from server.protocol.questions import AnyQuestion

LayerName = Annotated[str, Field(max_length=64)]  # of the run's kind, as the catalogue tells it, or "curve"
Coordinate = Annotated[int, Field(ge=0, le=63)]  # of the noise


class Create(Addressed):
    """Make a run of one's own and watch it."""

    type: Literal["create"] = "create"
    recipe: Recipe = Recipe()
    playing: bool = True
    speed: Pace = 120.0


class Open(Addressed):
    """Watch a run that exists (after a reload, or from a shared address)."""

    type: Literal["open"] = "open"
    run: RunId


class Pull(RunCommand):
    """Ask for one frame newer than step `after` (or of another epoch); answered once there is one."""

    type: Literal["pull"] = "pull"
    after: Annotated[int, Field(ge=-1)] = -1
    epoch: int = -1
    layers: Annotated[list[LayerName], Field(max_length=32)] | None = None  # null for the usual ones of its kind
    plane: tuple[Coordinate, Coordinate] = (0, 1)  # which coordinates of the noise the manifold shows


class Play(RunCommand):
    type: Literal["play"] = "play"


class Pause(RunCommand):
    type: Literal["pause"] = "pause"


class Step(RunCommand):
    """Take steps while paused; `only` lets one network learn and holds the other."""

    type: Literal["step"] = "step"
    count: Annotated[int, Field(ge=1, le=1000)] = 1
    only: Literal["d", "g"] | None = None


class Speed(RunCommand):
    """Steps a second; null for as fast as the machine can."""

    type: Literal["speed"] = "speed"
    speed: Pace


class Reset(RunCommand):
    """Back to step 0 with the same seed and the user's settings."""

    type: Literal["reset"] = "reset"


class NewSeed(RunCommand):
    """Back to step 0 with another seed (drawn by the server when none is given)."""

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


class Generate(Query):
    """Ask an image GAN for images; nothing changes, and it is answered while it trains."""

    type: Literal["generate"] = "generate"
    what: Annotated[AnyQuestion, Field(discriminator="type")]


Command = Annotated[
    Create | Open | Leave | Pull | Trace | Generate | Play | Pause | Step | Speed | Reset | NewSeed | Tune | Build,
    Field(discriminator="type"),
]

COMMAND: TypeAdapter[Command] = TypeAdapter(Command)
