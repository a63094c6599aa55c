"""`python -m tests.browser.picture` takes the README's pictures of the running page, of points and of images."""

import tempfile
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from tests.browser.chromium import arguments, chromium
from tests.browser.playground import Playground
from tests.server.serving import serving

WEB = Path(__file__).parent.parent.parent / "web"
PICTURES = (  # file, experiment, and the step it is taken after
    ("picture.png", "#data=gaussian_ring", 1500),
    ("picture-images.png", "#variant=cgan&data=digits", 600),
)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as served, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=arguments())
        for name, experiment, step in PICTURES:
            page = browser.new_page(viewport={"width": 1200, "height": 690}, locale="en-US", color_scheme="light")
            page.set_default_timeout(180_000)
            playground = Playground(page, served).open(experiment)
            playground.shows(step)
            playground.pause()
            expect(page.get_by_role("figure", name="Losses")).to_be_visible()
            page.mouse.move(0, 0)
            page.screenshot(path=WEB / name)
            page.close()
            print(f"wrote {WEB / name}: {(WEB / name).stat().st_size / 1000:.0f} kB")
        browser.close()


if __name__ == "__main__":
    main()
