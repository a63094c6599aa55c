"""A cold visit in headless Chromium: until the first picture of a training GAN, and how smoothly it then moves.

The page marks every picture it draws; an observer that is there before the page's own scripts notes when. Each visit
is another browser process with an empty profile, at 1280 × 720: first as it opens, then with every layer on the stage,
the charts and the model's stamps moving all the while, and the same at 1920 × 1080, where more charts are in view.
"""

from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.browser.chromium import arguments, chromium
from tests.server.serving import serving

Say = Callable[[str], None]

VISITS = 9
STREAMED = 5.0  # s
OBSERVER = """
window.pictures = []  // [ms since the navigation began, step]
new PerformanceObserver(list => {
  for (const mark of list.getEntriesByName('picture')) pictures.push([mark.startTime, mark.detail])
}).observe({ type: 'mark' })
"""
TRAINING = "pictures.find(([_, step]) => step > 0)"
# Bytes on the wire of all scripts that had come by then; the server compresses them.
SCRIPTS = """until => performance.getEntriesByType('resource')
  .filter(({ name, responseEnd }) => name.split('?')[0].endsWith('.js') && responseEnd <= until)
  .map(({ name, encodedBodySize }) => [name, encodedBodySize])"""
LAYER_OFF = "ul[aria-label=Layers] button[aria-pressed=false][aria-keyshortcuts]"
# Drawing the same step again (another theme, another size) is no new picture.
NEW = "since => new Set(pictures.filter(([at]) => at >= since).map(([_, step]) => step)).size"


def measure(quick: bool, say: Say) -> dict[str, Any]:
    """Medians over the visits: first_picture_s, js_kb (1,000 bytes, compressed), and pictures a second: fps with all
    layers, fps_large on the large screen, fps_usual as the page opens.
    """
    found: list[dict[str, float]] = []
    with TemporaryDirectory() as folder, serving(Path(folder)) as served, sync_playwright() as playwright:
        path = chromium()
        for _ in range(2 if quick else VISITS):
            browser = playwright.chromium.launch(executable_path=path, args=arguments())
            page = browser.new_page(viewport={"width": 1280, "height": 720}, locale="en-US")
            found.append(visit(page, served.url, 2.0 if quick else STREAMED))
            say(", ".join(f"{name} {value:.4g}" for name, value in found[-1].items()))
            browser.close()
    medians = {name: median(visit[name] for visit in found) for name in found[0]}
    rounded = {name: round(value, 2 if name == "first_picture_s" else 1) for name, value in medians.items()}
    return rounded | {"visits": len(found)}


def visit(page: Page, url: str, seconds: float) -> dict[str, float]:
    """One visit; every fps is taken once the first second with what it shows is over."""
    page.add_init_script(OBSERVER)
    page.goto(url, wait_until="commit")
    page.wait_for_function(TRAINING, timeout=60_000)
    first: float = page.evaluate(f"{TRAINING}[0]")
    scripts: list[tuple[str, int]] = page.evaluate(SCRIPTS, first)
    assert scripts, "the page has no scripts: npm run build"
    usual = fps(page, seconds)
    while page.locator(LAYER_OFF).count():
        page.locator(LAYER_OFF).first.click()
    full = fps(page, seconds)
    page.set_viewport_size({"width": 1920, "height": 1080})
    return {
        "first_picture_s": first / 1000,
        "js_kb": sum(size for _, size in scripts) / 1000,
        "fps": full,
        "fps_large": fps(page, seconds),
        "fps_usual": usual,
    }


def fps(page: Page, seconds: float) -> float:
    """Pictures a second on the stage from a second hence."""
    page.wait_for_timeout(1000)
    since: float = page.evaluate("performance.now()")
    page.wait_for_timeout(1000 * seconds)
    drawn: int = page.evaluate(NEW, since)
    until: float = page.evaluate("performance.now()")
    return drawn / ((until - since) / 1000)
