"""The kinds of runs that there are."""

from typing import Any

from server.kinds.image import Image
from server.kinds.kind import Kind
from server.kinds.toy import Toy

KINDS: dict[str, Kind[Any]] = {kind.name: kind for kind in (Toy(), Image())}
