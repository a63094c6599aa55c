"""DiracGAN: the dialog, its address, its start, and that what it says follows from what is chosen."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit
from tests.browser.playground import Playground
from tests.browser.test_appearance import violations


def dialog(playground: Playground) -> Locator:
    return playground.page.get_by_role("dialog", name="DiracGAN")


def eigenvalues(playground: Playground) -> Locator:
    return playground.page.get_by_role("group", name="Eigenvalues at the equilibrium")


def choose(playground: Playground, list: str, option: str) -> None:
    dialog(playground).get_by_role("combobox", name=list).select_option(option)


def verdict(playground: Playground) -> Locator:
    return dialog(playground).get_by_role("status")


def handle(playground: Playground) -> Locator:
    return dialog(playground).get_by_role("button", name=re.compile("^Start at"))


def test_the_button_opens_it_and_escape_gives_the_focus_back(playground: Playground) -> None:
    button = playground.button("The smallest GAN")
    button.click()
    expect(dialog(playground)).to_be_visible()
    expect(eigenvalues(playground)).to_contain_text("λ = 0.000 ± 0.500 i")
    playground.page.wait_for_url("**/#dirac")
    playground.page.keyboard.press("Escape")
    expect(dialog(playground)).to_be_hidden()
    expect(button).to_be_focused()
    playground.page.wait_for_function("!location.hash.includes('dirac')")
    assert playground.run()["state"] == "running"


def test_an_address_opens_it_as_it_was_left(visit: Visit) -> None:
    playground = visit("#seed=7&dirac.remedy=r1&dirac.weight=0.5&dirac.h=9&dirac.banana=1")
    expect(eigenvalues(playground)).to_contain_text("λ = −0.250 ± 0.433 i")
    expect(verdict(playground)).to_contain_text("steps of 4 leap over the middle")
    expect(dialog(playground)).to_contain_text("“dirac.banana” in the address is not known here")
    playground.page.wait_for_url("**/#seed=7&dirac.remedy=r1&dirac.weight=0.5&dirac.h=4")
    assert playground.run()["recipe"]["seed"] == 7
    expect(playground.notices()).to_be_empty()
    playground.page.reload()
    playground.shows(1)
    expect(eigenvalues(playground)).to_contain_text("λ = −0.250 ± 0.433 i")
    playground.page.evaluate("location.hash = '#seed=7&dirac.loss=wgan&dirac.weight=x'")
    expect(eigenvalues(playground)).to_contain_text("λ = 0.000 ± 1.000 i")
    expect(dialog(playground)).to_contain_text("dirac.weight x is not a number")


def test_turns_and_a_penalty_change_the_verdict(visit: Visit) -> None:
    playground = visit("#dirac.loss=wgan")
    expect(verdict(playground)).to_contain_text("grows by 2 % a step")
    expect(eigenvalues(playground)).to_contain_text("size 1.0198")
    choose(playground, "Updates", "in turns, D first")
    expect(verdict(playground)).to_contain_text("circles for ever, a turn every 31 steps")
    expect(eigenvalues(playground)).to_contain_text("size 1.0000")
    choose(playground, "Remedy", "Gradient penalty of WGAN-GP")
    expect(eigenvalues(playground)).to_contain_text("No eigenvalues: the penalty has a kink")
    expect(eigenvalues(playground).get_by_text("kink")).to_have_count(1)
    choose(playground, "Remedy", "R1 penalty (R2 is the same here)")
    expect(verdict(playground)).to_contain_text("spirals in")


def test_the_start_is_dragged_moved_by_keys_and_set_by_a_click(visit: Visit) -> None:
    playground = visit("#dirac")
    box = handle(playground).bounding_box()
    assert box is not None
    mouse = playground.page.mouse
    mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    mouse.down()
    mouse.move(box["x"] - 150, box["y"] + 100, steps=4)
    mouse.up()
    expect(handle(playground)).not_to_have_accessible_name(re.compile("θ 1.00, ψ 0.40"))
    dialog(playground).get_by_role("img", name=re.compile("^The plane")).click(position={"x": 8, "y": 8})
    expect(handle(playground)).to_have_accessible_name(re.compile("θ −2.00, ψ 2.00"))
    handle(playground).press("ArrowRight")
    handle(playground).press("Shift+ArrowDown")
    expect(handle(playground)).to_have_accessible_name(re.compile("θ −1.95, ψ 1.75"))
    playground.page.wait_for_url("**/#dirac.start=-1.95,1.75")


@pytest.mark.parametrize("options", [{"reduced_motion": "reduce"}])
def test_steps_are_stepped_and_played(visit: Visit) -> None:
    playground = visit("#dirac")
    steps = dialog(playground).locator(".now")
    expect(steps).to_contain_text("step 300")
    playground.button("Back to the start", dialog(playground)).click()
    expect(steps).to_contain_text("step 0 · θ 1.00 · ψ 0.40")
    playground.button("One step", dialog(playground)).click()
    # θ + h σ(ψθ) ψ and ψ − h σ(ψθ) θ
    expect(steps).to_contain_text("step 1 · θ 1.05 · ψ 0.28")
    playground.button("Play the path").click()
    expect(steps).to_contain_text(re.compile(r"step \d{2,}"))
    playground.button("Pause the path").click()
    expect(playground.button("Play the path")).to_be_visible()


@pytest.mark.parametrize("options", [{"reduced_motion": "reduce"}])
def test_a_path_that_has_ended_is_played_again(visit: Visit) -> None:
    playground = visit("#dirac.loss=wgan&dirac.h=0.3")
    steps = dialog(playground).locator(".now")
    expect(steps).to_contain_text(re.compile(r"step 1\d\d "))
    playground.button("Play the path").click()
    expect(steps).to_contain_text(re.compile(r"step [1-9]\d? "))
    playground.button("Pause the path").click()
    expect(playground.button("Play the path")).to_be_visible()


@pytest.mark.parametrize("options", [{"reduced_motion": "reduce"}])
def test_a_sign_moves_nothing(visit: Visit) -> None:
    playground = visit("#dirac.start=1.95,1.95")
    steps = dialog(playground).locator(".now")
    widths = set()
    for address in ("#dirac.start=1.95,1.95", "#dirac.start=-1.95,-1.95"):
        playground.page.evaluate(f"location.hash = '{address}'")
        expect(handle(playground)).to_have_accessible_name(re.compile("θ −" if "=-" in address else r"θ 1\.95"))
        playground.button("Back to the start", dialog(playground)).click()
        expect(steps).to_contain_text("ψ −1.95" if "=-" in address else "ψ 1.95")
        box = steps.bounding_box()
        assert box is not None
        widths.add((box["width"], box["height"]))
    assert len(widths) == 1


@pytest.mark.parametrize("options", [{"viewport": {"width": 320, "height": 640}}], ids=["320 px"])
def test_it_fits_the_smallest_screen(visit: Visit) -> None:
    playground = visit("#dirac.loss=lsgan")
    expect(eigenvalues(playground)).to_be_visible()
    expect(dialog(playground).locator(".katex").first).to_be_visible()
    over = dialog(playground).evaluate("dialog => dialog.scrollWidth - dialog.clientWidth")
    assert over <= 0


@pytest.mark.usefixtures("packages")
def test_everybody_can_use_it(visit: Visit) -> None:
    playground = visit("#dirac")
    playground.button("Pause the path").click()
    expect(dialog(playground).locator(".katex").first).to_be_visible()
    assert violations(playground) == []
