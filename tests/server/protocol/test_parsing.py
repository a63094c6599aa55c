import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.protocol.commands import COMMAND, Pull, Speed, Tune
from server.protocol.limits import MAX_COMMAND_BYTES
from server.protocol.messages import Error
from server.protocol.parsing import parse_command

COMMANDS = ("create", "open", "pull", "play", "pause", "step", "speed", "reset", "new_seed", "tune", "build")


def refused(message: str | bytes) -> Error:
    answer = parse_command(message)
    assert isinstance(answer, Error)
    return answer


def test_good_commands_come_back_typed() -> None:
    pull = '{"type": "pull", "run": "a", "after": 3, "epoch": 1, "layers": ["fake"], "plane": [2, 0]}'
    assert parse_command(pull) == Pull(run="a", after=3, epoch=1, layers=["fake"], plane=(2, 0))
    assert parse_command('{"type": "speed", "run": "a", "speed": null}') == Speed(run="a", speed=None)
    assert parse_command('{"type": "speed", "run": "a", "speed": 5}') == Speed(run="a", speed=5.0)


@pytest.mark.parametrize(
    ("message", "code", "named"),
    [
        (b"\x00\xff\x10", "malformed", "binary"),
        ("", "malformed", "JSON"),
        ("{", "malformed", "JSON"),
        ("\ud800", "malformed", "JSON"),
        ("[" * 5000 + "]" * 5000, "malformed", "recursion"),
        ("[]", "malformed", "object"),
        ("3", "malformed", "object"),
        ("{}", "malformed", "type"),
        ('{"type": "dance"}', "unknown_type", "dance"),
        ('{"type": 7}', "unknown_type", "7"),
        ('{"type": "play"}', "rejected", "run"),
        ('{"type": "play", "run": ""}', "rejected", "run"),
        ('{"type": "play", "run": "a", "colour": 1}', "rejected", "colour"),
        ('{"type": "step", "run": "a", "count": "5"}', "rejected", "count"),
        ('{"type": "step", "run": "a", "count": 0}', "rejected", "count"),
        ('{"type": "step", "run": "a", "count": 1.5}', "rejected", "count"),
        ('{"type": "step", "run": "a", "count": true}', "rejected", "count"),
        ('{"type": "step", "run": "a", "only": "x"}', "rejected", "only"),
        ('{"type": "speed", "run": "a", "speed": NaN}', "rejected", "speed"),
        ('{"type": "speed", "run": "a", "speed": 1e999}', "rejected", "speed"),
        ('{"type": "speed", "run": "a", "speed": -1}', "rejected", "speed"),
        ('{"type": "new_seed", "run": "a", "seed": ' + "9" * 5000 + "}", "malformed", "number"),
        ('{"type": "pull", "run": "a", "layers": [' + ", ".join(33 * ['"fake"']) + "]}", "rejected", "layers"),
        ('{"type": "pull", "run": "a", "layers": [7]}', "rejected", "layers"),
        ('{"type": "pull", "run": "a", "plane": [0, 64]}', "rejected", "plane"),
        ('{"type": "pull", "run": "a", "plane": [0, 1, 2]}', "rejected", "plane"),
        ('{"type": "create", "recipe": {"seed": -1}}', "rejected", "recipe.seed"),
        (" " * (MAX_COMMAND_BYTES + 1), "too_large", str(MAX_COMMAND_BYTES)),
    ],
)
def test_bad_messages_get_an_answer_that_names_what_is_wrong(message: str | bytes, code: str, named: str) -> None:
    error = refused(message)
    assert error.code == code
    assert named in error.message
    error.model_dump_json().encode()  # and it can be sent


def test_what_is_allowed_is_said() -> None:
    assert refused('{"type": "step", "run": "a", "only": "x"}').allowed == "d or g"
    assert refused('{"type": "step", "run": "a", "count": 0}').allowed == "≥ 1"
    assert "tune" in (refused('{"type": "dance"}').allowed or "")


def test_the_senders_number_comes_back_even_when_the_rest_is_wrong() -> None:
    assert refused('{"type": "dance", "ref": 12}').ref == 12
    assert refused('{"type": "play", "ref": "12"}').ref is None
    assert refused('{"type": "play", "ref": true}').ref is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
FIELDS = ("ref", "run", "after", "epoch", "layers", "count", "only", "speed", "seed", "knobs", "data_knobs", "recipe")


@given(st.text() | st.binary())
def test_no_text_and_no_bytes_raise(message: str | bytes) -> None:
    refused(message).model_dump_json().encode()


@given(st.fixed_dictionaries({"type": st.sampled_from(COMMANDS)}, optional=dict.fromkeys(FIELDS, JSON)))
def test_no_values_raise_and_what_is_accepted_is_a_command(fields: dict[str, object]) -> None:
    answer = parse_command(json.dumps(fields))
    if isinstance(answer, Error):
        answer.model_dump_json().encode()
    else:
        assert COMMAND.validate_python(answer) == answer
        assert answer.type == fields["type"]


@given(st.dictionaries(st.text(max_size=10), JSON, max_size=5))
def test_knobs_pass_through_unchanged(knobs: dict[str, object]) -> None:
    text = json.dumps({"type": "tune", "run": "a", "knobs": knobs})
    command = parse_command(text)
    if isinstance(command, Tune):  # text that is no Unicode is refused
        assert json.dumps(command.knobs) == json.dumps(json.loads(text)["knobs"])
    else:
        assert isinstance(command, Error)
