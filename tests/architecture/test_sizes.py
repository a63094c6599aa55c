"""Long files and full folders are named with their numbers."""

from tests.architecture import sizes


def test_long_files_are_named() -> None:
    texts = {"a.py": "x\n" * 300, "b.py": "x\n" * 301, "c.py": ""}
    assert sizes.too_long(texts) == ["b.py has 301 lines"]
    assert sizes.usual_length(texts) == 300


def test_full_folders_are_named() -> None:
    assert sizes.too_flat([f"a/{n}.py" for n in range(16)]) == []
    assert sizes.too_flat([*(f"a/{n}.py" for n in range(17)), "a/b/c.py"]) == ["a holds 17 files"]
