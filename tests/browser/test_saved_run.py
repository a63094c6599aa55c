"""An image GAN as a file on the page: downloaded, sampled from, loaded to train on."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from models.images.saving.checkpoint import metadata
from tests.browser.conftest import Visit
from tests.browser.playground import Playground
from tests.browser.test_appearance import violations
from tests.browser.test_images import DCGAN, LOADED
from tests.models.images.saving.test_snippet import sampled


@pytest.fixture(autouse=True)
def patient(context: Any) -> None:
    context.set_default_timeout(LOADED)


def shared(playground: Playground) -> Locator:
    playground.button("Share").click()
    return playground.page.get_by_role("region", name="The GAN as a file")


@pytest.mark.usefixtures("packages")
def test_a_gan_is_downloaded_sampled_from_and_loaded_again(visit: Visit, tmp_path: Path) -> None:
    playground = visit(DCGAN)
    playground.shows(3)
    step = playground.pause()
    before = playground.run()
    part = shared(playground)
    with playground.page.expect_download() as fetched:
        part.get_by_role("button", name="Download the model").click()
    name = f"saddle-dcgan-digits-step-{step}.safetensors"
    assert fetched.value.suggested_filename == name
    fetched.value.save_as(tmp_path / name)
    assert metadata((tmp_path / name).read_bytes())["experiment"] == before["recipe"]
    part.get_by_text("Sample it in plain PyTorch").click()
    code = part.get_by_label("The script")
    expect(code).to_contain_text(f'load_file("{name}")')
    assert violations(playground) == []
    assert sampled(code.inner_text(), tmp_path).shape == (8 * 16, 8 * 16)
    playground.page.evaluate("window.stays = true")
    part.get_by_label("Load a model").set_input_files(tmp_path / name)
    playground.page.wait_for_function("before => sessionStorage.getItem('saddle.run') !== before", arg=before["run"])
    expect(playground.notices()).to_contain_text(f"The run goes on from step {step}.")
    run = playground.until(lambda run: run["step"] > step)
    assert run["recipe"] == before["recipe"]
    playground.shows(step + 1)
    assert playground.page.evaluate("window.stays"), "the page was loaded anew"


def test_a_file_that_is_none_is_refused_with_the_reason(visit: Visit, tmp_path: Path) -> None:
    playground = visit(DCGAN)
    before = playground.run()["run"]
    (tmp_path / "x.safetensors").write_bytes(b"no such file")
    part = shared(playground)
    part.get_by_label("Load a model").set_input_files(tmp_path / "x.safetensors")
    expect(part.get_by_role("alert")).to_contain_text("This file is damaged, or no safetensors file")
    assert playground.run()["run"] == before
    playground.troubles = [trouble for trouble in playground.troubles if "422" not in trouble]


def test_points_are_no_file(playground: Playground) -> None:
    playground.button("Share").click()
    expect(playground.page.get_by_text(re.compile("This link holds the whole experiment"))).to_be_visible()
    expect(playground.page.get_by_role("region", name="The GAN as a file")).to_have_count(0)
