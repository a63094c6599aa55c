"""Who comes sees a GAN that learns, without a click."""

import re

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import USUAL, Visit
from tests.browser.playground import Playground
from tests.server.serving import Served


def test_a_gan_is_training_on_arrival(playground: Playground) -> None:
    expect(playground.button("Pause")).to_be_visible()
    first = playground.shows(5)
    picture = playground.picture()
    assert picture[1] > 50, "the stage is blank"
    assert playground.shows(first + 60) > first
    playground.repaints(picture)
    assert playground.run()["state"] == "running"


WIDTHS = """() => {
  window.widths = []
  const note = () => {
    const frame = document.querySelector('.canvas-frame')
    if (frame) widths.push(Math.round(frame.getBoundingClientRect().width))
    requestAnimationFrame(note)
  }
  requestAnimationFrame(note)
}"""


@pytest.mark.parametrize("options", [USUAL], ids=["own window"])
def test_the_stage_keeps_its_size_while_the_rest_arrives(context: BrowserContext, visit: Visit) -> None:
    context.add_init_script(f"({WIDTHS})()")
    playground = visit()
    expect(playground.part("Losses")).to_be_visible()
    widths = playground.page.evaluate("widths")
    assert len(widths) > 5
    assert len(set(widths)) == 1


def test_the_picture_is_told_in_words_that_change(playground: Playground) -> None:
    stage = playground.page.get_by_role("main").get_by_role("img")
    expect(stage).to_have_accessible_name(re.compile(r"^Step [\d,]+"))
    before = stage.get_attribute("aria-label")
    expect(stage).not_to_have_accessible_name(before or "")
    losses = playground.page.get_by_role("img", name=re.compile(r"^Losses at step"))
    expect(losses).to_have_accessible_name(re.compile(r"Loss of D .*Loss of G .*"))


def test_every_canvas_stands_in_something_that_has_a_name(playground: Playground) -> None:
    expect(playground.page.get_by_role("img", name=re.compile("^Losses"))).to_be_visible()
    unnamed = """() => [...document.querySelectorAll('canvas')]
      .filter((canvas) => !canvas.closest('[role=img][aria-label], button[aria-label], [aria-hidden=true]'))
      .map((canvas) => canvas.parentElement.outerHTML.slice(0, 200))"""
    assert playground.page.evaluate(unnamed) == []


def test_a_line_is_shown_as_in_figure_1(visit: Visit) -> None:
    playground = visit("#data=gaussian_1d")
    assert playground.run()["toy"]["dims"] == 1
    picture = playground.picture()
    assert picture[1] > 5
    playground.repaints(picture)
    layers = playground.page.get_by_role("list", name="Layers")
    expect(layers).to_contain_text(re.compile("p.*q.*D", re.S))


def test_a_line_says_that_it_has_no_grid(visit: Visit) -> None:
    playground = visit("#data=gaussian_1d")
    playground.page.keyboard.press("m")
    expect(playground.notices()).to_contain_text("Only data in the plane have a grid of z")


def test_before_the_server_answers_nothing_is_claimed(context: BrowserContext, served: Served) -> None:
    context.route("**/api/catalogue", lambda route: None)
    page = context.new_page()
    page.goto(served.url)
    transport = page.get_by_role("region", name="Transport")
    expect(transport.get_by_role("button", name="Seed", exact=True)).to_be_disabled()
    expect(transport).not_to_contain_text("speed")
    expect(transport.get_by_role("slider", name="Speed")).to_have_count(0)


def test_a_reload_keeps_the_run(playground: Playground) -> None:
    before = playground.run()["run"]
    step = playground.shows(30)
    playground.page.reload()
    playground.shows(step)
    assert playground.run()["run"] == before


def test_a_run_that_is_no_more_is_made_again(playground: Playground) -> None:
    playground.page.evaluate("sessionStorage.setItem('saddle.run', 'gone')")
    playground.page.reload()
    playground.shows(1)
    assert playground.run()["state"] == "running"


def test_an_unknown_place_says_so(playground: Playground) -> None:
    for path in ("nowhere", "api/runs/nobody", "static/assets/nothing.js"):
        assert playground.served.get(path).status_code == 404
    assert playground.served.get("api/runs/nobody").json()["detail"]["code"] == "unknown_run"


def test_the_rest_interface_is_documented_without_another_host(visit: Visit) -> None:
    playground = visit()
    playground.page.goto(playground.served.url + "docs")
    expect(playground.page.get_by_role("heading", name="GET /api/runs/{id}", exact=True)).to_be_visible()
