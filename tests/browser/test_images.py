"""Image GANs on the page: opened by an address, chosen beside points, tuned while they train, and left again."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, WebSocketRoute, expect

from tests.browser.conftest import Visit
from tests.browser.playground import PICTURE, Playground
from tests.browser.test_appearance import PHONE, THEMES, choose_theme, violations

SMALL = "size=16&g_width=8&d_width=8&batch=16"
DCGAN = f"#variant=dcgan&data=digits&{SMALL}"
LOADED = 90_000  # ms: the first run of a server starts the worker and reads the digits
JUDGED = 180_000  # ms: what is measured waits for the classifier that another run has made necessary


@pytest.fixture
def patient(context: Any) -> None:
    context.set_default_timeout(LOADED)


def kind(playground: Playground, name: str) -> Locator:
    return playground.button(name, playground.page.get_by_role("group", name="Kind of data"))


@pytest.mark.usefixtures("patient")
def test_an_address_opens_a_gan_whose_pictures_advance(visit: Visit) -> None:
    playground = visit(DCGAN)
    run = playground.run()
    assert (run["kind"], run["speed"], run["recipe"]["knobs"]["size"]) == ("image", None, 16)
    playground.page.wait_for_function(f"({PICTURE})()[1] > 10")  # samples: their image is decoded by and by
    playground.repaints(playground.picture())
    expect(playground.page.get_by_role("main").get_by_role("img")).to_have_attribute(
        "aria-label",
        re.compile(
            r"Step [\d,]+: (samples look like .*, )?64 images of 16 × 16 pixels, \d+ looks? real to D, D\(fake\) "
        ),
    )
    assert playground.page.evaluate("location.hash") == DCGAN
    expect(playground.page.get_by_text(re.compile(r"^(CPU|CUDA|MPS).* · [\d.]+ steps a second"))).to_be_visible()
    # What points have and images have not is not offered.
    for name in ("Slow motion", "Draw your own", "Back to noise"):
        assert playground.page.get_by_role("button", name=name).count() == 0
    expect(playground.page.get_by_role("tab")).to_have_text(["Losses", "Discriminator", "Generator", "Latent"])


@pytest.mark.usefixtures("patient")
def test_what_d_says_of_real_and_of_fake_images(visit: Visit) -> None:
    playground = visit(DCGAN)
    playground.page.get_by_role("tab", name="Discriminator").click()
    said = playground.page.get_by_role("img", name=re.compile("^What D says at step"))
    expect(said).to_have_attribute(
        "aria-label", re.compile(r"step [\d,]+: [01]\.\d\d of real samples on average, [01]\.\d\d of fakes$")
    )


@pytest.mark.usefixtures("patient")
def test_samples_are_measured_and_diagnosed_as_points_are(visit: Visit) -> None:
    playground = visit(DCGAN)
    playground.page.get_by_role("tab", name="Generator").click()
    chart = playground.page.get_by_role("figure", name="Diversity")
    expect(chart.get_by_role("img")).to_have_attribute(
        "aria-label", re.compile(r"^Diversity at step [\d,]+: .* [01]\.\d+$"), timeout=JUDGED
    )
    expect(chart).to_contain_text("ceiling 1")
    diagnosis = playground.page.get_by_role("region", name="Diagnosis")
    expect(diagnosis).to_contain_text(re.compile(r"^\s*[A-Z].+\. "))
    expect(playground.page.get_by_role("region", name="What to watch for")).to_have_count(0)


@pytest.mark.usefixtures("patient")
def test_d_of_an_sgan_is_compared_with_the_paper(visit: Visit) -> None:
    playground = visit(f"#variant=sgan&data=digits&labels=50&{SMALL}")
    playground.page.get_by_role("tab", name="Accuracy").click()
    row = playground.page.get_by_role("row", name=re.compile("^this run, 50"))
    share = re.compile(r"^[01]\.\d{3}$")
    expect(row.get_by_role("cell")).to_have_text(["", share, "", share], timeout=JUDGED)
    above = playground.page.get_by_role("row", name=re.compile("^50 ")).get_by_role("cell")
    expect(above.nth(0)).to_have_text("0.883")
    expect(above.nth(2)).to_have_text("0.859")
    panel = playground.page.get_by_role("tabpanel")
    expect(panel).to_contain_text(re.compile(r"of test images D names \d+\.\d % right, the CNN \d+\.\d %"))
    expect(panel).to_contain_text("Both were shown 50 labels")


@pytest.mark.usefixtures("patient")
def test_a_rate_is_tuned_while_it_trains(visit: Visit) -> None:
    playground = visit(DCGAN)
    before = playground.run()
    playground.knob("Generator", "Learning rate").fill("0.0007")
    playground.knob("Generator", "Learning rate").press("Enter")
    run = playground.until(lambda run: run["recipe"]["knobs"]["lr_g"] == 0.0007)
    assert run["epoch"] == before["epoch"], "the networks were built anew"
    assert run["step"] >= before["step"]
    playground.shows(run["step"] + 1)
    playground.page.wait_for_url("**lr_g=0.0007**")
    expect(playground.marks()).to_have_text(re.compile(r"Step [\d,]+: learning rate of G 0\.002 → 0\.0007"))


@pytest.mark.usefixtures("patient")
def test_images_are_chosen_beside_points_and_left_again(visit: Visit) -> None:
    playground = visit("#data=ring&seed=3")
    kind(playground, "Images").click()
    run = playground.until(lambda run: run["kind"] == "image")
    assert (run["recipe"]["variant"], run["recipe"]["data"], run["recipe"]["seed"]) == ("dcgan", "digits", 1)
    expect(kind(playground, "Images")).to_have_attribute("aria-pressed", "true")
    playground.page.get_by_role("button", name="Coloured shapes").click()
    playground.until(lambda run: run["recipe"]["data"] == "shapes")
    playground.page.wait_for_url("**#variant=dcgan&data=shapes**")
    kind(playground, "Points").click()
    run = playground.until(lambda run: run["kind"] == "toy" and run["speed"] == 120)
    assert (run["recipe"]["data"], run["recipe"]["seed"]) == ("ring", 3)
    playground.shows(1)
    expect(playground.page.get_by_role("list", name="Layers").get_by_role("button")).not_to_have_count(0)
    assert playground.page.evaluate("location.hash") == "#data=ring&seed=3"


@pytest.mark.usefixtures("patient")
def test_a_run_that_is_left_for_the_other_kind_is_found_again_as_it_was(visit: Visit) -> None:
    playground = visit(DCGAN)
    playground.shows(3)
    step, images = playground.pause(), playground.run()["run"]
    kind(playground, "Points").click()
    points = playground.until(lambda run: run["kind"] == "toy")["run"]
    playground.shows(1)
    kind(playground, "Images").click()
    expect(kind(playground, "Images")).to_have_attribute("aria-pressed", "true")
    run = playground.until(lambda run: run["kind"] == "image")
    assert (run["run"], run["step"], run["state"]) == (images, step, "paused")
    playground.shows_exactly(step)
    playground.page.wait_for_function(f"({PICTURE})()[1] > 10")
    assert playground.page.evaluate("location.hash") == DCGAN
    kind(playground, "Points").click()
    assert playground.until(lambda run: run["kind"] == "toy")["run"] == points


@pytest.mark.usefixtures("patient")
def test_images_answer_at_once_while_they_start(visit: Visit) -> None:
    playground = visit()

    def hold(route: WebSocketRoute) -> None:
        """Nothing that the server says of images arrives."""
        server = route.connect_to_server()
        server.on_message(lambda text: None if '"kind":"image"' in str(text) else route.send(text))

    playground.page.route_web_socket(re.compile("/ws$"), hold)
    playground.page.reload()
    playground.shows(1)
    before = playground.page.get_by_role("main").bounding_box()
    kind(playground, "Images").click()
    expect(kind(playground, "Images")).to_have_attribute("aria-pressed", "true")
    expect(playground.page.get_by_role("main")).to_contain_text("Starting the image GANs")
    assert playground.page.get_by_role("main").bounding_box() == before
    kind(playground, "Points").click()  # after all
    expect(playground.page.get_by_role("main")).not_to_contain_text("Starting")
    playground.repaints(playground.picture())


@pytest.mark.usefixtures("patient")
def test_rows_are_classes_where_labels_are_given(visit: Visit) -> None:
    playground = visit(f"#variant=cgan&data=shapes&{SMALL}")
    expect(playground.page.get_by_role("main").get_by_role("img")).to_have_attribute(
        "aria-label",
        re.compile("60 images of 16 × 16 pixels, a row each for circle, ring, triangle, square, cross, star"),
    )


def test_sets_that_are_not_here_say_so(playground: Playground) -> None:
    kind(playground, "Images").click()
    for name in ("MNIST", "Fashion-MNIST", "CIFAR-10"):
        expect(playground.button(re.compile(f"^fetched when chosen {name}$"))).to_be_visible()
    expect(playground.page.get_by_role("button", name="Handwritten digits")).not_to_contain_text("fetched")


@pytest.mark.usefixtures("patient", "packages")
@pytest.mark.parametrize("theme", THEMES)
def test_everybody_can_use_it_in_every_theme(visit: Visit, theme: str) -> None:
    playground = visit(DCGAN)
    choose_theme(playground, theme)
    playground.pause()
    assert violations(playground) == []


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize("options", [PHONE], ids=["phone"])
def test_a_phone_shows_the_samples_first(visit: Visit) -> None:
    playground = visit(DCGAN)
    box = playground.page.get_by_role("main").get_by_role("img").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 844
    assert box["width"] > 330
    assert playground.page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.slow
@pytest.mark.usefixtures("patient")
def test_guidelines_are_broken_one_by_one_and_restored_together(visit: Visit) -> None:
    playground = visit(DCGAN)
    rules = playground.page.get_by_role("region", name="Guidelines")
    expect(rules).to_contain_text("all 5 kept")
    expect(rules.get_by_role("switch")).to_have_count(5)
    for name in ("tanh at G’s end", "BatchNorm"):
        rules.get_by_role("switch", name=name).click()
    broken = playground.until(lambda run: not run["recipe"]["knobs"]["batchnorm"], 60)
    assert (broken["recipe"]["knobs"]["tanh"], broken["recipe"]["seed"]) == (False, 1)
    expect(rules).to_contain_text("2 of 5 broken")
    playground.button("Restore all", rules).click()
    restored = playground.until(lambda run: run["recipe"]["knobs"]["batchnorm"], 60)
    assert restored["recipe"]["knobs"]["tanh"] is True
    assert restored["epoch"] == broken["epoch"] + 1
    expect(rules).to_contain_text("all 5 kept")
    # What WGAN-GP alone has is offered with WGAN-GP alone.
    expect(playground.knob("Discriminator", "Penalty")).to_have_count(0)
