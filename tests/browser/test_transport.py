"""Play, pause, step, speed, reset and seed."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.playground import Playground


def take(page: Page, steps: str) -> None:
    """One of the steps in the menu, which closes again."""
    menu = page.get_by_role("button", name="More steps")
    menu.click()
    page.get_by_role("button", name=steps, exact=True).click()
    page.keyboard.press("Escape")
    expect(menu).to_have_attribute("aria-expanded", "false")


def test_pause_holds_and_play_goes_on(playground: Playground) -> None:
    playground.shows(10)
    step = playground.pause()
    picture = playground.picture()
    take(playground.page, "1 step")
    playground.shows_exactly(step + 1)
    assert playground.run()["step"] == step + 1, "more was trained than was asked for"
    playground.repaints(picture)
    playground.button("Play").click()
    playground.shows(step + 30)


FRAMES = """() => new Promise((told) => {
    const ask = window.requestAnimationFrame
    let frames = 0
    window.requestAnimationFrame = (call) => { frames += 1; return ask.call(window, call) }
    setTimeout(() => { window.requestAnimationFrame = ask; told(frames) }, 1000)
})"""


def test_a_page_at_rest_leaves_the_processor_to_others(playground: Playground) -> None:
    playground.shows(10)
    playground.pause()
    for _ in range(10):  # the last pictures and curves may still be on their way
        frames = playground.page.evaluate(FRAMES)
        if frames <= 12:
            break
    assert frames <= 12  # ten looks a second at what may have changed
    playground.button("Play").click()
    playground.shows(playground.step() + 30)


def test_steps_are_counted(playground: Playground) -> None:
    step = playground.pause()
    playground.button("One step").click()
    playground.shows_exactly(step + 1)
    take(playground.page, "10 steps")
    playground.shows_exactly(step + 11)
    take(playground.page, "100 steps")
    playground.shows_exactly(step + 111)


def test_a_step_pauses_what_is_playing(playground: Playground) -> None:
    playground.button("One step").click()
    expect(playground.button("Play")).to_be_visible()
    step = playground.until(lambda run: run["state"] == "paused")["step"]
    playground.shows_exactly(step)


def test_one_network_learns_and_the_other_holds(visit: Visit) -> None:
    playground = visit("#layers=fake&ema=0")
    playground.shows(100)
    step = playground.pause()
    fakes = playground.picture()
    take(playground.page, "100 steps of D only")
    playground.shows_exactly(step + 100)
    assert playground.picture() == fakes, "G has learned while D alone should"
    take(playground.page, "100 steps of G only")
    playground.shows_exactly(step + 200)
    playground.repaints(fakes)


def test_speed_from_one_step_a_second_to_full(playground: Playground) -> None:
    slider = playground.page.get_by_role("slider", name="Speed")
    slider.focus()
    playground.page.keyboard.press("Home")
    expect(slider).to_have_attribute("aria-valuetext", "1 steps a second")
    slow = playground.until(lambda run: run["speed"] == 1)["step"]
    playground.shows(slow + 2)
    assert playground.run()["step"] < slow + 60
    playground.page.keyboard.press("End")
    expect(slider).to_have_attribute("aria-valuetext", "full speed")
    playground.until(lambda run: run["speed"] is None)
    playground.shows(slow + 500)
    assert "speed=full" in playground.page.url


def test_reset_keeps_the_settings(playground: Playground) -> None:
    playground.knob("Generator", "Learning rate").fill("0.004")
    playground.page.keyboard.press("Enter")
    playground.until(lambda run: run["recipe"]["knobs"]["lr_g"] == 0.004)
    playground.shows(20)
    playground.pause()
    playground.button("Reset").click()
    playground.shows_exactly(0)
    run = playground.run()
    assert (run["step"], run["recipe"]["seed"], run["recipe"]["knobs"]["lr_g"]) == (0, 1, 0.004)
    expect(playground.knob("Generator", "Learning rate")).to_have_value("0.004")


def test_a_reset_run_shows_the_same_picture_again(playground: Playground) -> None:
    playground.pause()
    playground.button("Reset").click()
    playground.shows_exactly(0)
    start = playground.picture()
    take(playground.page, "100 steps")
    playground.shows_exactly(100)
    later = playground.picture()
    assert later != start
    playground.button("Reset").click()
    playground.shows_exactly(0)
    assert playground.picture() == start
    take(playground.page, "100 steps")
    playground.shows_exactly(100)
    assert playground.picture() == later


def test_another_seed_starts_another_run_of_the_same_experiment(playground: Playground) -> None:
    playground.button("Seed 1").click()
    expect(playground.button("Seed 1")).to_have_count(0)
    run = playground.until(lambda run: run["recipe"]["seed"] != 1)
    assert run["step"] < 1000
    playground.page.wait_for_url(f"**/#seed={run['recipe']['seed']}")
