"""Every command comes back from its JSON as it was, and has a type of its own."""

import pytest

from server.protocol import commands
from server.protocol.base import Recipe
from server.protocol.commands import COMMAND
from server.protocol.queries import Trace

EXAMPLES: list[commands.Command] = [
    commands.Create(recipe=Recipe(variant="wgan", knobs={"lr_d": 0.1}), playing=False, speed=None, ref=1),
    commands.Open(run="a", ref=2),
    commands.Leave(run="a"),
    commands.Pull(run="a", after=3, epoch=1, layers=["fake", "curve"], plane=(2, 0)),
    Trace(run="a", ref=3),
    COMMAND.validate_python({"type": "generate", "run": "a", "what": {"type": "nearest", "place": 2}}),
    commands.Play(run="a"),
    commands.Pause(run="a"),
    commands.Step(run="a", count=10, only="g"),
    commands.Speed(run="a", speed=None),
    commands.Reset(run="a"),
    commands.NewSeed(run="a", seed=7),
    commands.Tune(run="a", knobs={"lr_g": 0.2}, data_knobs={"radius": 2}),
    commands.Build(run="a", recipe=Recipe(data="ring")),
]


@pytest.mark.parametrize("command", EXAMPLES, ids=lambda command: command.type)
def test_a_command_comes_back_as_it_was(command: commands.Command) -> None:
    assert COMMAND.validate_json(command.model_dump_json()) == command


def test_there_is_an_example_of_each() -> None:
    members = commands.Command.__origin__.__args__  # type: ignore[attr-defined]
    assert {type(command) for command in EXAMPLES} == set(members)
    assert len({member.model_fields["type"].default for member in members}) == len(members)
