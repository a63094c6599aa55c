from server.protocol.messages import Run
from server.protocol.typescript import TARGET, generate, schema


def test_the_checked_in_types_are_those_of_the_protocol() -> None:
    assert TARGET.read_text(encoding="utf-8") == generate(), "stale: run `python -m server.protocol.typescript`"


def test_every_message_is_tagged_and_closed() -> None:
    definitions = schema()["$defs"]
    for union in ("Command", "Message"):
        for member in definitions[union]["anyOf"]:
            shape = definitions[member["$ref"].rpartition("/")[2]]
            assert "type" in shape["required"]
            assert shape["additionalProperties"] is False


def test_what_the_server_sends_is_always_whole() -> None:
    run = schema()["$defs"]["Run"]
    assert set(run["required"]) == set(Run.model_fields)
