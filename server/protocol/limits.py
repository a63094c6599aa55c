"""The limits that a browser must keep to; the catalogue tells them to the page."""

from server.protocol.base import Wire

MAX_COMMAND_BYTES = 64 * 1024


class Limit(Wire):
    """The most that is allowed, and the sentence that refuses more; "{}" stands there for what was given."""

    most: int
    refusal: str


class Limits(Wire):
    command_bytes: int
    coordinate: float  # of own points, on both sides of 0
    points: int  # own points of a run
    table_bytes: Limit  # a table of own points
    upload_files: Limit  # own images
    upload_bytes: Limit  # own images together
    saved_run_bytes: Limit
