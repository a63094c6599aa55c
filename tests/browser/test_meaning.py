"""What it means: the charts with their one cursor, the verdicts, the diagnosis."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit
from tests.browser.playground import Playground

LARGE: dict[str, Any] = {"viewport": {"width": 2560, "height": 1440}}
TEACHES = "#lr_d=0.002"
# Height of a note in a chart, and how far it begins below the lines.
BELOW = """note => {
  const { height, top } = note.getBoundingClientRect()
  return [height, top - note.closest('figure').querySelector('[role=slider]').getBoundingClientRect().bottom]
}"""


def tab(playground: Playground, name: str) -> Locator:
    return playground.page.get_by_role("tab", name=name)


def chart(playground: Playground, name: str) -> Locator:
    return playground.page.get_by_role("figure", name=name)


def words(playground: Playground, name: str) -> str:
    """What a chart reads now."""
    return chart(playground, name).get_by_role("slider").get_attribute("aria-valuetext") or ""


def shown_steps(playground: Playground, name: str) -> tuple[int, int]:
    slider = chart(playground, name).get_by_role("slider")
    return int(slider.get_attribute("aria-valuemin") or -1), int(slider.get_attribute("aria-valuemax") or -1)


def drag(playground: Playground, name: str, start: float, end: float) -> None:
    box = chart(playground, name).get_by_role("slider").bounding_box()
    assert box is not None
    mouse, y = playground.page.mouse, box["y"] + box["height"] / 2
    mouse.move(box["x"] + start * box["width"], y)
    mouse.down()
    mouse.move(box["x"] + end * box["width"], y, steps=3)
    mouse.up()


def test_tabs_by_keyboard(playground: Playground) -> None:
    page = playground.page
    expect(chart(playground, "Losses")).to_be_visible()
    tab(playground, "Losses").focus()
    step = playground.pause()
    tab(playground, "Losses").focus()
    page.keyboard.press("ArrowRight")
    expect(tab(playground, "Discriminator")).to_be_focused()
    expect(page.get_by_role("tabpanel", name="Discriminator")).to_be_visible()
    expect(chart(playground, "Losses")).to_have_count(0)
    page.keyboard.press("End")
    expect(page.get_by_role("tabpanel", name="Generator")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(tab(playground, "Losses")).to_have_attribute("aria-selected", "true")
    assert playground.run()["step"] == step, "an arrow for the tabs has trained a step"


def test_one_step_is_read_in_all_charts(playground: Playground) -> None:
    playground.shows(200)
    playground.pause()
    losses = chart(playground, "Losses").get_by_role("slider")
    losses.hover()
    read = re.search(r"at step ([\d,]+)", words(playground, "Losses"))
    assert read is not None
    assert 0 < int(read[1]) < playground.step()
    for name in ("Losses", "V(D, G)", "Gradient norms"):
        expect(chart(playground, name).get_by_role("slider")).to_have_attribute(
            "aria-valuetext", re.compile(f"at step {read[1]}:")
        )
    losses.focus()
    playground.page.keyboard.press("ArrowLeft")
    expect(chart(playground, "Gradient norms").get_by_role("slider")).to_have_attribute(
        "aria-valuetext", re.compile(f"at step {int(read[1]) - 1}:")
    )


def test_what_a_chart_reads_is_what_was_trained(playground: Playground) -> None:
    playground.shows(50)
    step = playground.pause()
    chart(playground, "Losses").get_by_role("slider").focus()
    playground.page.keyboard.press("End")
    id = playground.run()["run"]
    curve = playground.served.get(f"api/runs/{id}/curve?from={step}&to={step}").json()
    loss = dict(zip(curve["columns"], curve["rows"][0], strict=True))
    expect(chart(playground, "Losses").get_by_role("slider")).to_have_attribute(
        "aria-valuetext",
        f"Losses at step {step:,}: Loss of D {loss['loss_d']:.2f}, Loss of G {loss['loss_g']:.2f}",
    )


def test_a_turned_knob_is_marked_in_every_chart(playground: Playground) -> None:
    playground.shows(60)
    rate = playground.knob("Discriminator", "Learning rate")
    rate.fill("0.02")
    rate.press("Enter")
    playground.page.keyboard.press("Escape")  # closes the knobs, which stand over the lower charts
    step = playground.until(lambda run: run["changes"] != [])["changes"][0]["step"]
    playground.shows(step + 60)
    playground.pause()
    label = f"step {step:,}: learning rate of D 0.004 → 0.02"
    for name in ("Losses", "V(D, G)", "Gradient norms"):
        expect(chart(playground, name).locator(".mark")).to_have_count(1)
    box = chart(playground, "V(D, G)").locator(".mark").bounding_box()
    assert box is not None
    playground.page.mouse.move(box["x"], box["y"] + 20)
    for name in ("Losses", "V(D, G)", "Gradient norms"):
        expect(chart(playground, name).locator(".note")).to_have_text(label)
    expect(playground.marks()).to_have_text(label.replace("step", "Step"))


def test_zoom_and_back(playground: Playground) -> None:
    playground.shows(300)
    end = playground.pause()
    for back in ("double click", "Escape", "button"):
        drag(playground, "Losses", 0.25, 0.5)
        first, last = shown_steps(playground, "Losses")
        assert first / end == pytest.approx(0.25, abs=0.03)
        assert last / end == pytest.approx(0.5, abs=0.03)
        assert shown_steps(playground, "Gradient norms") == (first, last)
        over = chart(playground, "Losses").get_by_role("slider")
        if back == "double click":
            over.dblclick()
        elif back == "Escape":
            over.press("Escape")
        else:
            playground.button("Whole run").press("Enter")
            expect(playground.button("log")).to_be_focused()
        expect(over).to_have_attribute("aria-valuemin", "0")
        assert shown_steps(playground, "Gradient norms") == (0, end)


def test_a_logarithmic_scale(visit: Visit) -> None:
    playground = visit("#variant=wgan_gp")  # whose losses are of both signs
    playground.shows(40)
    playground.pause()
    log = playground.button("log")
    canvas = chart(playground, "Losses").locator("canvas")
    picture = "canvas => canvas.toDataURL()"
    linear = canvas.evaluate(picture)
    log.click()
    expect(log).to_have_attribute("aria-pressed", "true")
    playground.page.wait_for_function(
        f"([canvas, before]) => ({picture})(canvas) !== before", arg=[canvas.element_handle(), linear]
    )
    tab(playground, "Generator").click()
    expect(chart(playground, "High quality")).to_contain_text("Stays linear.")


def test_what_is_cut_off_is_said_below_the_lines(visit: Visit) -> None:
    playground = visit("#lr_d=0.3&lr_g=0.05")  # one spike, a hundred times as high as all else
    losses = chart(playground, "Losses")
    note = losses.get_by_text(re.compile(r"^(peak|lowest) \S+, cut off$"))
    # Both at once: the spike leaves the picture again.
    height, below = note.evaluate(BELOW, timeout=60_000)
    assert height > 0
    assert below >= -1


def test_verdicts_agree_with_the_server(visit: Visit) -> None:
    playground = visit(TEACHES)
    tab(playground, "Discriminator").click()
    playground.shows(100)
    histogram = playground.page.get_by_role("img", name=re.compile("^What D says at step"))
    expect(histogram).to_be_visible()
    table = playground.page.get_by_role("table", name=re.compile("D’s verdicts"))
    cells = table.get_by_role("cell").filter(has_text="%")
    expect(cells).to_have_count(4)
    shares = [int(re.match(r"\d+", text)[0]) for text in cells.all_inner_texts()]  # type: ignore[index]
    assert sum(shares[:2]) == pytest.approx(100, abs=1)
    assert sum(shares[2:]) == pytest.approx(100, abs=1)
    expect(cells.nth(3)).to_contain_text(re.compile("teaches D (and G )?(a little|some|much)"))
    expect(cells.nth(0)).not_to_contain_text("G")
    expect(table.get_by_role("columnheader")).to_have_text(["D says real", "D says fake"])
    expect(chart(playground, "Outputs of D")).to_contain_text(re.compile("mean D.x. [01].[0-9]+ of the batch"))
    expect(playground.page.get_by_text("of the samples shown")).to_be_visible()


def test_the_diagnosis_names_what_is_wrong_and_its_button_mends_it(visit: Visit) -> None:
    playground = visit("#data=ring&lr_g=1e-6&lr_d=0.01&n_critic=2")  # D far ahead of G
    diagnosis = playground.page.get_by_role("region", name="Diagnosis")
    button = diagnosis.get_by_role("button")
    expect(button).to_be_visible(timeout=60_000)
    expect(diagnosis).to_contain_text(re.compile(r"\d"))
    before = playground.run()["recipe"]["knobs"]
    button.click()
    run = playground.until(lambda run: run["changes"] != [])
    assert run["recipe"]["knobs"] != before


def test_measures_stand_beside_their_floor(playground: Playground) -> None:
    tab(playground, "Generator").click()
    js = chart(playground, "JS divergence")
    expect(js).to_contain_text(re.compile(r"JS divergence 0?\.?\d.* floor 0\.0"))
    expect(chart(playground, "High quality")).to_contain_text(re.compile("ceiling 99"))
    expect(chart(playground, "KL divergence")).to_contain_text("bits")
    expect(chart(playground, "Reverse KL")).to_contain_text("bits")
    playground.shows(playground.step() + 300)
    playground.pause()
    slider = js.get_by_role("slider")
    slider.focus()
    playground.page.keyboard.press("Home")
    first = slider.get_attribute("aria-valuetext") or ""
    playground.page.keyboard.press("End")
    expect(slider).not_to_have_attribute("aria-valuetext", first)


@pytest.mark.parametrize("options", [LARGE], ids=["1440"])
@pytest.mark.parametrize("name", ["Discriminator", "Generator"])
def test_a_large_screen_keeps_the_losses_in_view(playground: Playground, name: str) -> None:
    expect(tab(playground, "Losses")).to_have_count(0)
    tab(playground, name).click()
    expect(playground.page.get_by_role("tabpanel", name=name)).to_be_visible()
    expect(chart(playground, "Losses")).to_be_visible()
    assert playground.page.evaluate("(a => a.scrollHeight - a.clientHeight)(document.querySelector('.meaning'))") <= 1


def test_a_zoom_outlives_all_but_a_new_beginning(playground: Playground) -> None:
    playground.shows(200)
    drag(playground, "Losses", 0.25, 0.5)
    zoom = shown_steps(playground, "Losses")
    assert zoom[0] > 0
    playground.pause()
    assert shown_steps(playground, "Losses") == zoom
    rate = playground.knob("Discriminator", "Learning rate")
    rate.fill("0.002")
    rate.press("Enter")
    playground.until(lambda run: run["changes"] != [])
    playground.button("One step").click()
    playground.shows_exactly(playground.until(lambda run: run["state"] == "paused")["step"])
    assert shown_steps(playground, "Losses") == zoom
    playground.button(re.compile("^Reset")).click()
    expect(chart(playground, "Losses").get_by_role("slider")).to_have_attribute("aria-valuemin", "0")
