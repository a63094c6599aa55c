"""The data are dragged over the stage while the GAN trains, by pointer and by keys."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit


@pytest.mark.parametrize(
    ("address", "knobs"), [("#data=gaussian", ("mean_x", "mean_y")), ("#data=gaussian_1d", ("mean",))]
)
def test_a_centre_is_dragged_and_the_run_goes_on(visit: Visit, address: str, knobs: tuple[str, ...]) -> None:
    playground = visit(address)
    grip = playground.page.get_by_role("slider", name="Gaussian: centre")
    before = playground.run()
    box, mouse = grip.bounding_box(), playground.page.mouse
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 60, y - 60, steps=6)
    mouse.up()
    old = before["recipe"]["data_knobs"]
    run = playground.until(lambda run: all(run["recipe"]["data_knobs"][name] > old[name] + 0.3 for name in knobs))
    assert run["step"] > before["step"]
    assert run["run"] == before["run"]
    playground.shows(run["step"] + 5)
    moved = grip.bounding_box()
    assert moved is not None
    assert abs(moved["x"] - box["x"] - 60) < 1, "the grip stays under the pointer"
    assert {change["name"] for change in run["changes"]} <= set(knobs)


def test_keys_move_and_spread_the_data(visit: Visit) -> None:
    playground = visit()
    step = playground.pause()
    centre = playground.page.get_by_role("slider", name="Gaussian 2: centre")
    centre.press("ArrowLeft")
    centre.press("Shift+ArrowUp")
    expect(centre).to_have_attribute("aria-valuetext", "0.69, 0.45")
    playground.page.get_by_role("slider", name="Gaussian 1: spread", exact=True).press("ArrowRight")
    run = playground.until(lambda run: run["recipe"]["data_knobs"]["sigma_x_1"] > 0.1)
    knobs = run["recipe"]["data_knobs"]
    assert (knobs["x_2"], knobs["y_2"], run["step"]) == (0.69, 0.45, step)
    playground.page.wait_for_url("**data.x_2=0.69&data.y_2=0.45**")


def test_what_a_lesson_locks_is_not_dragged(visit: Visit) -> None:
    playground = visit("#data=gaussian&lock=data.mean_x")
    expect(playground.page.get_by_role("slider", name="Gaussian: spread", exact=True)).to_have_count(1)
    expect(playground.page.get_by_role("slider", name="Gaussian: centre")).to_have_count(0)


def test_other_data_have_nothing_to_drag(visit: Visit) -> None:
    playground = visit("#data=moons")
    expect(playground.button("Move the data")).to_have_count(0)
    playground.page.evaluate("location.hash = '#data=disjoint'")
    expect(playground.page.get_by_role("slider", name="Gaussian 3: centre")).to_have_count(1)
    expect(playground.button("Move the data")).to_be_visible()
