"""Circles and chains of imports, on graphs small enough to draw."""

from tests.architecture.graph import circles, path, reachable

GRAPH = {
    "a": {"b"},
    "b": {"c"},
    "c": {"a", "d"},
    "d": {"e"},
    "e": {"d"},
    "f": {"a"},
    "g": set[str](),
}


def test_circles_are_the_groups_that_reach_each_other() -> None:
    assert circles(GRAPH) == [["a", "b", "c"], ["d", "e"]]


def test_a_line_has_no_circle() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": set()}) == []


def test_reachable_goes_through_others() -> None:
    assert reachable(GRAPH, "f") == {"a", "b", "c", "d", "e"}
    assert reachable(GRAPH, "g") == set()


def test_a_file_reaches_itself_in_a_circle_only() -> None:
    assert "d" in reachable(GRAPH, "d")
    assert "f" not in reachable(GRAPH, "f")


def test_a_path_is_a_shortest_chain() -> None:
    assert path(GRAPH | {"f": {"a", "c"}}, "f", lambda file: file == "e") == ["f", "c", "d", "e"]
    assert path(GRAPH, "d", lambda file: file == "a") is None
