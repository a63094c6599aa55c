"""`python -m tests.browser.picture` takes the README's picture of the running page, web/picture.png."""

import tempfile
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from tests.browser.chromium import arguments, chromium
from tests.browser.playground import Playground
from tests.server.serving import serving

TARGET = Path(__file__).parent.parent.parent / "web" / "picture.png"
EXPERIMENT = "#data=gaussian_ring"
STEP = 1500


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as served, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=arguments())
        page = browser.new_page(viewport={"width": 1200, "height": 690}, locale="en-US", color_scheme="light")
        page.set_default_timeout(60_000)
        playground = Playground(page, served).open(EXPERIMENT)
        playground.shows(STEP)
        playground.pause()
        expect(page.get_by_role("figure", name="Losses")).to_be_visible()
        page.mouse.move(0, 0)
        page.screenshot(path=TARGET)
        browser.close()
    print(f"wrote {TARGET}: {TARGET.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
