"""The reader of the page's imports finds each sort of import, and only imports."""

import pytest

from tests.architecture.page_imports import UnknownImportError, graph, specifiers


@pytest.mark.parametrize(
    "text",
    [
        "import a from './a'",
        'import a from "./a"',
        "import type { A } from './a'",
        "import { type A, b as c } from './a'",
        "import {\n  A,\n  B,\n} from './a'",
        "import * as a from './a'",
        "import a, { b } from './a'",
        "import './a'",
        "export * from './a'",
        "export { A } from './a'",
        "export type { A } from './a'",
        "const a = await import('./a')",
        "type A = import('./a').A",
        "{#await import('./a')}…{/await}",
        "<script lang=\"ts\">\n  import A from './a'\n</script>",
    ],
)
def test_each_sort_of_import_is_found(text: str) -> None:
    assert specifiers(text) == ["./a"]


@pytest.mark.parametrize(
    "text",
    [
        "// import a from './a'",
        "/* import a from './a' */",
        "<!-- import './a' -->",
        "const text = 'what is important from here'",
        "export const from = 'here'",
        "export function read(): string {\n  return take('./a')\n}",
        "fetch('https://x/y') // from './a'",
    ],
)
def test_nothing_else_is_an_import(text: str) -> None:
    assert specifiers(text) == []


def test_a_comment_does_not_begin_within_an_address() -> None:
    assert specifiers("const u = 'http://a'; const b = import('./b')") == ["./b"]


def test_targets_are_found_by_every_ending() -> None:
    sources = {
        "s/a.ts": "import './b'\nimport '../t/c.svelte'\nimport '../t/d.svelte'\nimport '../t'\nimport 'uplot'",
        "s/b.ts": "",
        "t/c.svelte": "import './table.json'\nimport './style.css?inline'",
        "t/d.svelte.ts": "",
        "t/index.ts": "",
    }
    found = graph(sources, assets={"t/table.json", "t/style.css"})
    assert found["s/a.ts"] == {"s/b.ts", "t/c.svelte", "t/d.svelte.ts", "t/index.ts"}
    assert found["t/c.svelte"] == set()


def test_an_import_of_no_file_is_an_error() -> None:
    with pytest.raises(UnknownImportError, match=r"s/a\.ts imports \./b"):
        graph({"s/a.ts": "import './b'"})
