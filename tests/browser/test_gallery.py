"""The gallery: what is chosen there is trained, why it fails is said beside it, and its cure is at hand."""

import re

import pytest
from playwright.sync_api import expect

from models.kinds import PRESETS
from models.preset import Preset
from models.toys.gallery.presets import PRESETS as TOYS
from models.toys.games import VARIANTS
from tests.browser.conftest import Visit
from tests.browser.playground import Playground


def preset(name: str) -> Preset:
    return next(preset for preset in PRESETS if preset.name == name)


def test_a_failing_experiment_is_explained_and_cured(playground: Playground) -> None:
    ill = preset("mode_collapse")
    assert ill.cure is not None
    playground.button("Gallery").click()
    fails = playground.page.get_by_role("dialog").get_by_role("region", name="It fails")
    expect(fails.get_by_role("button")).to_have_count(sum(preset.kind == "bad" for preset in TOYS))
    fails.get_by_role("button", name=re.compile(f"^{ill.title}")).click()
    recipe = playground.until(lambda run: run["recipe"]["data"] == ill.data)["recipe"]
    assert {name: recipe["knobs"][name] for name in ill.knobs} == ill.knobs
    card = playground.page.get_by_role("region", name="From the gallery")
    expect(card).to_contain_text(ill.why)
    playground.page.wait_for_url("**/#preset=mode_collapse")
    healed = recipe["knobs"] | ill.cure.knobs
    playground.button("Apply the cure", card).click()
    run = playground.until(lambda run: run["recipe"]["knobs"] == healed)
    assert run["epoch"] > 0
    assert {change["name"] for change in run["changes"]} == set(ill.cure.knobs)
    expect(card).to_contain_text(ill.cure.why)
    expect(playground.button("Apply the cure", card)).to_have_count(0)
    expect(card).to_be_focused()
    playground.button("Leave the gallery’s text", card).press("Enter")
    expect(playground.button("Gallery")).to_be_focused()


def test_a_choice_goes_on_training_where_slow_motion_stood(playground: Playground) -> None:
    playground.button("Slow motion").click()
    playground.until(lambda run: run["state"] == "paused")
    playground.button("Gallery").click()
    cards = playground.page.get_by_role("dialog").get_by_role("button")
    expect(cards.filter(has_text="Eight Gaussians with WGAN-GP")).not_to_contain_text("WGAN-GP WGAN-GP")
    cards.filter(has_text="Two moons with WGAN-GP").click()
    playground.until(lambda run: run["recipe"]["data"] == "moons" and run["state"] == "running")
    expect(playground.page.get_by_role("region", name="Slow motion")).to_have_count(0)


def test_a_cure_that_needs_other_networks_builds_them(visit: Visit) -> None:
    ill = preset("small_generator")
    assert ill.cure is not None
    playground = visit("#preset=small_generator&seed=3")
    before = playground.run()
    assert (before["recipe"]["knobs"]["g_width"], before["recipe"]["seed"]) == (2, 3)
    playground.button("Apply the cure").click()
    run = playground.until(lambda run: run["recipe"]["knobs"]["g_width"] == 32)
    assert run["recipe"]["knobs"]["g_layers"] == 2
    assert run["epoch"] > before["epoch"]
    assert run["recipe"]["seed"] == 3


def test_the_gallery_can_be_used_by_keyboard(playground: Playground) -> None:
    keyboard = playground.page.keyboard
    playground.button("Gallery").focus()
    keyboard.press("Enter")
    dialog = playground.page.get_by_role("dialog", name="Gallery")
    expect(dialog).to_be_visible()
    keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(playground.button("Gallery")).to_be_focused()
    keyboard.press("Enter")
    last = dialog.get_by_role("button").last
    for _ in range(len(TOYS) + 3):
        keyboard.press("Tab")
        if last.evaluate("button => button === document.activeElement"):
            break
    keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    playground.until(lambda run: run["recipe"]["knobs"].get("label_smoothing") == 0.4)


def test_the_text_stays_until_it_is_left_or_the_data_are_others(visit: Visit) -> None:
    playground = visit("#preset=oscillation&lr_d=0.1")
    card = playground.page.get_by_role("region", name="From the gallery")
    expect(card).to_contain_text(preset("oscillation").why)
    assert playground.run()["recipe"]["knobs"]["lr_d"] == 0.1
    playground.button("Leave the gallery’s text").click()
    expect(card).to_have_count(0)
    playground.page.wait_for_url(re.compile("#data=gaussian_1d&"))


def test_what_the_gallery_set_goes_with_its_data_and_what_was_turned_stays(visit: Visit) -> None:
    playground = visit("#preset=oscillation&lr_d=0.1")
    playground.page.get_by_role("region", name="Data").get_by_role("button", name="Ring", exact=True).click()
    knobs = playground.until(lambda run: run["recipe"]["data"] == "ring")["recipe"]["knobs"]
    assert knobs["lr_d"] == 0.1
    given = preset("oscillation").knobs
    usual = VARIANTS["gan"].Knobs().model_dump()
    assert {name: knobs[name] for name in given if name != "lr_d"} == {n: usual[n] for n in given if n != "lr_d"}
    playground.page.wait_for_url(re.compile("#data=ring&"))


@pytest.mark.slow
def test_images_open_beside_the_points_and_points_where_they_were_left(playground: Playground) -> None:
    ill = preset("dcgan_sigmoid")
    points = playground.run()["run"]
    playground.button("Gallery").click()
    dialog = playground.page.get_by_role("dialog")
    playground.button("Images", dialog).click()
    dialog.get_by_role("button", name=re.compile(f"^{ill.title}")).click()
    expect(playground.page.get_by_role("region", name="Transport").get_by_role("button", name="Reset")).to_be_disabled()
    painted = playground.until(lambda run: run["kind"] == "image")
    assert painted["run"] != points
    assert (painted["recipe"]["variant"], painted["recipe"]["knobs"]["tanh"]) == ("dcgan", False)
    card = playground.page.get_by_role("region", name="From the gallery")
    expect(card).to_contain_text(ill.why)
    playground.button("Apply the cure", card).click()
    playground.until(lambda run: run["recipe"]["knobs"].get("tanh") is True)
    playground.button("Gallery").click()
    expect(playground.button("Images", dialog)).to_have_attribute("aria-pressed", "true")
    playground.button("Points", dialog).click()
    dialog.get_by_role("button", name=re.compile("Two moons with WGAN-GP")).click()
    back = playground.until(lambda run: run["recipe"]["data"] == "moons")
    assert back["run"] == points
