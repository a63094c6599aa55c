"""What somebody can ask a run: the base of all questions. Each is declared beside the tool that answers it."""

from models.strict import Strict


class Question(Strict):
    """Something to ask; each kind has a `type: Literal[…]` of its own."""
