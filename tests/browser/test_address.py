"""A link is an experiment."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.playground import Playground
from tests.server.serving import Served


def test_a_link_sets_variant_data_knobs_seed_and_speed(visit: Visit) -> None:
    playground = visit("#variant=wgan_gp&data=ring&lr_d=0.002&penalty=5&seed=7&speed=60")
    run = playground.run()
    recipe = run["recipe"]
    assert (recipe["variant"], recipe["data"], recipe["seed"], run["speed"]) == ("wgan_gp", "ring", 7, 60)
    assert (recipe["knobs"]["lr_d"], recipe["knobs"]["penalty"]) == (0.002, 5)
    expect(playground.knob("Discriminator", "Learning rate")).to_have_value("0.002")
    expect(playground.button("Seed 7")).to_be_visible()


def test_the_address_of_one_page_makes_the_same_experiment_in_another(visit: Visit) -> None:
    first = visit("#data=moons&seed=3")
    rate = first.knob("Generator", "Learning rate")
    rate.fill("0.003")
    rate.press("Enter")
    first.page.wait_for_url("**lr_g=0.003**")
    second = visit("#" + first.page.url.partition("#")[2])
    assert second.run()["run"] != first.run()["run"]
    assert second.run()["recipe"] == first.run()["recipe"]


def test_defaults_are_left_out(playground: Playground) -> None:
    playground.shows(5)
    assert "#" not in playground.page.url
    assert "variant" not in playground.page.url


def test_what_a_link_gets_wrong_is_put_right_and_said(visit: Visit) -> None:
    playground = visit("#variant=wgan_gp&banana=3&lr_g=50&layers=real,apple")
    expect(playground.notices()).to_contain_text("banana")
    expect(playground.notices()).to_contain_text(re.compile(r"50 is outside 0 … 1"))
    expect(playground.notices()).to_contain_text("There is no layer called “apple”")
    assert playground.run()["recipe"]["knobs"]["lr_g"] == 1
    playground.page.wait_for_url("**/#variant=wgan_gp&lr_g=1&layers=real")


def test_a_speed_beyond_the_slider_is_brought_back_and_said(visit: Visit) -> None:
    playground = visit("#speed=9999")
    expect(playground.notices()).to_contain_text("it is now 2000")
    assert playground.run()["speed"] == 2000
    playground.page.wait_for_url("**/#speed=2000")


def test_a_variant_that_nobody_knows_falls_to_the_first(visit: Visit) -> None:
    playground = visit("#variant=banana")
    expect(playground.notices()).to_contain_text("There is no variant called “banana”")
    assert playground.run()["recipe"]["variant"] == "gan"


def test_another_address_in_the_same_tab_is_another_experiment(playground: Playground) -> None:
    before = playground.run()["run"]
    playground.page.evaluate("location.hash = '#seed=4&layers=real&speed=7'")
    playground.until(lambda run: (run["recipe"]["seed"], run["speed"]) == (4, 7))
    playground.page.evaluate("location.hash = '#data=checkerboard&seed=5'")
    run = playground.until(lambda run: (run["recipe"]["seed"], run["speed"]) == (5, 120))
    assert (run["run"], run["recipe"]["data"]) == (before, "checkerboard")
    playground.page.wait_for_url("**/#data=checkerboard&seed=5")


def test_a_link_followed_in_the_same_tab_is_another_experiment(playground: Playground) -> None:
    before = playground.run()["run"]
    playground.page.goto(playground.served.url + "docs")
    playground.open("#data=moons&seed=3&speed=60")
    run = playground.run()
    assert (run["recipe"]["data"], run["recipe"]["seed"], run["speed"]) == ("moons", 3, 60)
    assert run["run"] != before


def test_share_says_that_the_link_is_copied(playground: Playground) -> None:
    playground.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    playground.button("Share").click()
    playground.button("Copy link").click()
    expect(playground.button("Copy link")).to_be_hidden()
    expect(playground.notices()).to_contain_text("copied")
    assert playground.page.evaluate("navigator.clipboard.readText()") == playground.page.url


def test_share_says_who_can_follow_the_link(visit: Visit, served: Served) -> None:
    playground = visit()
    assert urlsplit(served.url).hostname == "127.0.0.1"
    playground.button("Share").click()
    expect(playground.page.get_by_text("It works on this computer only.")).to_be_visible()


def test_a_reload_keeps_the_layers_that_the_address_names(visit: Visit) -> None:
    playground = visit("#layers=real,fake")
    playground.page.wait_for_url("**layers=real,fake**")
    playground.page.reload()
    playground.shows(1)
    shown = playground.page.get_by_role("list", name="Layers").locator("[aria-pressed=true]")
    expect(shown).to_have_text([re.compile("Real"), re.compile("Fake")])
    assert playground.page.url.endswith("#layers=real,fake")
