"""A broken direction is found, and shown by the chain of imports that breaks it."""

from tests.architecture.directions import Rule, broken


def test_a_broken_direction_is_shown_by_its_chain() -> None:
    graph = {"a/x.py": {"c.py"}, "a/y.py": set[str](), "b/z.py": set[str](), "c.py": {"b/z.py"}}
    rule = Rule("", ("a/",), ("b/",))
    assert list(broken(rule, graph)) == ["a/x.py → c.py → b/z.py"]
    assert list(broken(Rule("", ("a/",), ("b/",), unless=("a/x.py",)), graph)) == []


def test_a_direct_rule_overlooks_what_others_import() -> None:
    graph = {"a/x.py": {"c.py"}, "a/y.py": {"b/z.py"}, "b/z.py": set[str](), "c.py": {"b/z.py"}}
    assert list(broken(Rule("", ("a/",), ("b/",), directly=True), graph)) == ["a/y.py → b/z.py"]
