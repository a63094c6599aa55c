"""`python -m tests.architecture` prints the rules that are broken, by which files, and counts of the whole."""

from tests.architecture import rules, sizes
from tests.architecture.graph import circles


def main() -> None:
    for name, broken in rules.RULES.items():
        if found := broken():
            print(f"\n{name}:", *found, sep="\n  ")
    lengths = sizes.lengths(rules.written())
    print(
        f"\n{len(lengths)} source files, median {sizes.usual_length(rules.written()):g} lines, "
        f"longest {max(lengths.values())} ({max(lengths, key=lengths.__getitem__)}); "
        f"{len(circles(rules.python_graph()))} circles in Python and {len(circles(rules.page_graph()))} in the page; "
        f"{len(rules.branches_on_the_kind())} branches on the kind outside its own places"
    )


if __name__ == "__main__":
    main()
