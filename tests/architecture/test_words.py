"""A replaced word is found alone and within names, and words that only look like it are not."""

import pytest

from tests.architecture.words import REPLACED, Replaced

ROUND = REPLACED[0]


@pytest.mark.parametrize(
    "line",
    [
        "for one round of training",
        "Rounds a second",
        "rounds: int = 1",
        "rounds_per_s = 3",
        "def next_round(self) -> None:",
        "const nextRound = roundOf(choice)",
        "SGAN_rounds",
        "return round",
    ],
)
def test_a_round_of_training_is_found(line: str) -> None:
    assert list(ROUND.uses("models/x.py", f"\n{line}")) == [f"models/x.py:2: {line}"]


@pytest.mark.parametrize(
    "line",
    [
        "around the background, rounded and surrounding",
        "x = round(y, 2)",
        "Math.round(value * 10)",
        "context.lineCap = 'round'",
        "stroke-linejoin: round;",
        "the round trip is long",
        'p.add_argument("--rounds")',
        "or the other way round",
        "a round number",
    ],
)
def test_another_sense_is_no_round_of_training(line: str) -> None:
    assert list(ROUND.uses("models/x.py", line)) == []


def test_a_name_is_looked_for_as_it_is() -> None:
    word = Replaced("Post", "WorkerSpec")
    assert list(word.uses("server/x.py", "httpx.post(url)  # PostOffice, a post")) == []
    assert list(word.uses("server/x.py", "def start(post: Post)")) == ["server/x.py:1: def start(post: Post)"]


def test_a_word_is_looked_for_in_its_files_only() -> None:
    word = Replaced("verdict", "score", ("server/",))
    assert list(word.uses("web/src/x.ts", "verdicts")) == []
    assert list(word.uses("server/x.py", "self.verdicts")) == ["server/x.py:1: self.verdicts"]
