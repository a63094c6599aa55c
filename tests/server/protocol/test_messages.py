"""Every message comes back from its JSON as it was."""

import pytest

from server.protocol import messages
from server.protocol.base import WholeRecipe
from server.protocol.messages import MESSAGE

RUN = messages.Run(
    run="a",
    recipe=WholeRecipe(),
    state="running",
    step=3,
    epoch=1,
    version=2,
    speed=None,
    kind="toy",
    toy=messages.ToyRun(dims=2, box=[0.0, 1.0, 0.0, 1.0], points=0),
    columns=[messages.Column(name="loss_d", label="Loss of D", formula="x", equilibrium=1.5)],
    changes=[messages.Change(step=2, name="lr_d", old=0.1, new=0.2)],
    watchers=1,
)
IMAGE = messages.ImageRun(
    size=32,
    channels=1,
    classes=["0", "1"],
    place=2,
    loading=messages.Loading(here=1, total=2),
    cost=messages.Cost(device="CPU", steps_per_s=20.0, seconds=None, until=None),
)
EXAMPLES: list[messages.Message] = [
    RUN,
    RUN.model_copy(update={"kind": "image", "toy": None, "image": IMAGE}),
    RUN.model_copy(update={"state": "diverged", "diverged": messages.Diverged(step=3, advice="Lower it.")}),
    messages.Traced(ref=1, run="a", step=1, epoch=1, substeps=[]),
    messages.Generated(
        ref=2, run="a", step=1, epoch=1, sheet="data:", count=2, columns=2, size=16, labels=[], distances=[0.5]
    ),
    messages.Error(ref=3, code="rejected", message="No.", control="lr_d", allowed="0 … 1"),
    messages.Welcome(version="1", device="cpu"),
]


@pytest.mark.parametrize("message", EXAMPLES, ids=lambda message: message.type)
def test_a_message_comes_back_as_it_was(message: messages.Message) -> None:
    assert MESSAGE.validate_json(message.model_dump_json()) == message


def test_there_is_an_example_of_each() -> None:
    members = messages.Message.__origin__.__args__  # type: ignore[attr-defined]
    assert {type(message) for message in EXAMPLES} == set(members)
