"""multipart/form-data (RFC 7578) in memory: the usual readers put large files into the system's temporary folder."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from models.images.datasets.image_set import BadFile

BOUNDARY = re.compile(r'multipart/form-data\s*;.*?boundary=(?:"([^"]{1,70})"|([^\s";,]{1,70}))', re.I)
EXTENDED = re.compile(r"filename\*=UTF-8''([^\s;]*)", re.I)
PLAIN = re.compile(r'filename="([^"\r\n]*)"', re.I)
ESCAPED = (("%22", '"'), ("%0D", "\r"), ("%0A", "\n"))  # what browsers escape in a name, and nothing else
LONGEST_HEAD = 8192  # bytes of the lines before a file
WINDOW = 1 << 20  # bytes searched at a time: the event loop waits for one search, and not for 64 MB
CUT_OFF = "The upload is cut off: it does not end as multipart/form-data does."


def boundary_of(content_type: str) -> bytes:
    """What stands between the parts. Raises BadFile for any other type."""
    found = BOUNDARY.match(content_type.strip())
    if found is None:
        raise BadFile("Send the files as multipart/form-data, with a file name each.")
    return (found[1] or found[2]).encode("latin-1", "replace")


def files_in(body: bytes | bytearray, boundary: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each part that is a file, one by one; raises BadFile where the body is cut off."""
    delimiter = b"\r\n--" + boundary
    whole = memoryview(body)
    place = sought(body, delimiter[2:], 0)
    while place >= 0:
        place += len(delimiter) - 2
        if body[place : place + 2] == b"--":
            return
        head = body.find(b"\r\n\r\n", place, place + LONGEST_HEAD)
        end = sought(body, delimiter, head + 4) if head >= 0 else -1
        if end < 0:
            break
        if (name := name_in(bytes(whole[place:head]))) is not None:
            yield name, bytes(whole[head + 4 : end])
        place = end + 2
    raise BadFile(CUT_OFF)


def sought(body: bytes | bytearray, what: bytes, start: int) -> int:
    """As bytes.find, with pauses."""
    for at in range(start, len(body), WINDOW):
        if (found := body.find(what, at, at + WINDOW + len(what))) >= 0:
            return found
    return -1


def name_in(head: bytes) -> str | None:
    """The file's name in the lines before it; none for a field that is no file."""
    text = head.decode("utf-8", "replace")
    if found := EXTENDED.search(text):
        return unquote(found[1])
    if (found := PLAIN.search(text)) is None:
        return None
    name = found[1]
    for escaped, plain in ESCAPED:
        name = name.replace(escaped, plain)
    return name
