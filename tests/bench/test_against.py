"""Two checkouts are compared by the ratios of their figures, cycle by cycle."""

import json
from functools import partial
from pathlib import Path

import pytest

from tests.bench import __main__ as command
from tests.bench import against


def checkout(root: Path) -> Path:
    """An empty folder of benchmarks in a checkout."""
    bench = root / "tests" / "bench"
    bench.mkdir(parents=True)
    for folder in (root / "tests", bench):
        (folder / "__init__.py").touch()
    return bench


def test_contestants_take_turns_and_change_places() -> None:
    order: list[str] = []

    def contestant(name: str) -> dict[str, float]:
        order.append(name)
        return {"fps": float(len(order))}

    found = against.in_turns({name: partial(contestant, name) for name in ("here", "there")}, 3, lambda _: None)
    assert order == ["here", "there", "there", "here", "here", "there"]
    assert found[1] == {"there": {"fps": 3.0}, "here": {"fps": 4.0}}


def test_ratios_are_taken_within_a_cycle() -> None:
    # The machine is ten times slower in the second cycle.
    cycles = [
        {"here": {"fps": 20.0, "new": 1.0}, "there": {"fps": 10.0, "old": 1.0}},
        {"here": {"fps": 2.0, "new": 1.0}, "there": {"fps": 1.0, "old": 1.0}},
        {"here": {"fps": 4.0, "new": 1.0}, "there": {"fps": 2.0, "old": 1.0}},
    ]
    assert against.compared(cycles, lambda _: None) == {"fps": {"here": 4.0, "there": 2.0, "ratio": 2.0}}


def test_a_figure_of_nothing_has_no_ratio() -> None:
    cycles = [{"here": {"lost": 1.0}, "there": {"lost": 0.0}}]
    assert against.compared(cycles, lambda _: None)["lost"]["ratio"] is None


def test_figures_of_tables_within_are_named_by_their_path() -> None:
    figures = {"fps": 60, "gan_lab": {"fps": 8.5, "note": "x"}, "quick": True, "who": "me"}
    assert against.flat(figures) == {"fps": 60.0, "gan_lab.fps": 8.5}


def test_the_other_checkout_runs_its_own_code(tmp_path: Path) -> None:
    bench = checkout(tmp_path)
    source = 'import json, sys\nprint("chatter")\nprint(json.dumps({"arguments": len(sys.argv) - 1}))\n'
    (bench / "__main__.py").write_text(source)
    assert against.run(tmp_path, ["toys", "--quick"]) == {"arguments": 3.0}


def test_the_command_compares(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    checkout(tmp_path)
    asked: list[tuple[Path, list[str], int]] = []

    def measure(there: Path, arguments: list[str], cycles: int, say: against.Say) -> dict[str, float]:
        asked.append((there, arguments, cycles))
        return {"compared": 1.0}

    monkeypatch.setattr(against, "measure", measure)
    command.main(["toys", "--quick", "--against", str(tmp_path), "--cycles", "2", "--json"])
    assert asked == [(tmp_path, ["toys", "--quick"], 2)]
    assert json.loads(capsys.readouterr().out) == {"compared": 1.0, "quick": True}


@pytest.mark.parametrize("wrong", [["--record", "--against", "."], ["--against", "/nowhere/at/all"]])
def test_a_comparison_that_cannot_be_is_refused(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["toys", *wrong])
    assert "--against" in capsys.readouterr().err
