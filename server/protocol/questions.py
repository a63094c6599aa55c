"""What can be asked of an image GAN: the questions of every system's tools, which answer them (models/images/tools)."""

from functools import reduce
from operator import or_
from typing import Any

from models.images.games import VARIANTS

KINDS = dict.fromkeys(kind for system in VARIANTS.values() for kind in system.question_types())
AnyQuestion: Any = reduce(or_, KINDS)
