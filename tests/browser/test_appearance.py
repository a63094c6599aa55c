"""Themes, sizes, motion, and that everybody can use it."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.playground import Playground

AXE = Path(__file__).parent.parent.parent / "web" / "node_modules" / "axe-core" / "axe.min.js"
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SMALLEST: dict[str, Any] = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}
# For each window that opens in the page, which all have the page's colours: two of them take long.
THEMES = ["Light", *(pytest.param(name, marks=pytest.mark.slow) for name in ("Dark", "Projector"))]
BACKGROUND = "getComputedStyle(document.body).backgroundColor"


def choose_theme(playground: Playground, name: str) -> None:
    playground.button("Theme").click()
    playground.button(name).click()
    expect(playground.page.locator("html")).to_have_attribute("data-theme", name.lower())


def violations(playground: Playground) -> list[str]:
    """What axe-core objects to, with the places."""
    playground.page.evaluate(AXE.read_text(encoding="utf-8"))
    found = playground.page.evaluate("axe.run()")["violations"]
    return [f"{rule['id']}: {node['html'][:150]} {node['any'][:1]}" for rule in found for node in rule["nodes"]]


@pytest.mark.usefixtures("packages")
@pytest.mark.parametrize("theme", ["Light", "Dark", "Projector"])
def test_everybody_can_use_it_in_every_theme(playground: Playground, theme: str) -> None:
    choose_theme(playground, theme)
    playground.pause()
    assert violations(playground) == []


@pytest.mark.usefixtures("packages")
def test_everybody_can_use_the_line_the_details_and_the_dialogs(visit: Visit) -> None:
    playground = visit("#data=gaussian_1d&variant=wgan_gp")
    playground.pause()
    more = playground.button(re.compile(r"^\d+ knobs? more$"))
    while more.count():
        more.first.click()
    assert violations(playground) == []
    playground.button("Help").click()
    assert violations(playground) == []


def test_a_theme_repaints_the_stage_and_outlives_a_reload(playground: Playground) -> None:
    playground.pause()
    light, page = playground.picture(), playground.page.evaluate(BACKGROUND)
    choose_theme(playground, "Dark")
    playground.repaints(light)
    assert playground.page.evaluate(BACKGROUND) != page
    playground.page.reload()
    expect(playground.page.locator("html")).to_have_attribute("data-theme", "dark")


@pytest.mark.parametrize("options", [{"color_scheme": "dark"}])
def test_a_dark_system_gets_a_dark_page(playground: Playground) -> None:
    expect(playground.page.locator("html")).to_have_attribute("data-theme", "dark")
    playground.page.emulate_media(color_scheme="light")
    expect(playground.page.locator("html")).to_have_attribute("data-theme", "light")


@pytest.mark.parametrize("options", [{"reduced_motion": "reduce"}])
def test_less_motion_where_it_is_asked_for(playground: Playground) -> None:
    playground.shows(20)
    playground.button("Theme").click()
    assert playground.page.evaluate("document.getAnimations().length") == 0
    expect(playground.button("Pause")).to_be_visible()


@pytest.mark.parametrize("theme", ["Light", "Projector"])
def test_nothing_lies_over_the_legend_or_the_transport(playground: Playground, theme: str) -> None:
    choose_theme(playground, theme)
    for place in ("Stage", "Transport"):
        for button in playground.page.get_by_label(place, exact=True).get_by_role("button").all():
            if button.is_visible() and button.is_enabled():
                button.click(trial=True)


def test_the_essential_stands_above_the_fold_of_a_laptop(playground: Playground) -> None:
    page = playground.page
    stage = page.get_by_role("main").get_by_role("img")
    transport = page.get_by_label("Transport", exact=True)
    losses = page.get_by_role("figure", name="Losses").get_by_role("img")
    for part in (stage, transport, losses):
        expect(part).to_be_visible()
        box = part.bounding_box()
        assert box is not None
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 720
    box = stage.bounding_box()
    assert box is not None
    assert box["width"] * box["height"] > 0.19 * 1280 * 720, "the stage is small"


@pytest.mark.parametrize("options", [PHONE], ids=["phone"])
def test_a_phone_shows_the_stage_first(playground: Playground) -> None:
    box = playground.page.get_by_role("main").get_by_role("img").bounding_box()
    button = playground.button("Pause").bounding_box()
    assert box is not None
    assert button is not None
    assert box["y"] + box["height"] < 844
    assert box["width"] > 330
    assert button["y"] + button["height"] <= 844
    assert playground.page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("options", [SMALLEST], ids=["320 px"])
def test_nothing_scrolls_sideways_on_the_smallest_screen(playground: Playground) -> None:
    folded = playground.page.locator("details:not([open]) > summary")
    assert folded.count() > 1
    while folded.count():
        folded.first.click()
    assert playground.page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("options", [PHONE], ids=["phone"])
def test_what_is_touched_is_large_enough(playground: Playground) -> None:
    small = """() => [...document.querySelectorAll('button, select, input, summary')]
      .map((control) => [control.getAttribute('aria-label') ?? control.textContent, control.getBoundingClientRect()])
      .filter(([, { width, height }]) => width && (width < 24 || height < 24))
      .map(([name, { width, height }]) => `${name} ${width}×${height}`)"""
    assert playground.page.evaluate(small) == []
