"""The stage: its layers by legend and key, what they ask the server for, the morph, and values read off a place."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Locator, WebSocket, expect
from safetensors.numpy import load

from tests.browser.conftest import Visit
from tests.browser.playground import PICTURE, Playground

PLANE = {"5": "optimum", "6": "optimum", "7": "manifold", "8": "gradient"}  # keys of the layers that need an array
STILL = {"reduced_motion": "reduce"}


class Pulls:
    """What the page asks for, from now on."""

    def __init__(self, playground: Playground):
        self.sent: list[dict[str, Any]] = []
        playground.page.on("websocket", self._watch)
        playground.page.reload()
        playground.shows(1)

    def _watch(self, socket: WebSocket) -> None:
        socket.on("framesent", lambda payload: self._note(json.loads(payload)))

    def _note(self, command: dict[str, Any]) -> None:
        if command["type"] == "pull":
            self.sent.append(command)

    def asked(self) -> set[str]:
        """Layers of the newest pull."""
        return set(self.sent[-1]["layers"])


def entry(playground: Playground, key: str) -> Locator:
    return playground.page.get_by_role("list", name="Layers").locator(f'button[aria-keyshortcuts="{key}"]')


def readout(playground: Playground) -> dict[str, float]:
    """What is known of the place under the pointer or the cross."""
    text = playground.page.locator(".values").inner_text()
    found = re.findall(r"(x|y|p|q|D\*|D|critic)\s+(−?[\d.]+)", text)
    return {name: float(value.replace("−", "-")) for name, value in found}


def point_at(playground: Playground, u: float, v: float) -> None:
    """Rests the pointer on a place of the stage, as shares of its sides from the left and from the top."""
    box = playground.page.get_by_role("application").bounding_box()
    assert box
    playground.page.mouse.move(box["x"] + u * box["width"], box["y"] + v * box["height"])


def test_every_layer_is_switched_by_the_legend(visit: Visit) -> None:
    playground = visit("#layers=")
    playground.pause()
    legend = playground.page.get_by_role("list", name="Layers").locator("button[title*='(']")
    assert legend.count() == 9
    bare = playground.picture()
    for button in legend.all()[:-1]:  # trails need a run that moves, and have a test of their own
        expect(button).to_have_attribute("aria-pressed", "false")
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        playground.repaints(bare)
        button.click()
        playground.page.wait_for_function(f"bare => ({PICTURE})()[0] === bare", arg=bare[0])
    legend.first.click()
    playground.page.wait_for_url("**layers=real**")


def test_layers_by_key_ask_for_their_arrays_only_while_they_are_shown(visit: Visit) -> None:
    playground = visit("#hide=diagram")  # which draws some of them too
    pulls = Pulls(playground)
    step = playground.pause()
    assert pulls.asked().isdisjoint(PLANE.values())
    for key, layer in PLANE.items():
        shown = playground.picture()
        playground.page.keyboard.press(key)
        expect(entry(playground, key)).to_have_attribute("aria-pressed", "true")
        playground.repaints(shown)
        assert layer in pulls.asked()
        shown = playground.picture()
        playground.page.keyboard.press(key)
        playground.repaints(shown)
    # What nobody draws any more is not asked for again.
    playground.page.keyboard.press("ArrowRight")
    playground.shows_exactly(step + 1)
    playground.page.keyboard.press("ArrowRight")
    playground.shows_exactly(step + 2)
    assert pulls.asked().isdisjoint(PLANE.values())
    playground.page.wait_for_function("() => !location.hash.includes('layers')")


def test_trails_follow_the_fakes_until_a_reset(visit: Visit) -> None:
    playground = visit("#layers=trails")
    playground.shows(30)
    playground.pause()
    assert playground.picture()[1] > 20, "there are no trails"
    playground.page.keyboard.press("r")
    playground.shows_exactly(0)
    bare = playground.picture()
    playground.page.keyboard.press("9")
    expect(entry(playground, "9")).to_have_attribute("aria-pressed", "false")
    assert playground.picture() == bare, "a trail was left"


@pytest.mark.parametrize("options", [STILL], ids=["still"])
def test_the_grid_goes_to_the_square_of_noise_and_back(visit: Visit) -> None:
    playground = visit("#layers=manifold&noise_dim=3")
    pulls = Pulls(playground)
    playground.pause()
    here = playground.picture()
    back = playground.page.get_by_role("button", name="Back to noise")
    back.hover()
    playground.repaints(here)
    square = playground.picture()
    playground.page.mouse.move(0, 0)
    playground.repaints(square)
    assert playground.picture() == here
    playground.page.keyboard.press("m")
    expect(back).to_have_attribute("aria-pressed", "true")
    playground.repaints(here)
    assert playground.picture() == square
    # The square is the same for every step, and the plane through the noise can be chosen.
    playground.page.keyboard.press("ArrowRight")
    playground.page.wait_for_timeout(200)
    assert playground.picture() == square
    playground.page.keyboard.press("m")
    playground.repaints(square)
    here = playground.picture()
    playground.page.get_by_role("combobox", name="Noise upwards").select_option("z₃")
    playground.repaints(here)
    assert pulls.sent[-1]["plane"] == [0, 2]


def test_the_way_to_the_square_takes_a_while(visit: Visit) -> None:
    playground = visit("#layers=manifold")
    playground.pause()
    here = playground.picture()
    playground.page.keyboard.press("m")
    playground.repaints(here)
    under_way = playground.picture()
    playground.page.wait_for_timeout(1500)
    square = playground.picture()
    assert square != under_way
    playground.page.keyboard.press("m")
    playground.page.wait_for_timeout(1700)
    assert playground.picture() == here


def test_a_place_is_read_as_the_server_sends_it(playground: Playground) -> None:
    frames: list[str | bytes] = []

    def watch(socket: WebSocket) -> None:
        socket.on("framereceived", lambda data: frames.append(data))

    playground.page.on("websocket", watch)
    playground.page.reload()
    playground.shows(1)
    playground.pause()
    point_at(playground, 0.3, 0.4)
    playground.page.wait_for_function("() => document.querySelector('.values')?.textContent.includes('D*')")
    found = readout(playground)
    low_x, high_x, low_y, high_y = playground.run()["toy"]["box"]
    assert found["x"] == pytest.approx(low_x + 0.3 * (high_x - low_x), abs=0.011)
    assert found["y"] == pytest.approx(low_y + 0.6 * (high_y - low_y), abs=0.011)
    arrays = newest(frames, "d_star")
    assert found["D"] == pytest.approx((between(arrays["field"], 0.3, 0.6) + 1) / 2, abs=0.02)
    assert found["D*"] == pytest.approx(between(arrays["d_star"], 0.3, 0.6), abs=0.03)
    playground.page.mouse.move(0, 0)
    expect(playground.page.locator(".values")).to_have_count(0)


def test_the_arrow_keys_move_a_cross(playground: Playground) -> None:
    step = playground.pause()
    stage = playground.page.get_by_role("application")
    stage.focus()
    playground.page.keyboard.press("Shift+ArrowRight")
    playground.page.keyboard.press("ArrowUp")
    low, high = playground.run()["toy"]["box"][:2]
    assert readout(playground)["x"] == pytest.approx(low + 0.6 * (high - low), abs=0.011)
    expect(playground.page.get_by_role("status", name="Values")).to_contain_text(re.compile(r"x .*y .*D "))
    assert playground.run()["step"] == step, "the arrow also made a step"


def test_a_critic_is_no_probability(visit: Visit) -> None:
    playground = visit("#variant=wgan")
    point_at(playground, 0.5, 0.5)
    playground.page.wait_for_selector(".values")
    assert set(readout(playground)) == {"x", "y", "critic"}
    expect(playground.page.get_by_role("list", name="Layers")).not_to_contain_text("D*")


def test_the_line_has_a_histogram_arrows_and_values(visit: Visit) -> None:
    playground = visit("#data=gaussian_1d")
    playground.pause()
    for key in "568":
        shown = playground.picture()
        playground.page.keyboard.press(key)
        playground.repaints(shown)
    point_at(playground, 0.5, 0.5)
    playground.page.wait_for_selector(".values")
    found = readout(playground)
    low, high = playground.run()["toy"]["box"]
    assert found["x"] == pytest.approx((low + high) / 2, abs=0.2)
    assert found["D*"] == pytest.approx(found["p"] / (found["p"] + found["q"]), abs=0.02)


def newest(frames: list[str | bytes], name: str) -> dict[str, Any]:
    """Arrays of the last frame that has this one."""
    for frame in reversed(frames):
        if isinstance(frame, bytes) and name in (arrays := load(frame)):
            return arrays
    raise AssertionError(f"no frame has {name}")


def between(field: Any, u: float, v: float) -> float:
    """Bilinear between the centres of a field's cells, u and v from 0 to 1 from its lowest corner."""
    rows, columns = field.shape
    x, y = u * columns - 0.5, v * rows - 0.5
    i, j = int(x), int(y)
    block = field[j : j + 2, i : i + 2].astype(float)
    return float((block @ [1 - (x - i), x - i]) @ [1 - (y - j), y - j])


def test_data_of_other_dimensions_are_shown_once_they_are_seen(visit: Visit) -> None:
    playground = visit("#data=gaussian_1d")
    for title, dims in (("Ring of Gaussians", 2), ("Three Gaussians", 1)):
        playground.page.get_by_role("region", name="Data").get_by_role("button", name=title).click()
        playground.until(lambda run, dims=dims: run["toy"]["dims"] == dims)  # type: ignore[misc]
        picture = playground.picture()
        playground.repaints(picture)


@pytest.mark.parametrize("pack", [1, 2])
@pytest.mark.parametrize("data", ["gaussian_1d", "ring"])
def test_the_best_d_is_offered_where_there_is_one(visit: Visit, data: str, pack: int) -> None:
    playground = visit(f"#variant=pacgan&data={data}&pack={pack}")
    best = playground.page.get_by_role("list", name="Layers").get_by_role("button", name="D*", exact=True)
    point_at(playground, 0.5, 0.5)  # in the plane D* is asked for by who reads or shows it
    playground.page.wait_for_selector(".values")
    expect(best).to_have_count(1 if pack == 1 else 0)
