"""What is turned is what is trained: knobs, data, variants and examples."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.playground import Playground


def test_turning_a_learning_rate_changes_what_is_trained(playground: Playground) -> None:
    before = playground.run()
    old = before["recipe"]["knobs"]["lr_d"]
    rate = playground.knob("Discriminator", "Learning rate")
    rate.fill("0.02")
    rate.press("Enter")
    run = playground.until(lambda run: run["recipe"]["knobs"]["lr_d"] == 0.02)
    (change,) = run["changes"]
    assert (change["name"], change["old"], change["new"]) == ("lr_d", old, 0.02)
    assert run["version"] > before["version"]
    expect(playground.marks()).to_have_count(1)
    expect(playground.marks()).to_contain_text(re.compile(rf"Step [\d,]+: .*{re.escape(str(old))} → 0\.02"))
    playground.page.wait_for_url("**/#lr_d=0.02")


def test_a_learning_rate_of_zero_stops_g_while_the_run_goes_on(visit: Visit) -> None:
    playground = visit("#layers=fake&ema=0")
    rate = playground.knob("Generator", "Learning rate")
    rate.fill("0")
    rate.press("Enter")
    stopped = playground.until(lambda run: run["changes"] != [])["changes"][-1]["step"]
    step = playground.shows(stopped + 1)
    fakes = playground.picture()
    playground.shows(step + 50)
    assert playground.picture() == fakes


def test_a_slider_turns_its_knob(playground: Playground) -> None:
    slider = playground.knobs("Generator").get_by_role("slider", name="Learning rate")
    slider.focus()
    playground.page.keyboard.press("PageUp")
    run = playground.until(lambda run: run["changes"] != [])
    assert run["recipe"]["knobs"]["lr_g"] > run["changes"][0]["old"]
    expect(playground.knob("Generator", "Learning rate")).to_have_value(str(run["recipe"]["knobs"]["lr_g"]))


def test_a_knob_that_needs_new_networks_says_that_it_rebuilds(playground: Playground) -> None:
    playground.shows(50)
    noise = playground.knob("Noise", "Noise size")
    noise.fill("4")
    noise.press("Enter")
    expect(playground.notices()).to_contain_text("seed 1")
    run = playground.until(lambda run: run["recipe"]["knobs"]["noise_dim"] == 4)
    assert run["epoch"] > 0
    assert run["recipe"]["seed"] == 1


def test_a_value_out_of_range_is_refused_with_what_is_allowed(playground: Playground) -> None:
    rate = playground.knob("Generator", "Learning rate")
    usual = playground.run()["recipe"]["knobs"]["lr_g"]
    rate.fill("7")
    rate.press("Enter")
    expect(playground.notices()).to_contain_text(re.compile(r"Learning rate cannot be 7.*0 … 1"))
    expect(rate).to_have_value(str(usual))
    assert playground.run()["recipe"]["knobs"]["lr_g"] == usual
    playground.shows(playground.step() + 10)


def test_details_open_on_request(playground: Playground) -> None:
    generator = playground.knobs("Generator")
    expect(generator.get_by_label("Optimiser")).to_have_count(0)
    playground.button(re.compile(r"^\d+ knobs? more$"), generator).click()
    generator.get_by_role("combobox", name="Optimiser").select_option("sgd")
    playground.until(lambda run: run["recipe"]["knobs"]["optimiser_g"] == "sgd")


def test_other_data_take_the_place_of_these(playground: Playground) -> None:
    before = playground.run()
    playground.shows(20)
    data = playground.page.get_by_role("region", name="Data")
    playground.button("Ring", data).click()
    run = playground.until(lambda run: run["recipe"]["data"] == "ring")
    assert run["run"] == before["run"]
    assert run["epoch"] > before["epoch"]
    expect(playground.button("Ring", data)).to_have_attribute("aria-pressed", "true")
    playground.page.wait_for_url("**/#data=ring")


def test_data_have_knobs_of_their_own(visit: Visit) -> None:
    playground = visit("#data=gaussian_1d&data.mean=2")
    assert playground.run()["recipe"]["data_knobs"]["mean"] == 2
    mean = playground.page.get_by_role("region", name="Data").get_by_role("spinbutton", name="Mean")
    mean.fill("1")
    mean.press("Enter")
    run = playground.until(lambda run: run["recipe"]["data_knobs"]["mean"] == 1)
    assert run["changes"][-1]["new"] == 1


def test_another_variant_brings_its_paper_formula_and_knobs(playground: Playground) -> None:
    game = playground.page.get_by_role("region", name="Game")
    playground.button(re.compile("^GAN"), game).click()
    playground.button(re.compile("Gulrajani")).click()
    run = playground.until(lambda run: run["recipe"]["variant"] == "wgan_gp")
    expect(playground.knob("Discriminator", "Penalty")).to_have_value(str(run["recipe"]["knobs"]["penalty"]))
    expect(game.locator(".katex").or_(playground.page.locator(".katex")).first).to_be_visible()
    playground.button("About", game).click()
    about = playground.page.get_by_role("dialog")
    expect(about).to_contain_text("1704.00028")
    expect(about).to_contain_text("Watch for:")
    playground.page.keyboard.press("Escape")
    expect(about).to_be_hidden()
