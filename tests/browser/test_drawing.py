"""Own data: drawn with mouse, finger and keys, pasted, uploaded, traced; and what is wrong with them is said."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import FloatRect, Locator, expect

from tests.browser.conftest import Visit
from tests.browser.playground import Playground
from tests.browser.test_appearance import PHONE, violations

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><path d="M0 0h20v10H10V5H0z"/></svg>'


def tool(playground: Playground) -> Locator:
    """The drawing tool, opened by its button."""
    button = playground.button(re.compile("^(Draw your own|Edit your)"))
    if not button.is_visible():  # a phone folds its sections
        playground.page.locator("summary", has_text="Data").click()
    button.click()
    dialog = playground.page.get_by_role("dialog", name="Draw your own data")
    expect(dialog.get_by_role("application")).to_be_visible()
    return dialog


def canvas(dialog: Locator) -> FloatRect:
    box = dialog.get_by_role("application").bounding_box()
    assert box is not None
    return box


def points(dialog: Locator) -> int:
    return int(counter(dialog).inner_text().partition(" of 20,000 points")[0].replace(",", ""))


def counter(dialog: Locator) -> Locator:
    return dialog.get_by_text("of 20,000 points")


def thin_brush(dialog: Locator) -> None:
    """Brush and eraser of width 0: one point a touch."""
    dialog.get_by_role("slider", name="Width").press("Home")


def train(playground: Playground, dialog: Locator) -> Any:
    """Sends the drawing; the points the run is then built on."""
    epoch = playground.run()["epoch"]
    playground.button("Train on these", dialog).click()
    expect(dialog).to_be_hidden()
    run = playground.until(lambda run: run["epoch"] > epoch)
    return playground.served.get(f"api/runs/{run['run']}/points").json()["points"]


def test_what_is_drawn_is_where_the_pointer_was_and_is_trained_on(playground: Playground) -> None:
    dialog = tool(playground)
    thin_brush(dialog)
    box, mouse = canvas(dialog), playground.page.mouse
    places = [(0.2, 0.3), (0.5, 0.5), (0.83, 0.91)]
    for x, y in places:
        mouse.click(box["x"] + x * box["width"], box["y"] + (1 - y) * box["height"])
    drawn = train(playground, dialog)
    for (x, y), point in zip(places, drawn, strict=True):
        assert abs(point[0] - x) * box["width"] < 1, "a pixel beside the pointer"
        assert abs(point[1] - y) * box["height"] < 1
    expect(playground.notices()).to_contain_text("Your 3 points are the data now")
    playground.shows(20)
    playground.page.wait_for_url("**/#data=points&points=0.2,0.3;0.5,0.5;0.83,0.91")
    expect(playground.button("Edit your 3 points")).to_be_visible()


def test_a_stroke_its_eraser_and_the_way_back(playground: Playground) -> None:
    dialog = tool(playground)
    box, mouse = canvas(dialog), playground.page.mouse
    across = [(box["x"] + share * box["width"], box["y"] + 0.5 * box["height"]) for share in (0.1, 0.5, 0.9)]
    mouse.move(*across[0])
    mouse.down()
    for place in across[1:]:
        mouse.move(*place, steps=5)
    mouse.up()
    stroke = points(dialog)
    assert 100 < stroke < 1000
    playground.button("Eraser", dialog).click()
    mouse.click(*across[1])
    assert 0 < points(dialog) < stroke
    playground.button("Undo", dialog).click()
    assert points(dialog) == stroke
    playground.button("Redo", dialog).click()
    assert points(dialog) < stroke
    playground.button("Clear", dialog).click()
    assert points(dialog) == 0
    expect(playground.button("Train on these", dialog)).to_be_disabled()
    playground.page.keyboard.press("Control+z")
    assert points(dialog) > 0


@pytest.mark.parametrize("options", [PHONE], ids=["phone"])
def test_a_finger_draws_and_does_not_scroll(playground: Playground) -> None:
    dialog = tool(playground)
    box = canvas(dialog)
    thin_brush(dialog)
    session = playground.page.context.new_cdp_session(playground.page)
    for kind, x in (("touchStart", 0.2), ("touchMove", 0.4), ("touchMove", 0.8), ("touchEnd", None)):
        place = [] if x is None else [{"x": box["x"] + x * box["width"], "y": box["y"] + x * box["height"]}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": place})
    assert canvas(dialog) == box, "the window scrolled under the finger"
    drawn = train(playground, dialog)
    assert len(drawn) > 40
    assert max(abs(x + y - 1) for x, y in drawn) < 0.01, "the stroke ran along the diagonal"


@pytest.mark.parametrize("options", [PHONE], ids=["phone"])
def test_a_second_finger_does_not_join_the_stroke(playground: Playground) -> None:
    dialog = tool(playground)
    box = canvas(dialog)
    thin_brush(dialog)
    session = playground.page.context.new_cdp_session(playground.page)

    def touch(kind: str, *places: tuple[float, float]) -> None:
        fingers = [
            {"x": box["x"] + x * box["width"], "y": box["y"] + (1 - y) * box["height"], "id": i}
            for i, (x, y) in enumerate(places)
        ]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})

    touch("touchStart", (0.2, 0.2))
    touch("touchMove", (0.4, 0.2))
    touch("touchStart", (0.4, 0.2), (0.8, 0.9))
    touch("touchMove", (0.6, 0.2), (0.5, 0.8))
    touch("touchMove", (0.8, 0.2), (0.3, 0.9))
    touch("touchEnd")
    drawn = train(playground, dialog)
    assert max(x for x, _ in drawn) > 0.75, "the first finger drew on"
    assert max(abs(y - 0.2) for _, y in drawn) < 0.01, "and it alone"


def test_keys_draw_too_and_say_where_they_are(playground: Playground) -> None:
    keys = playground.page.keyboard
    keys.press("e")
    dialog = playground.page.get_by_role("dialog", name="Draw your own data")
    dialog.get_by_role("application").focus()
    keys.press("ArrowRight")
    keys.press("Shift+ArrowUp")
    said = dialog.get_by_role("status")
    expect(said).to_have_text("x 0.52, y 0.6")
    keys.press("Space")
    one = points(dialog)
    expect(said).to_have_text(f"{one} added, {one} in all")
    keys.press("Shift+ArrowLeft")
    keys.press("Enter")
    assert points(dialog) == 2 * one
    keys.press("Delete")
    expect(said).to_have_text(f"{one} erased, {one} in all")
    drawn = train(playground, dialog)
    assert drawn[0] == [0.52, 0.6]


def test_a_table_is_pasted_and_a_bad_one_named_with_its_line(visit: Visit) -> None:
    playground = visit("#data=ring")
    before = playground.run()
    dialog = tool(playground)
    text = dialog.get_by_role("textbox")
    text.fill("height;weight\n1,80;75\n1,62;fifty\n")
    playground.troubles.clear()
    playground.button("Use this table", dialog).click()
    expect(dialog.get_by_role("alert")).to_have_text("Line 3 holds “fifty”, which is not a number.")
    refused = [trouble for trouble in playground.troubles if "422" in trouble]
    assert len(refused) == len(playground.troubles) > 0
    playground.troubles.clear()
    assert playground.run()["recipe"] == before["recipe"], "the old data stay"
    text.fill("height;weight\n1,80;75\n1,62;50\n")
    playground.button("Use this table", dialog).click()
    expect(dialog.get_by_role("alert")).to_be_empty()
    assert train(playground, dialog) == [[1.8, 75], [1.62, 50]]


def test_files_become_data_tables_as_they_are_and_images_by_their_shape(playground: Playground) -> None:
    dialog = tool(playground)
    choose = dialog.locator("input[type=file]")
    choose.first.set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": b"1\n2\n4\n"})
    expect(counter(dialog)).to_have_text("3 of 20,000 points")
    expect(dialog.get_by_role("radio", name="numbers on the line")).to_be_checked()
    choose.last.set_input_files({"name": "a.svg", "mimeType": "image/svg+xml", "buffer": SVG.encode()})
    expect(counter(dialog)).to_have_text("1,500 of 20,000 points")
    expect(dialog.get_by_role("radio", name="points in the plane")).to_be_checked()
    figure = train(playground, dialog)
    assert not [point for point in figure if point[0] < 0.49 and point[1] < 0.49], "the lower left is empty"
    assert max(y for _, y in figure) < 0.71, "twice as wide as high"
    playground.button("Share").click()
    expect(playground.page.get_by_role("alert")).to_contain_text("Your 1,500 points are too many for a link")
    playground.page.keyboard.press("Escape")
    choose_again = tool(playground).locator("input[type=file]").last
    choose_again.set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": b"no image"})
    expect(dialog.get_by_role("alert")).to_contain_text("no image that the browser can read")
    assert points(dialog) == 1500


def test_own_data_are_edited_where_they_are_and_outlive_another_variant(visit: Visit) -> None:
    many = [[i / 300, (i * i % 300) / 300] for i in range(300)]
    playground = visit("#points=0.2,0.8;0.6,0.4")
    assert playground.run()["recipe"]["data_knobs"]["points"] == [[0.2, 0.8], [0.6, 0.4]]
    dialog = tool(playground)
    assert points(dialog) == 2
    dialog.get_by_role("textbox").fill(json.dumps(many).replace("], [", "\n").strip("[]"))
    playground.button("Use this table", dialog).click()
    expect(counter(dialog)).to_have_text("300 of 20,000 points")
    assert train(playground, dialog) == many
    playground.page.reload()
    playground.shows(1)
    assert points(tool(playground)) == 300
    playground.page.keyboard.press("Escape")
    game = playground.page.get_by_role("region", name="Game")
    playground.button(re.compile("^GAN"), game).click()
    playground.button(re.compile("Gulrajani")).click()
    run = playground.until(lambda run: run["recipe"]["variant"] == "wgan_gp")
    assert run["toy"]["points"] == 300


def test_a_brush_stroke_travels_in_a_link(visit: Visit) -> None:
    playground = visit()
    dialog = tool(playground)
    box, mouse = canvas(dialog), playground.page.mouse
    mouse.move(box["x"] + 0.1 * box["width"], box["y"] + 0.5 * box["height"])
    mouse.down()
    for i in range(1, 9):
        mouse.move(box["x"] + (0.1 + 0.09 * i) * box["width"], box["y"] + (0.5 + 0.1 * (i % 2)) * box["height"])
    mouse.up()
    drawn = train(playground, dialog)
    assert 250 < len(drawn) <= 500, "more than the run's messages tell"
    playground.page.wait_for_url("**~**")
    playground.button("Share").click()
    link = playground.page.get_by_role("textbox", name=re.compile("^This link"))
    expect(link).to_be_visible()
    expect(playground.page.get_by_text("too many for a link")).to_have_count(0)
    address = "#" + link.input_value().partition("#")[2]
    assert len(address) < 2_100
    other = visit(address)
    there = other.served.get(f"api/runs/{other.run()['run']}/points").json()["points"]
    assert len(there) == len(drawn)
    for point, copy in zip(drawn, there, strict=True):
        assert copy == pytest.approx(point, abs=1 / 2_000)


@pytest.mark.usefixtures("packages")
@pytest.mark.parametrize("options", [{"color_scheme": "dark"}, PHONE], ids=["dark", "phone"])
def test_everybody_can_draw(playground: Playground) -> None:
    playground.pause()
    dialog = tool(playground)
    assert violations(playground) == []
    small = dialog.locator("button, input:not([type=file]), label.file").evaluate_all(
        """controls => controls.map((control) => [control.outerHTML.slice(0, 60), control.closest('label') ?? control])
          .map(([name, target]) => [name, target.getBoundingClientRect()])
          .filter(([, { width, height }]) => width < 24 || height < 24).map(([name]) => name)"""
    )
    assert small == []
    assert dialog.evaluate("dialog => dialog.scrollWidth - dialog.clientWidth") <= 0
