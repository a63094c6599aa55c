"""The model as a diagram: each part opens its knobs and closes them again, networks freeze, stamps are alive."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.playground import Playground
from tests.server.browser import browser

PARTS = ["Noise", "Generator", "Gradient", "Fake", "Real", "Discriminator", "Predictions", "Losses"]
# How many of its pixels each stamp has painted.
PAINTED = """() => [...document.querySelectorAll('.diagram canvas')].map((canvas) => {
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true })
  copy.drawImage(canvas, 0, 0)
  const { data } = copy.getImageData(0, 0, canvas.width, canvas.height)
  return data.filter((value, i) => i % 4 === 3 && value > 0).length
})"""


def test_every_part_opens_by_keyboard_and_closes_by_escape_or_its_button(playground: Playground) -> None:
    for name in PARTS:
        part = playground.part(name)
        part.focus()
        playground.page.keyboard.press("Enter")
        expect(part).to_have_attribute("aria-expanded", "true")
        panel = playground.page.get_by_role("group", name=name, exact=True)
        expect(panel).to_be_visible()
        playground.page.keyboard.press("Tab")
        playground.page.keyboard.press("Escape")
        expect(panel).to_be_hidden()
        expect(part).to_be_focused()
    playground.part("Noise").click()
    playground.button("Close Noise").click()
    expect(playground.part("Noise")).to_have_attribute("aria-expanded", "false")


def test_a_panel_stays_open_while_its_knobs_are_turned_and_leaves_the_stage_in_view(playground: Playground) -> None:
    rate = playground.knob("Discriminator", "Learning rate")
    rate.fill("0.02")
    rate.press("Enter")
    playground.until(lambda run: run["recipe"]["knobs"]["lr_d"] == 0.02)
    playground.button("Pause").click()
    expect(rate).to_be_visible()
    playground.knob("Generator", "Learning rate").fill("0.003")
    expect(rate).to_be_visible()
    stage = playground.page.get_by_role("main").locator("canvas").bounding_box()
    panels = [playground.page.get_by_role("group", name=name).bounding_box() for name in ("Generator", "Discriminator")]
    assert stage is not None
    (left, right) = [panel for panel in panels if panel is not None]
    assert left["x"] + left["width"] <= stage["x"]
    assert right["x"] >= stage["x"] + stage["width"]


@pytest.mark.parametrize(("network", "title"), [("g", "Generator"), ("d", "Discriminator")])
def test_freezing_really_freezes(visit: Visit, network: str, title: str) -> None:
    playground = visit("#ema=0")
    playground.button(f"Freeze {network.upper()}").click()
    run = playground.until(lambda run: run["changes"] != [])
    assert run["recipe"]["knobs"][f"freeze_{network}"] is True
    expect(playground.button(f"Freeze {network.upper()}")).to_have_attribute("aria-pressed", "true")
    playground.page.wait_for_url(f"**freeze_{network}=true**")
    frozen = run["changes"][-1]["step"]
    playground.shows(frozen + 20)
    step = playground.pause()
    with browser(playground.served.url) as visitor:
        visitor.ask("open", run=run["run"])
        traced = visitor.ask("trace")
    assert traced["step"] == step
    assert {s["network"] for s in traced["substeps"] if s["back"]} == {"d", "g"} - {network}
    playground.button(f"Freeze {network.upper()}").click()
    playground.until(lambda run: not run["recipe"]["knobs"][f"freeze_{network}"])


@pytest.mark.parametrize("data", ["ring", "gaussian_1d"])
def test_stamps_show_what_the_stage_shows(visit: Visit, data: str) -> None:
    playground = visit(f"#data={data}")
    # Gradients are arrows, not dots; losses are two.
    least = [80 if part == "Gradient" else 20 for part in [*PARTS, "Losses"]]
    playground.page.wait_for_function(
        f"""least => {{
          const painted = ({PAINTED})()
          return painted.length === least.length && painted.every((pixels, i) => pixels > least[i])
        }}""",
        arg=least,
    )


@pytest.mark.parametrize("options", [{"viewport": {"width": wide, "height": 700}} for wide in (320, 390, 768)])
def test_a_narrow_page_folds_it_and_loses_no_arrow(options: Any, playground: Playground) -> None:
    wide = options["viewport"]["width"]
    # At one moment: what stands above may still move them.
    boxes = playground.page.evaluate(
        "() => [...document.querySelectorAll('.diagram .part')].map(part => part.getBoundingClientRect().toJSON())"
    )
    assert len(boxes) == len(PARTS)
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= wide for box in boxes)
    for a in boxes:
        for b in boxes:
            assert a is b or apart(a, b)
    assert playground.page.evaluate("document.querySelector('.diagram').scrollWidth") <= wide
    ways = playground.page.locator(".wires .edge")
    expect(ways).to_have_count(11)
    for way in ways.all():
        assert way.evaluate("path => path.getTotalLength()") > 3
        box = way.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= wide


def apart(a: Any, b: Any) -> bool:
    """Whether two boxes do not overlap."""
    return bool(
        a["x"] + a["width"] <= b["x"]
        or b["x"] + b["width"] <= a["x"]
        or a["y"] + a["height"] <= b["y"]
        or b["y"] + b["height"] <= a["y"]
    )


@pytest.mark.parametrize("options", [{"viewport": {"width": 390, "height": 700}}])
def test_on_a_phone_it_opens_below(options: Any, playground: Playground) -> None:
    part = playground.part("Losses")
    part.scroll_into_view_if_needed()
    part.click()
    panel = playground.page.get_by_role("group", name="Losses")
    expect(panel.get_by_label("Batch size").first).to_be_visible()
    box, strip = panel.bounding_box(), part.bounding_box()
    assert box is not None
    assert strip is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["y"] >= strip["y"] + strip["height"] - 1
    assert playground.page.evaluate("document.documentElement.scrollWidth") <= 390
