"""The keyboard; and that a control which has the focus keeps its keys."""

from typing import Any

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.playground import Playground


def rebuilt(playground: Playground) -> dict[str, Any]:
    """The run once a later command has gone through: what was sent before it has been carried out, or never was."""
    before = playground.run()["epoch"]
    playground.button("Share").focus()
    playground.page.keyboard.press("r")
    return playground.until(lambda run: run["epoch"] > before)


def test_space_arrows_and_r(playground: Playground) -> None:
    keys = playground.page.keyboard
    keys.press("Space")
    expect(playground.button("Play")).to_be_visible()
    step = playground.until(lambda run: run["state"] == "paused")["step"]
    keys.press("ArrowRight")
    playground.shows_exactly(step + 1)
    keys.press("Shift+ArrowRight")
    playground.shows_exactly(step + 11)
    keys.press("r")
    playground.shows_exactly(0)
    keys.press("Space")
    expect(playground.button("Pause")).to_be_visible()
    playground.shows(10)


def test_space_after_a_click_is_meant_for_the_run(playground: Playground) -> None:
    playground.button("Ring").click()
    epoch = playground.until(lambda run: run["recipe"]["data"] == "ring")["epoch"]
    playground.page.keyboard.press("Space")
    assert playground.until(lambda run: run["state"] == "paused")["epoch"] == epoch
    playground.button("Ring").click()
    playground.page.keyboard.press("Space")
    assert playground.until(lambda run: run["state"] == "running")["epoch"] == epoch


def test_help_lists_the_keys_and_switches_them_off(playground: Playground) -> None:
    keys = playground.page.keyboard
    keys.press("?")
    help = playground.page.get_by_role("dialog", name="How to read this page")
    expect(help).to_contain_text("play or pause")
    help.get_by_role("checkbox", name="Use these keys").uncheck()
    keys.press("Escape")
    expect(help).to_be_hidden()
    playground.page.evaluate("document.activeElement.blur()")
    keys.press("Space")
    keys.press("?")
    expect(help).to_be_hidden()
    playground.button("Help").click()
    help.get_by_role("checkbox", name="Use these keys").check()
    keys.press("Escape")
    assert playground.run()["state"] == "running"
    playground.page.evaluate("document.activeElement.blur()")
    keys.press("Space")
    expect(playground.button("Play")).to_be_visible()


def test_a_field_keeps_space_and_arrows(playground: Playground) -> None:
    playground.knob("Generator", "Learning rate").focus()
    playground.page.keyboard.press("Space")
    playground.page.keyboard.press("r")
    assert rebuilt(playground)["state"] == "running"


def test_a_slider_keeps_the_arrows(playground: Playground) -> None:
    step = playground.pause()
    speed = playground.page.get_by_role("slider", name="Speed")
    speed.focus()
    playground.page.keyboard.press("ArrowRight")
    playground.until(lambda run: run["speed"] == 250)
    assert playground.run()["step"] == step


def test_a_button_that_has_the_focus_is_pressed_once_by_space(playground: Playground) -> None:
    playground.button("Pause").focus()
    playground.page.keyboard.press("Space")
    expect(playground.button("Play")).to_be_focused()
    assert rebuilt(playground)["state"] == "paused"


def test_a_menu_keeps_its_keys(visit: Visit) -> None:
    playground = visit()
    menu = playground.page.get_by_role("button", name="More steps")
    menu.focus()
    playground.page.keyboard.press("Enter")
    playground.page.get_by_role("button", name="10 steps", exact=True).focus()
    playground.page.keyboard.press("Escape")
    expect(menu).to_have_attribute("aria-expanded", "false")
    assert playground.run()["state"] == "running"
