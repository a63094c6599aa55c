"""One Chromium and one server for all tests."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.browser.chromium import arguments, chromium
from tests.browser.playground import Playground
from tests.server.serving import Served, serving

PATIENCE = 20_000  # ms: a machine at work elsewhere is slow, not wrong
# Seconds; what a closed page has left behind shall not train on.
REST = {"SADDLE_PAUSE_AFTER": "2", "SADDLE_IMAGE_PAUSE_AFTER": "2"}

USUAL: dict[str, Any] = {"locale": "en-US", "viewport": {"width": 1280, "height": 720}}

expect.set_options(timeout=PATIENCE)
Visit = Callable[..., Playground]


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=[*arguments(), "--renderer-process-limit=1"]
        )
        yield browser
        browser.close()


@pytest.fixture
def options() -> dict[str, Any]:
    """Of the browser's window; tests name others by parametrizing it."""
    return {}


@pytest.fixture(scope="module")
def usual(chrome: Browser, served: Served) -> Iterator[BrowserContext]:
    """A window with a page that stays: others share its process and caches, which halves the work of opening one."""
    with chrome.new_context(**USUAL) as context:
        context.new_page().goto(f"{served.url}api/health")
        yield context


@pytest.fixture
def context(chrome: Browser, options: dict[str, Any], request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """The usual window as if it were new, or one of its own with other options: only there may scripts be added."""
    context = chrome.new_context(**(USUAL | options)) if options else request.getfixturevalue("usual")
    context.set_default_timeout(PATIENCE)
    yield context
    if options:
        context.close()
    else:
        forget(context)


def forget(context: BrowserContext) -> None:
    """All that tests have left in the usual window, but its first page."""
    stays, *others = context.pages
    for page in others:
        page.close()
    stays.evaluate("localStorage.clear()")
    context.clear_cookies()
    context.clear_permissions()
    context.unroute_all()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for all tests that do not harm it."""
    with serving(tmp_path_factory.mktemp("data"), **REST) as server:
        yield server


@pytest.fixture
def visit(context: BrowserContext, served: Served) -> Iterator[Visit]:
    """Opens pages: `visit("#seed=7")` for one whose GAN trains. Afterwards nothing may have gone wrong in any."""
    opened: list[Playground] = []

    def open(address: str = "", server: Served = served) -> Playground:
        page = context.new_page()
        opened.append(Playground(page, server))
        return opened[-1].open(address)

    yield open
    for playground in opened:
        playground.leave()
    assert [trouble for playground in opened for trouble in playground.troubles] == []


@pytest.fixture
def playground(visit: Visit) -> Playground:
    """The first page, as it is met."""
    return visit()
