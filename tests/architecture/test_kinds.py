"""A comparison with the name of a kind is found, and a mere name is not."""

import pytest

from tests.architecture.kinds import branches


@pytest.mark.parametrize(
    "line",
    [
        "if run.kind == 'toy':",
        'if run.kind != "image":',
        "const image = run?.kind === 'image'",
        "{#if kind !== 'toy'}",
        "if 'image' == kind:",
        'case "toy":',
        "case 'image':",
        'if kind in ("toy", "image"):',
        'if "toy" in kinds:',
    ],
)
def test_a_question_for_the_kind_is_a_branch(line: str) -> None:
    assert list(branches("server/runs/live.py", f"\n{line}")) == [f"server/runs/live.py:2: {line}"]


@pytest.mark.parametrize("line", ['kind: Literal["toy", "image"]', 'KINDS = {"toy": TOY}', "send('image', bytes)"])
def test_a_name_is_no_branch(line: str) -> None:
    assert list(branches("server/runs/live.py", line)) == []


def test_a_kind_may_know_itself() -> None:
    assert list(branches("server/worker/toys/worker.py", 'kind == "toy"')) == []
    assert list(branches("web/src/kinds/toy/stage.ts", "kind === 'toy'")) == []
