"""The latent space of image GANs: samples of the stage are pointed at, and tools beside it ask G for more."""

import json
import re

import pytest
from playwright.sync_api import BrowserContext, Locator, WebSocketRoute, expect

from tests.browser.conftest import Visit
from tests.browser.playground import Playground
from tests.browser.test_appearance import violations
from tests.browser.test_images import DCGAN, LOADED, SMALL
from tests.server.serving import Served


@pytest.fixture(autouse=True)
def patient(context: BrowserContext) -> None:
    context.set_default_timeout(LOADED)


@pytest.fixture
def paused(visit: Visit) -> Playground:
    playground = visit(DCGAN)
    playground.pause()
    return playground


def sample(playground: Playground, number: int) -> Locator:
    return playground.page.get_by_role("gridcell", name=re.compile(rf"^Sample {number},"))


def tool(playground: Playground, name: str) -> Locator:
    return playground.button(name, playground.page.get_by_role("group", name="Tools of the latent space"))


def open_tools(playground: Playground) -> None:
    playground.page.get_by_role("tab", name=re.compile("^Latent")).click()
    expect(tool(playground, "Walk")).to_have_attribute("aria-pressed", "true")


def test_every_sample_has_a_name_and_a_place(paused: Playground) -> None:
    cells = paused.page.get_by_role("grid", name="Samples").get_by_role("gridcell")
    expect(cells).to_have_count(64)
    expect(sample(paused, 12)).to_have_attribute("aria-label", re.compile(r"Sample 12, looks real \d+ %"))
    picture = paused.page.get_by_role("main").get_by_role("img").bounding_box()
    assert picture is not None
    box = sample(paused, 64).bounding_box()
    assert box is not None
    assert box["width"] > 40
    assert picture["x"] + picture["width"] - 25 < box["x"] + box["width"] <= picture["x"] + picture["width"]


def test_a_sample_that_is_clicked_is_looked_at_closely(paused: Playground) -> None:
    sample(paused, 12).click()
    expect(paused.page.get_by_role("tab", name=re.compile("^Latent"))).to_have_attribute("aria-selected", "true")
    expect(tool(paused, "Nearest")).to_have_attribute("aria-pressed", "true")
    expect(sample(paused, 12)).to_have_attribute("aria-selected", "true")
    paused.page.get_by_role("tab", name="Losses").click()
    expect(sample(paused, 12)).to_have_attribute("aria-selected", "false")


def test_samples_are_reached_with_keys(paused: Playground) -> None:
    open_tools(paused)
    tool(paused, "Between").click()
    step = paused.step()
    sample(paused, 1).focus()
    for key in ("ArrowRight", "ArrowDown", "Space", "Control+End", "ArrowLeft", "Enter"):
        paused.page.keyboard.press(key)
    for number, mark in ((10, "1"), (63, "2")):
        expect(sample(paused, number)).to_have_attribute("aria-selected", "true")
        expect(sample(paused, number)).to_have_text(mark)
    expect(sample(paused, 63)).to_be_focused()
    assert (paused.step(), paused.run()["state"]) == (step, "paused"), "a key of the grid moved the run"


def test_space_after_a_click_on_a_sample_is_meant_for_the_run(paused: Playground) -> None:
    sample(paused, 12).click()
    paused.page.keyboard.press("Space")
    paused.until(lambda run: run["state"] == "running")
    expect(sample(paused, 12)).to_have_attribute("aria-selected", "true")


# Number of colours and a hash of an image: an empty one has one colour.
PAINTED = """canvas => {
  const { width, height } = canvas
  window.read ??= new OffscreenCanvas(512, 512).getContext('2d', { willReadFrequently: true })
  window.read.clearRect(0, 0, 512, 512)
  window.read.drawImage(canvas, 0, 0)
  const pixels = new Uint32Array(window.read.getImageData(0, 0, width, height).data.buffer)
  return [new Set(pixels).size, pixels.reduce((hash, pixel) => (Math.imul(hash, 31) + pixel) | 0, 0)]
}"""


def image(playground: Playground, name: str | re.Pattern[str]) -> Locator:
    return playground.page.get_by_role("tabpanel").get_by_role("img", name=name)


def painted(image: Locator) -> int:
    """Hash of an image, once it is there."""
    for _ in range(200):
        colours, hash = image.evaluate(PAINTED)
        if colours > 3:
            return int(hash)
        image.page.wait_for_timeout(50)
    raise AssertionError("nothing is painted")


def repainted(image: Locator, before: int) -> None:
    for _ in range(200):
        if painted(image) != before:
            return
        image.page.wait_for_timeout(50)
    raise AssertionError("the image stays the same")


def test_a_walk_follows_pointer_and_keys(paused: Playground) -> None:
    open_tools(paused)
    pad = paused.page.get_by_role("slider", name="Place in the plane of z")
    shown = image(paused, re.compile("^What G makes of z"))
    before = painted(shown)
    box = pad.bounding_box()
    assert box is not None
    paused.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 4)
    paused.page.mouse.down()
    paused.page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + box["height"] * 0.75, steps=8)
    paused.page.mouse.up()
    expect(pad).to_have_attribute("aria-valuetext", re.compile(r"1\.0\d to the right, −(1\.0|0\.9)\d up"))
    repainted(shown, before)
    before = painted(shown)
    pad.focus()
    paused.page.keyboard.press("Shift+ArrowLeft")
    expect(pad).to_have_attribute("aria-valuetext", re.compile(r"^0\.5"))
    repainted(shown, before)
    before = painted(shown)
    paused.button("Another plane").click()
    repainted(shown, before)
    assert paused.run()["state"] == "paused"


def test_a_walk_stays_alive_while_it_trains(visit: Visit) -> None:
    playground = visit(DCGAN)
    open_tools(playground)
    shown = image(playground, re.compile("^What G makes of z"))
    repainted(shown, painted(shown))


def test_two_samples_are_joined_by_line_and_sphere(paused: Playground) -> None:
    open_tools(paused)
    tool(paused, "Between").click()
    for number in (3, 20):
        sample(paused, number).click()
    rows = {
        title: [painted(image(paused, f"{title}, {i} of 8")) for i in range(1, 9)]
        for title in ("Straight line", "Along the sphere")
    }
    line, sphere = rows.values()
    assert (line[0], line[-1]) == (sphere[0], sphere[-1]), "both begin and end with the two samples"
    assert line[3] != sphere[3]
    assert len(set(sphere)) == 8


def test_noise_is_added_and_taken_away(paused: Playground) -> None:
    open_tools(paused)
    tool(paused, "a − b + c").click()
    expect(paused.page.get_by_text("Choose samples for a on the stage")).to_be_visible()
    for number in (1, 2, 3, 9, 10):  # three fill a and pass on to b
        sample(paused, number).click()
    paused.button(re.compile("^Choose samples for c")).click()
    sample(paused, 30).click()
    expect(sample(paused, 10)).to_have_text("b")
    painted(image(paused, "G of a − b + c"))
    paused.button("Clear").click()
    expect(paused.page.get_by_role("gridcell", selected=True)).to_have_count(0)


def test_the_training_images_nearest_to_a_sample(paused: Playground) -> None:
    sample(paused, 12).click()
    near = paused.page.get_by_role("list", name="Nearest training images").get_by_role("listitem")
    expect(near).to_have_text([re.compile(r"^\s*0\.\d{3}\s*\d$")] * 5)
    distances = [float(text.split()[0][:5]) for text in near.all_inner_texts()]
    assert distances == sorted(distances)
    painted(image(paused, "Training image 1"))
    expect(
        paused.page.get_by_text(re.compile(rf"the nearest training image is {distances[0]:.3f} away"))
    ).to_be_visible()


def test_a_class_is_chosen(visit: Visit) -> None:
    playground = visit(f"#variant=cgan&data=shapes&{SMALL}")
    playground.pause()
    open_tools(playground)
    tool(playground, "Class").click()
    before = painted(image(playground, "64 samples of circle"))
    playground.button("star").click()
    repainted(image(playground, "64 samples of star"), before)


def test_a_refusal_is_shown_beside_the_tool_and_goes_with_the_next_answer(
    context: BrowserContext, served: Served
) -> None:
    page = context.new_page()
    refuses = [True]

    def between(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()

        def asked(message: str | bytes) -> None:
            told = json.loads(message)
            if told["type"] != "generate" or not refuses[0]:
                return server.send(message)
            error = {"type": "error", "ref": told["ref"], "code": "rejected", "message": "G is away.", "control": None}
            return socket.send(json.dumps(error | {"allowed": None}))

        socket.on_message(asked)

    page.route_web_socket("**/ws", between)
    playground = Playground(page, served).open(DCGAN)
    playground.pause()
    open_tools(playground)
    problem = page.get_by_role("tabpanel").get_by_role("status")
    expect(problem).to_have_text("G is away.")
    expect(playground.notices()).to_have_text("")
    refuses[0] = False
    playground.button("Another plane").click()
    expect(problem).to_have_text("")
    painted(image(playground, re.compile("^What G makes of z")))
    assert playground.troubles == []


@pytest.mark.usefixtures("packages")
def test_everybody_can_use_every_tool(paused: Playground) -> None:
    open_tools(paused)
    for number, name in enumerate(("Walk", "Between", "a − b + c", "Nearest"), start=3):
        tool(paused, name).click()
        sample(paused, number).click()
        found = violations(paused)
        assert found == [], f"{name}: {found}"
