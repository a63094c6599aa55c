"""Slow motion shows the step that the run then makes, forward and back, by hand and by key."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit
from tests.browser.playground import Playground
from tests.browser.test_appearance import violations
from tests.server.browser import browser


def slow(playground: Playground) -> Locator:
    """Slow motion, standing at the first sub-step of the next step."""
    playground.button("Slow motion").click()
    panel = playground.page.get_by_role("region", name="Slow motion")
    expect(panel.get_by_role("listitem").first).to_be_visible()
    playground.button("Pause slow motion", panel).click()
    panel.get_by_role("slider", name="Sub-step").fill("0")
    return panel


def at(panel: Locator, place: str) -> None:
    expect(panel.locator("strong")).to_have_text(place)


def shown_loss(panel: Locator) -> float:
    return float(panel.locator("[aria-current=step] dd").first.inner_text().replace("−", "-"))


def test_its_losses_are_those_of_the_step_it_makes(visit: Visit) -> None:
    playground = visit("#data=gaussian_ring")
    panel = slow(playground)
    step = playground.until(lambda run: run["state"] == "paused")["step"]
    losses = []
    for place in ("D 1 of 5", "D 2 of 5", "D 3 of 5", "D 4 of 5", "D 5 of 5", "G 1 of 5", "G 2 of 5", "G 3 of 5"):
        at(panel, place)
        if place == "D 4 of 5":
            losses.append(shown_loss(panel))
        playground.button("Sub-step forward", panel).click()
    at(panel, "G 4 of 5")
    losses.append(shown_loss(panel))
    assert playground.run()["step"] == step, "nothing is trained before the step has been seen"
    for _ in range(2):
        playground.page.locator("body").press("ArrowRight")
    at(panel, "D 1 of 5")
    expect(panel).to_contain_text(f"step {step + 2:,}")
    playground.until(lambda run: run["step"] == step + 1)
    answer = playground.served.get(f"api/runs/{playground.run()['run']}/curve?from={step + 1}&to={step + 1}").json()
    assert losses == pytest.approx(answer["rows"][0][:2], rel=5e-3)


def test_escape_leaves_it(playground: Playground) -> None:
    panel = slow(playground)
    playground.page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    playground.until(lambda run: run["state"] == "running")


@pytest.mark.usefixtures("packages")
def test_it_goes_back_and_leaves_the_run_as_it_was(visit: Visit) -> None:
    playground = visit("#data=gaussian_1d")
    panel = slow(playground)
    keys = playground.page.keyboard
    playground.page.locator("body").press("ArrowRight")
    at(panel, "D 2 of 5")
    expect(playground.part("Generator").locator("xpath=..")).to_have_class(re.compile("lit"))
    keys.press("ArrowLeft")
    at(panel, "D 1 of 5")
    expect(playground.button("Sub-step back", panel)).to_be_disabled()
    panel.get_by_role("button", name="The loss of D").click()
    at(panel, "D 4 of 5")
    expect(panel.locator("[aria-current=step] .katex").first).to_be_visible()
    expect(panel.locator(".katex-error")).to_have_count(0)
    assert violations(playground) == []
    playground.page.locator("body").press("s")
    expect(panel).to_be_hidden()
    playground.until(lambda run: run["state"] == "running")


def test_it_plays_into_the_next_step(visit: Visit) -> None:
    playground = visit()
    playground.pause()
    playground.page.locator("body").press("s")
    panel = playground.page.get_by_role("region", name="Slow motion")
    panel.get_by_role("combobox").select_option("4 / s")
    step = playground.run()["step"]
    playground.until(lambda run: run["step"] > step, 30)
    playground.button("Leave slow motion", panel).press("Enter")
    expect(panel).to_be_hidden()
    expect(playground.button("Slow motion")).to_be_focused()
    assert playground.run()["state"] == "paused"


@pytest.mark.parametrize("options", [{"reduced_motion": "reduce", "viewport": {"width": 390, "height": 844}}])
def test_every_line_of_a_critic_on_a_phone_without_motion(options: Any, visit: Visit) -> None:
    playground = visit("#variant=wgan_gp&data=ring")
    panel = slow(playground)
    assert playground.page.evaluate("document.getAnimations().length") == 0
    slider = panel.get_by_role("slider", name="Sub-step")
    last = int(slider.get_attribute("max") or 0)
    with browser(playground.served.url) as visitor:
        visitor.ask("open", run=playground.run()["run"])
        substeps = visitor.ask("trace")["substeps"]
    assert last == len(substeps) - 1
    for index in (0, 4, 13, 14, last):
        slider.fill(str(index))
        expect(panel.locator("[aria-current=step]")).to_contain_text(substeps[index]["title"])
        expect(panel.locator("strong")).to_have_text(
            f"{substeps[index]['network'].upper()} {substeps[index]['number']} of {substeps[index]['of']}"
        )
    assert playground.page.evaluate("document.documentElement.scrollWidth") <= 390
