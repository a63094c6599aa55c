"""The page: web/index.html as a Jinja template, with the bundle's hashed names from Vite's manifest.

With SADDLE_DEV=http://localhost:5173 the modules come from `npm run dev` instead, and changes show at once.
"""

import json
from pathlib import Path

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles
from fastapi.templating import Jinja2Templates
from markupsafe import Markup
from starlette.types import Scope

WEB = Path(__file__).parents[2] / "web"
DIST = WEB / "dist"
MANIFEST = DIST / ".vite" / "manifest.json"
ENTRY = "src/main.ts"
NOT_BUILT = "<h1>The page is not built</h1><p>Run <code>npm ci && npm run build</code> in web/, or install again.</p>"
FOREVER = "public, max-age=31536000, immutable"


class Assets(StaticFiles):
    """The bundle; names in assets/ carry a hash, so what a name stands for never changes."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        hashed = Path(path).parts[:1] == ("assets",) and response.status_code < 400
        response.headers["Cache-Control"] = FOREVER if hashed else "no-cache"
        return response


def page_assets(dev: str | None = None) -> Markup:
    """The elements that load the page's script and styles. Raises FileNotFoundError when it was not built."""
    if dev:
        modules = ("@vite/client", ENTRY)
        return Markup("\n").join(
            Markup('<script type="module" src="{}/static/{}"></script>').format(dev, module) for module in modules
        )
    manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    entry = manifest[ENTRY]
    needed = [manifest[name] for name in entry.get("imports", [])]
    styles = [name for chunk in (entry, *needed) for name in chunk.get("css", [])]
    links = [Markup('<link rel="stylesheet" href="/static/{}">').format(name) for name in styles]
    preloads = [Markup('<link rel="modulepreload" href="/static/{}">').format(chunk["file"]) for chunk in needed]
    script = Markup('<script type="module" src="/static/{}"></script>').format(entry["file"])
    return Markup("\n").join([*links, *preloads, script])


def add_pages(app: FastAPI, dev: str | None) -> None:
    """Serve / and /static/."""
    templates = Jinja2Templates(WEB)
    templates.env.globals["page_assets"] = lambda: page_assets(dev)
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    def page(request: Request) -> HTMLResponse:
        if not dev and not MANIFEST.exists():
            return HTMLResponse(NOT_BUILT, status_code=503)
        return templates.TemplateResponse(request, "index.html", headers={"Cache-Control": "no-cache"})

    app.include_router(router)
    app.mount("/static", Assets(directory=DIST, check_dir=False), name="static")
