"""A refusal carries its answer."""

from server.protocol.messages import Error
from server.protocol.refusal import RefusedError


def test_it_says_what_the_answer_says() -> None:
    error = Error(code="busy", message="All places are taken.", control="run")
    refused = RefusedError(error)
    assert (str(refused), refused.error) == ("All places are taken.", error)
