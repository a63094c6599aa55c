"""The benchmarks' own arithmetic, and how figures are kept."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bench import __main__ as command
from tests.bench.measuring import interleaved, machine, median_of, median_ratio


def test_everybody_has_a_turn_in_each_cycle_and_each_cycle_begins_with_another() -> None:
    order: list[str] = []

    def contestant(name: str) -> Callable[[], float]:
        return lambda: order.append(name) or 1.0  # type: ignore[func-returns-value]

    interleaved({name: contestant(name) for name in "abc"}, 3)
    assert "".join(order) == "abcbcacab"


def test_ratios_are_taken_within_a_cycle() -> None:
    # A machine that becomes ten times slower changes no ratio, although it changes every rate.
    results = [{"a": 20.0, "b": 10.0}, {"a": 2.0, "b": 1.0}, {"a": 4.0, "b": 2.0}, {"a": 40.0, "b": 20.0}]
    assert median_ratio(results, "a", to="b") == 2
    assert median_of(results, "a") == 12


def test_records_keep_the_other_figures(tmp_path: Path) -> None:
    path = tmp_path / "recorded.json"
    command.record("toys", {"ratio_1": 2.0}, path)
    command.record("learn", {"js_max": 0.2}, path)
    command.record("toys", {"ratio_1": 3.0}, path)
    kept = json.loads(path.read_text())
    assert {name: entry["figures"] for name, entry in kept.items()} == {
        "toys": {"ratio_1": 3.0},
        "learn": {"js_max": 0.2},
    }
    assert kept["toys"]["machine"] == machine()


def test_quick_figures_are_not_recorded(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        command.main(["learn", "--quick", "--record"])
    assert stopped.value.code == 2
    assert "not worth recording" in capsys.readouterr().err


def test_some_keys_are_added_to_what_this_machine_has(tmp_path: Path) -> None:
    path = tmp_path / "recorded.json"
    command.record("images", {"dcgan_s": 60.0, "frechet": 9.0}, path)
    command.record("images", {"frechet": 8.0}, path, add=True)
    assert json.loads(path.read_text())["images"]["figures"] == {"dcgan_s": 60.0, "frechet": 8.0}
    path.write_text(path.read_text().replace(machine(), "another"))
    command.record("images", {"frechet": 7.0}, path, add=True)
    assert json.loads(path.read_text())["images"]["figures"] == {"frechet": 7.0}
