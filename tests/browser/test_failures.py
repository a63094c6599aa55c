"""Errors are states: the page says where it stands, and goes on."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import BrowserContext, Route, expect

from tests.browser.conftest import REST, Visit
from tests.browser.playground import Playground
from tests.server.serving import Served, serving

# Everything the stage says from now on, however briefly.
LISTEN = """() => {
  window.said = []
  const stage = document.querySelector('main')
  const places = () => [...stage.querySelectorAll('[role=alert], [role=status]')]
  const note = () => said.push(...places().map((place) => place.textContent))
  new MutationObserver(note).observe(stage, { childList: true, subtree: true })
}"""


@pytest.fixture
def fragile(tmp_path: Path) -> Iterator[Served]:
    """A server of one's own, to be harmed."""
    with serving(tmp_path, **REST) as server:
        yield server


@pytest.fixture
def guest(context: BrowserContext, fragile: Served) -> Playground:
    """A page of that server; that connections fail is its business here."""
    return Playground(context.new_page(), fragile).open("#data=ring&lr_g=0.002&seed=5")


def test_a_server_that_dies_and_comes_back(guest: Playground, fragile: Served, tmp_path: Path) -> None:
    guest.shows(20)
    before = guest.run()["recipe"]
    fragile.kill()
    alert = guest.page.get_by_role("main").get_by_role("alert")
    expect(alert).to_contain_text("The connection is gone")
    expect(alert).to_contain_text(re.compile(r"Trying again (in \d+ s|now) \(attempt \d+\)"))
    port = urlsplit(fragile.url).port
    with serving(tmp_path, "--port", str(port), **REST) as again:
        guest.served = again
        expect(alert).to_have_count(0)
        step = guest.shows(1)
        guest.shows(step + 20)
        assert guest.run()["recipe"] == before
    errors = [trouble for trouble in guest.troubles if trouble.startswith(("error:", "another host"))]
    assert errors == []


def test_a_worker_that_dies_is_said_and_replaced(guest: Playground, fragile: Served) -> None:
    step = guest.shows(60)
    guest.page.evaluate(LISTEN)
    worker = fragile.active()
    worker.kill()
    guest.page.wait_for_function("said.some((words) => words.includes('The worker has stopped'))")
    guest.until(lambda run: run["state"] == "running")
    guest.shows(step + 200)
    assert fragile.active().pid != worker.pid
    assert guest.troubles == []


def test_a_divergence_is_shown_with_its_step_and_what_to_try(visit: Visit) -> None:
    playground = visit("#variant=lsgan&optimiser_d=sgd&optimiser_g=sgd")
    usual = playground.run()["recipe"]["knobs"]["lr_d"]
    rate = playground.knob("Discriminator", "Learning rate")
    rate.fill("1")
    rate.press("Enter")
    alert = playground.page.get_by_role("main").get_by_role("alert")
    expect(alert).to_contain_text(re.compile(r"Diverged at step [\d,]+"))
    expect(alert).to_contain_text("Lower the learning rates (now D 1")
    diverged = playground.until(lambda run: run["state"] == "diverged")
    assert diverged["diverged"]["step"] == diverged["step"]
    playground.button(re.compile(f"back to {usual}"), alert).click()
    expect(alert).to_have_count(0)
    playground.shows(1)
    run = playground.until(lambda run: run["state"] == "running")
    assert run["recipe"]["knobs"]["lr_d"] == usual


def test_a_divergence_offers_what_the_diagnosis_would_turn(visit: Visit) -> None:
    playground = visit("#variant=lsgan&optimiser_d=sgd&optimiser_g=sgd&lr_d=1")
    playground.until(lambda run: run["state"] == "diverged")
    alert = playground.page.get_by_role("main").get_by_role("alert")
    playground.button(re.compile("^Learning rate of .* → .*, and reset$"), alert).click()
    expect(alert).to_have_count(0)
    run = playground.until(lambda run: run["state"] == "running")
    assert run["recipe"]["knobs"]["lr_d"] < 1
    playground.shows(20)


def test_a_run_that_somebody_removes_starts_again(playground: Playground) -> None:
    gone = playground.run()
    address = f"{playground.served.url}api/runs/{gone['run']}"
    httpx.delete(address).raise_for_status()
    expect(playground.notices()).to_contain_text("This run was removed")
    playground.page.wait_for_function(
        "id => ![null, id].includes(sessionStorage.getItem('saddle.run'))", arg=gone["run"]
    )
    playground.shows(10)
    again = playground.run()
    assert (again["recipe"], again["state"]) == (gone["recipe"], "running")
    assert httpx.get(address).status_code == 404


def test_code_that_the_network_loses_comes_when_it_is_back(context: BrowserContext, fragile: Served) -> None:
    """Charts and formulas are fetched after the first picture; a gap in the Wi-Fi just then shall not cost them."""
    lost: list[str] = []

    def lose_the_first(route: Route) -> None:
        if route.request.url in lost:
            route.continue_()
        else:
            lost.append(route.request.url)
            route.abort()

    page = context.new_page()
    page.route(re.compile(r"/static/assets/(katex|uPlot)[^/]*\.js"), lose_the_first)
    guest = Playground(page, fragile).open()
    expect(page.get_by_role("figure", name="Losses").locator("canvas").first).to_be_visible()
    expect(page.locator(".katex").first).to_be_visible()
    assert len(lost) == 2
    assert [trouble for trouble in guest.troubles if trouble.startswith(("error:", "another host"))] == []
