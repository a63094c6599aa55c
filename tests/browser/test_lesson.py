"""A lesson's link takes parts of the page away or holds them fast, and Share makes such links."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit
from tests.browser.playground import Playground
from tests.browser.test_appearance import violations


def sharing(playground: Playground) -> Locator:
    playground.button("Share").click()
    return playground.page.get_by_role("textbox", name="This link holds the whole experiment")


def test_parts_are_hidden_and_stay_so(visit: Visit) -> None:
    playground = visit("#hide=data,meaning,gallery,dirac,lr_d")
    page = playground.page
    for _ in range(2):
        expect(page.get_by_role("region", name="Data")).to_have_count(0)
        expect(page.get_by_label("What it means")).to_have_count(0)
        expect(playground.button("The smallest GAN")).to_have_count(0)
        expect(playground.knob("Generator", "Learning rate")).to_be_visible()
        expect(playground.knob("Discriminator", "Learning rate")).to_have_count(0)
        assert page.url.endswith("#hide=data,meaning,gallery,dirac,lr_d")
        page.reload()
        playground.shows(1)


@pytest.mark.usefixtures("packages")
def test_what_is_locked_is_shown_and_does_not_move(visit: Visit) -> None:
    playground = visit("#lock=transport,data,layers,lr_d&speed=60&layers=fake,manifold")
    keys = playground.page.keyboard
    expect(playground.button("Pause")).to_be_disabled()
    expect(playground.button("Seed 1")).to_be_disabled()
    expect(playground.knob("Discriminator", "Learning rate")).to_be_disabled()
    expect(playground.knob("Discriminator", "Learning rate")).to_have_accessible_description(
        re.compile("Locked by this lesson")
    )
    expect(playground.knob("Generator", "Learning rate")).to_be_enabled()
    off = playground.page.locator("[aria-label=Layers] [aria-pressed=false]")
    layers_off, before = off.count(), playground.run()
    for key in ("Space", "r", "ArrowRight", "2", "s", "m"):
        keys.press(key)
    expect(playground.notices()).to_contain_text("Locked by this lesson’s link: Transport.")
    expect(playground.notices()).to_contain_text("Locked by this lesson’s link: Layers of the picture.")
    after = playground.run()
    assert (after["state"], after["epoch"]) == ("running", before["epoch"])
    assert off.count() == layers_off
    expect(playground.page.get_by_role("region", name="Slow motion")).to_have_count(0)
    expect(playground.button("Back to noise")).to_have_attribute("aria-pressed", "false")
    playground.button("Lesson").click()
    expect(playground.page.get_by_text("It locks:")).to_have_text(
        "It locks: Transport, Data, Layers of the picture, Learning rate (discriminator)."
    )
    keys.press("Escape")
    assert violations(playground) == []


def test_no_slow_motion_where_its_diagram_is_away(visit: Visit) -> None:
    playground = visit("#hide=diagram&speed=60")
    playground.page.keyboard.press("s")
    expect(playground.notices()).to_contain_text("Locked by this lesson’s link: Model as a diagram.")
    assert playground.run()["state"] == "running"
    playground.page.keyboard.press("Space")
    playground.until(lambda run: run["state"] == "paused")


# Once nothing has moved for 20 frames: the stage's width; the air on both sides of all that is shown, as shares of the
# window; the widest gap between columns.
ROOM = """async () => {
  const boxes = (parts) => [...parts].map((part) => part.getBoundingClientRect())
  const look = () => {
    const all = boxes(document.querySelectorAll('.page > :not(:empty)')).filter(({ width, height }) => width && height)
    const columns = boxes(['.game', '.stage', '.meaning'].map((name) => document.querySelector(name)).filter(Boolean))
    return {
      stage: document.querySelector('main canvas').getBoundingClientRect().width,
      left: Math.min(...all.map((box) => box.left)) / innerWidth,
      right: 1 - Math.max(...all.map((box) => box.right)) / innerWidth,
      gap: Math.max(...columns.slice(1).map((box, i) => box.left - columns[i].right)),
    }
  }
  let found = look()
  for (let same = 0; same < 20; same++) {
    await new Promise(requestAnimationFrame)
    const now = look()
    if (JSON.stringify(now) !== JSON.stringify(found)) same = -1
    found = now
  }
  return found
}"""


# A column on the left, one on the right, and a part of the stage's own column; the others are like them.
HIDDEN = ["game", "meaning", "transport"]
LIKEWISE = ["gallery", "data", "knobs", "layers", "diagram"]


@pytest.mark.parametrize("part", [*HIDDEN, *(pytest.param(part, marks=pytest.mark.slow) for part in LIKEWISE)])
def test_the_page_closes_up_over_what_is_hidden(playground: Playground, part: str) -> None:
    usual = playground.page.evaluate(ROOM)["stage"]
    playground.page.evaluate(f"location.hash = '#hide={part}'")
    expect(playground.button("Lesson")).to_be_visible()
    found = playground.page.evaluate(ROOM)
    assert found["left"] == pytest.approx(found["right"], abs=0.02), "as much air on the left as on the right"
    if part in ("transport", "layers", "diagram"):
        assert found["stage"] > usual + 30, "the stage has the room"
    else:
        assert found["stage"] >= usual - 1
    assert found["gap"] < 64, "no empty column"


def test_what_is_no_part_is_said(visit: Visit) -> None:
    playground = visit("#hide=banana,game&lock=apple")
    expect(playground.notices()).to_contain_text("hide=banana was ignored")
    expect(playground.notices()).to_contain_text("lock=apple was ignored")
    playground.page.wait_for_url("**/#hide=game")


def test_share_makes_the_link_to_a_lesson(visit: Visit) -> None:
    playground = visit("#seed=7")
    link = sharing(playground)
    expect(link).to_have_value(re.compile("#seed=7$"))
    playground.page.get_by_text("For a lesson").click()
    playground.page.get_by_role("checkbox", name="Hide: What it means").check()
    playground.page.get_by_role("checkbox", name="Lock: Transport").check()
    playground.page.get_by_role("checkbox", name="Lock: Learning rate (generator)").check()
    expect(link).to_have_value(re.compile("#seed=7&hide=meaning&lock=transport,lr_g$"))
    lesson = visit("#" + link.input_value().partition("#")[2])
    expect(lesson.button("Pause")).to_be_disabled()
    expect(lesson.page.get_by_label("What it means")).to_have_count(0)
    assert lesson.run()["recipe"]["seed"] == 7
    assert playground.page.url.endswith("#seed=7"), "the teacher's own page stays free"


@pytest.mark.usefixtures("packages")
def test_everybody_can_share(playground: Playground) -> None:
    playground.pause()
    sharing(playground)
    playground.page.get_by_text("For a lesson").click()
    assert violations(playground) == []
