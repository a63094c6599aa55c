"""The projector's theme on the smallest screen that shows three columns: what it means is in view whole."""

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import Visit

HIDDEN = """() => Math.max(...[...document.querySelectorAll('.meaning, .meaning *')]
    .filter(element => ['auto', 'scroll'].includes(getComputedStyle(element).overflowY))
    .map(element => element.scrollHeight - element.clientHeight))"""
# As the longest advice: the diagnosis is then of eight lines.
ADVISED = (
    "() => document.querySelector('[aria-label=Diagnosis]').insertAdjacentHTML('beforeend', '<p>x<br>x<br>x<br>x</p>')"
)
SMALL: dict[str, Any] = {"viewport": {"width": 1280, "height": 720}}


@pytest.mark.parametrize("options", [SMALL], ids=["720"])
@pytest.mark.parametrize("long", [pytest.param(False, id="", marks=pytest.mark.slow), pytest.param(True, id="advised")])
@pytest.mark.parametrize(
    "address",
    [pytest.param("#variant=gan", marks=pytest.mark.slow), "#variant=wgan_gp", "#variant=gan&data=gaussian_1d"],
)
def test_every_tab_fits(context: BrowserContext, visit: Visit, address: str, long: bool) -> None:
    context.add_init_script("localStorage.setItem('saddle.theme', 'projector')")
    playground = visit(address)
    playground.shows(260)
    page = playground.page
    expect(page.get_by_role("region", name="Diagnosis")).to_contain_text("JS")
    if long:
        page.evaluate(ADVISED)
    for name in ("Losses", "Discriminator|Critic", "Generator"):
        page.get_by_role("tab", name=re.compile(name)).click()
        plots = page.get_by_role("tabpanel").locator("canvas")
        expect(plots.first).to_be_visible()
        assert page.evaluate(HIDDEN) <= 1, name
        for plot in plots.all():
            box = plot.bounding_box()
            assert box is not None
            assert box["height"] >= 40, name


def test_a_critic_is_called_a_critic(visit: Visit) -> None:
    playground = visit("#variant=wgan")
    page = playground.page
    expect(page.get_by_role("tab", name="Discriminator")).to_have_count(0)
    page.get_by_role("tab", name="Critic").click()
    panel = page.get_by_role("tabpanel", name="Critic")
    expect(panel.get_by_role("figure", name="Outputs of the critic")).to_be_visible()
    expect(panel.get_by_role("img", name=re.compile("^What the critic says at step"))).to_be_visible()
    expect(panel.get_by_role("table", name=re.compile("Critic’s verdicts"))).to_contain_text(
        re.compile("teaches the critic and G much|teaches critic and G much")
    )
    expect(panel).not_to_contain_text(re.compile(r"\bD\b"))
