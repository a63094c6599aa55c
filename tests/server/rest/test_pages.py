import asyncio
import json
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from server.rest import pages
from server.rest.pages import add_pages, page_assets

ENTRY = {
    "src/main.ts": {
        "file": "assets/main-a1b2.js",
        "isEntry": True,
        "css": ["assets/main-c3d4.css"],
        "imports": ["_lib.js"],
    },
    "_lib.js": {"file": "assets/lib-e5f6.js", "css": ["assets/lib-0a0b.css"]},
    "src/lazy.ts": {"file": "assets/lazy-9.js", "isDynamicEntry": True},
}


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A web folder whose page is built."""
    manifest = tmp_path / "dist" / ".vite" / "manifest.json"
    manifest.parent.mkdir(parents=True)
    manifest.write_text(json.dumps(ENTRY))
    (tmp_path / "dist" / "assets").mkdir()
    (tmp_path / "dist" / "assets" / "main-a1b2.js").write_text("let x = 1\n" * 1000)
    (tmp_path / "dist" / "plain.txt").write_text("plain")
    (tmp_path / "index.html").write_text("<!doctype html><head>{{ page_assets() }}</head>")
    monkeypatch.setattr(pages, "WEB", tmp_path)
    monkeypatch.setattr(pages, "DIST", tmp_path / "dist")
    monkeypatch.setattr(pages, "MANIFEST", manifest)
    return tmp_path


def get(path: str, dev: str | None = None) -> httpx.Response:
    app = FastAPI()
    add_pages(app, dev)

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
            return await client.get(path)

    return asyncio.run(ask())


def test_the_page_loads_the_bundle_by_its_hashed_names(built: Path) -> None:
    response = get("/")
    assert response.headers["Cache-Control"] == "no-cache"
    assert '<script type="module" src="/static/assets/main-a1b2.js"></script>' in response.text
    assert '<link rel="modulepreload" href="/static/assets/lib-e5f6.js">' in response.text
    for name in ("main-c3d4", "lib-0a0b"):
        assert f'<link rel="stylesheet" href="/static/assets/{name}.css">' in response.text
    assert "lazy" not in response.text


def test_hashed_assets_are_kept_for_ever_and_others_are_not(built: Path) -> None:
    assert "immutable" in get("/static/assets/main-a1b2.js").headers["Cache-Control"]
    assert get("/static/plain.txt").headers["Cache-Control"] == "no-cache"
    missing = get("/static/assets/main-old.js")
    assert missing.status_code == 404
    assert "immutable" not in missing.headers.get("Cache-Control", "")


def test_while_developing_the_modules_come_from_vite(built: Path) -> None:
    html = get("/", "http://localhost:5173").text
    assert '<script type="module" src="http://localhost:5173/static/@vite/client"></script>' in html
    assert '<script type="module" src="http://localhost:5173/static/src/main.ts"></script>' in html


def test_a_page_that_is_not_built_says_what_to_do(built: Path) -> None:
    pages.MANIFEST.unlink()
    response = get("/")
    assert response.status_code == 503
    assert "npm run build" in response.text
    with pytest.raises(FileNotFoundError):
        page_assets()


def test_no_file_outside_the_bundle_is_served(built: Path) -> None:
    assert get("/static/../index.html").status_code == 404
    assert get("/static/%2e%2e/index.html").status_code == 404
