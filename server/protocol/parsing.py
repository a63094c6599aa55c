"""From the bytes of a browser's message to a `Command`, or to an `Error` that names what is wrong with them."""

from contextlib import suppress
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails, from_json

from server.protocol.commands import COMMAND, Command
from server.protocol.limits import MAX_COMMAND_BYTES
from server.protocol.messages import Error

BOUNDS = {"ge": "≥ {}", "gt": "> {}", "le": "≤ {}", "lt": "< {}"}
LENGTHS = {"min_length": "at least {} long", "max_length": "at most {} long"}


def parse_command(message: str | bytes) -> Command | Error:
    """Never raises, whatever the message; a command that is refused changes nothing."""
    if isinstance(message, bytes):
        return Error(code="malformed", message="A binary message came; commands are JSON text.")
    if len(message) > MAX_COMMAND_BYTES:
        return Error(code="too_large", message=f"A command may have {MAX_COMMAND_BYTES} characters at most.")
    try:
        return COMMAND.validate_json(message)
    except ValidationError as invalid:
        return explain(invalid, ref=_ref(message))
    except ValueError as invalid:  # lone surrogates, numbers too long to convert
        return Error(code="malformed", message=f"The message is not valid JSON: {_short(invalid)}.")


def explain(invalid: ValidationError, ref: int | None = None) -> Error:
    """The first of pydantic's complaints as an answer for a person."""
    detail = invalid.errors(include_url=False, include_input=False)[0]
    match detail["type"]:
        case "json_invalid":
            reason = str(detail.get("ctx", {}).get("error", "it does not parse"))
            return Error(ref=ref, code="malformed", message=f"The message is not valid JSON: {_short(reason)}.")
        case "union_tag_invalid":
            context = detail.get("ctx", {})
            known = str(context.get("expected_tags", "")).replace("'", "")
            message = f"There is no command of type {_short(context.get('tag'))!r}."
            return Error(ref=ref, code="unknown_type", message=message, control="type", allowed=known)
        case "string_unicode":
            return Error(ref=ref, code="malformed", message="The message is not valid JSON: it is no Unicode text.")
        case "union_tag_not_found" | "model_attributes_type" | "model_type" | "dict_type":
            message = 'A command is a JSON object with a "type".'
            return Error(ref=ref, code="malformed", message=message, control="type")
    return _refuse(detail, ref)


def _refuse(detail: ErrorDetails, ref: int | None) -> Error:
    path = [str(part) for part in detail["loc"]]
    control = _short(".".join(path[1:] or path))
    if detail["type"] == "extra_forbidden":
        return Error(ref=ref, code="rejected", message=f"There is no field {control!r} here.", control=control)
    message = f"{control}: {detail['msg'][0].lower()}{detail['msg'][1:]}."
    return Error(ref=ref, code="rejected", message=message, control=control, allowed=allowed(detail))


def allowed(detail: ErrorDetails) -> str | None:
    """What pydantic would have accepted, in short: "> 0", "d or g"; none where it cannot say."""
    context: dict[str, Any] = detail.get("ctx", {})
    bounds = [form.format(context[name]) for name, form in (BOUNDS | LENGTHS).items() if name in context]
    if bounds:
        return ", ".join(bounds)
    return str(context["expected"]).replace("'", "") if "expected" in context else None


def _ref(message: str) -> int | None:
    """The sender's number of a command that was refused, so that the page can tell which it was."""
    with suppress(ValueError, TypeError):  # TypeError: text that is no Unicode
        parsed = from_json(message)
        ref = parsed.get("ref") if isinstance(parsed, dict) else None
        return ref if isinstance(ref, int) and not isinstance(ref, bool) else None
    return None


def _short(text: object, limit: int = 120) -> str:
    words = str(text).encode("utf-8", "replace").decode()
    return words if len(words) <= limit else words[: limit - 1] + "…"
