"""Everything by Tab, arrows, Enter and Space alone; where the focus goes, and that it is seen."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit
from tests.browser.playground import Playground
from tests.browser.test_appearance import THEMES, choose_theme, violations

# Of what holds the focus: whether it is this, and its beginning where no ring is seen around it.
STOP = """(target) => {
  const stop = document.activeElement
  const { outlineStyle, outlineWidth } = getComputedStyle(stop)
  const seen = stop === document.body || (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0)
  return [stop === target, seen ? '' : stop.outerHTML.slice(0, 200)]
}"""
MOST_STOPS = 150


def walk_to(playground: Playground, target: Locator) -> None:
    """Presses Tab until it has the focus, which is visible at every stop."""
    expect(target).to_be_visible()
    for _ in range(MOST_STOPS):
        playground.page.keyboard.press("Tab")
        reached, bare = target.evaluate(STOP)
        assert not bare, f"no ring around {bare}"
        if reached:
            return
    raise AssertionError(f"{target} is not reached by Tab")


def press(playground: Playground, target: Locator, key: str = "Enter") -> None:
    walk_to(playground, target)
    playground.page.keyboard.press(key)


def test_data_are_picked_drawn_and_trained_on(playground: Playground) -> None:
    page, keys = playground.page, playground.page.keyboard
    press(playground, playground.button("Ring"), "Space")
    playground.until(lambda run: run["recipe"]["data"] == "ring")
    drawn = playground.button("Draw your own")
    press(playground, drawn)
    tool = page.get_by_role("dialog", name="Draw your own data")
    walk_to(playground, tool.get_by_role("application"))
    for key in ("Space", "Shift+ArrowRight", "Space", "Shift+ArrowUp", "Enter"):
        keys.press(key)
    press(playground, playground.button("Train on these", tool))
    expect(tool).to_be_hidden()
    run = playground.until(lambda run: run["recipe"]["data"] == "points")
    assert run["toy"]["points"] >= 3
    edit = playground.button(re.compile(r"^Edit your \d+ points$"))
    expect(edit).to_be_focused()
    playground.shows(10)


def test_a_run_is_paused_stepped_tuned_and_shared(playground: Playground) -> None:
    page, keys = playground.page, playground.page.keyboard
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    press(playground, playground.button("Pause"), "Space")
    step = playground.until(lambda run: run["state"] == "paused")["step"]
    press(playground, playground.button("One step"))
    playground.shows_exactly(step + 1)
    press(playground, playground.part("Generator"))
    rate = page.get_by_role("region", name="Generator knobs").get_by_role("slider", name="Learning rate")
    walk_to(playground, rate)
    keys.press("ArrowRight")
    tuned = playground.until(lambda run: run["changes"] != [])
    share = playground.button("Share")
    press(playground, share)
    press(playground, playground.button("Copy link"))
    expect(playground.notices()).to_contain_text("copied")
    expect(share).to_be_focused()
    link = page.evaluate("navigator.clipboard.readText()")
    assert f"lr_g={tuned['recipe']['knobs']['lr_g']}" in link


def test_dialogs_keep_the_focus_and_give_it_back(playground: Playground) -> None:
    page, keys = playground.page, playground.page.keyboard
    for name in ("The smallest GAN", "Help"):
        opener = playground.button(name)
        press(playground, opener)
        dialog = page.get_by_role("dialog")
        expect(dialog).to_be_visible()
        for _ in range(12):
            assert page.evaluate(
                "!!document.activeElement.closest('dialog') || document.activeElement === document.body"
            )
            keys.press("Tab")
        keys.press("Escape")
        expect(dialog).to_be_hidden()
        expect(opener).to_be_focused()


@pytest.mark.usefixtures("packages")
@pytest.mark.parametrize("theme", THEMES)
def test_everybody_can_use_every_window_in_every_theme(visit: Visit, theme: str) -> None:
    playground = visit("#speed=10")
    choose_theme(playground, theme)
    playground.pause()
    for opener in ("Gallery", "Help", "The smallest GAN", "Draw your own"):
        playground.button(opener).click()
        dialog = playground.page.get_by_role("dialog")
        expect(dialog.get_by_role("button", name="Close", exact=True)).to_be_visible()
        playground.page.wait_for_load_state("networkidle")
        found = violations(playground)
        assert found == [], f"{opener}: {found}"
        playground.page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
