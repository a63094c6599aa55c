"""Own images on the page: a folder becomes the data, what is left out is named, and links carry the upload's name."""

import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Locator, expect

from models.images.datasets import decoding
from tests.browser.conftest import Visit
from tests.browser.playground import Playground
from tests.browser.test_appearance import violations
from tests.browser.test_images import LOADED, SMALL
from tests.models.images.datasets.test_decoding import zip_of
from tests.server.mirror import MODULE, mirrored
from tests.server.serving import serving


@pytest.fixture(autouse=True)
def patient(context: Any) -> None:
    context.set_default_timeout(LOADED)


@pytest.fixture
def pets(tmp_path: Path) -> Path:
    """A folder with a folder a class, and what file managers leave behind."""
    for name, colour in (("cats", (230, 120, 20)), ("dogs", (20, 120, 230))):
        (tmp_path / "pets" / name).mkdir(parents=True)
        for i in range(20):
            Image.new("RGB", (30 + i, 24), colour).save(tmp_path / "pets" / name / f"{i}.png")
    (tmp_path / "pets" / ".DS_Store").write_bytes(b"left behind")
    return tmp_path / "pets"


def opened(playground: Playground) -> Locator:
    playground.button(re.compile("Your images$")).click()
    return playground.page.get_by_role("dialog", name="Your images")


@pytest.mark.usefixtures("packages")
def test_a_folder_becomes_the_data_and_what_is_left_out_is_named(visit: Visit, pets: Path) -> None:
    (pets / "notes.txt").write_text("no image")
    playground = visit(f"#variant=cgan&data=digits&{SMALL}")
    dialog = opened(playground)
    assert violations(playground) == []
    dialog.get_by_label("Choose a folder").set_input_files(pets)
    expect(dialog).to_contain_text("Your 40 images are the data now, in 2 classes. One file was left out:")
    expect(dialog.get_by_role("row")).to_have_text([re.compile(r"pets/notes\.txt\s*not a PNG, JPEG or WEBP image")])
    assert violations(playground) == []
    dialog.get_by_role("button", name="Close").click()
    run = playground.until(lambda run: run["recipe"]["data"] == "own" and run["state"] == "running")
    assert run["image"]["classes"] == ["cats", "dogs"]
    expect(playground.page.get_by_role("main").get_by_role("img")).to_have_attribute(
        "aria-label", re.compile("20 images of 16 × 16 pixels, a row each for cats, dogs")
    )
    name = run["recipe"]["data_knobs"]["upload"]
    playground.page.wait_for_url(f"**data.upload={name}**")
    playground.page.close()
    again = visit(f"#variant=dcgan&data=own&data.upload={name}&{SMALL}")
    assert again.run()["recipe"]["data_knobs"] == {"upload": name}


def test_a_zip_without_classes_is_learned_by_a_gan_without_labels(visit: Visit, pets: Path) -> None:
    playground = visit(f"#variant=cgan&data=digits&{SMALL}")
    archive = zip_of({path.name: path.read_bytes() for path in (pets / "cats").iterdir()})
    files = opened(playground).get_by_label("Choose files or a zip")
    files.set_input_files({"name": "cats.zip", "mimeType": "application/zip", "buffer": archive})
    notice = "Your 20 images are the data now. They have no labels, so DCGAN learns from them."
    expect(playground.notices()).to_contain_text(notice)
    expect(playground.page.get_by_role("dialog", name="Your images")).to_have_count(0)
    playground.until(lambda run: run["recipe"]["variant"] == "dcgan" and run["recipe"]["data"] == "own")
    playground.shows(1)


def test_dropped_files_are_taken(visit: Visit) -> None:
    playground = visit(f"#variant=dcgan&data=digits&{SMALL}")
    area = opened(playground).get_by_role("group", name="Drop images here")
    area.evaluate(
        """async (area) => {
          const canvas = new OffscreenCanvas(20, 20)
          canvas.getContext('2d').fillRect(0, 0, 10, 20)
          const transfer = new DataTransfer()
          const blob = await canvas.convertToBlob()
          for (const name of ['a.png', 'b.png']) transfer.items.add(new File([blob], name, { type: 'image/png' }))
          area.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }))
        }"""
    )
    expect(playground.notices()).to_contain_text("Your 2 images are the data now.")


def test_what_the_server_would_refuse_is_not_sent(visit: Visit, tmp_path: Path) -> None:
    playground = visit(f"#variant=dcgan&data=digits&{SMALL}")
    asked: list[str] = []
    playground.page.on("request", lambda request: asked.append(request.url) if request.method == "POST" else None)
    dialog = opened(playground)
    (tmp_path / "many").mkdir()
    for i in range(decoding.MOST_FILES + 1):
        (tmp_path / "many" / f"{i}.png").touch()
    dialog.get_by_label("Choose a folder").set_input_files(tmp_path / "many")
    expect(dialog.get_by_role("alert")).to_have_text(decoding.too_many())
    with (tmp_path / "large.zip").open("wb") as large:
        large.truncate(decoding.MOST_BYTES + 1)
    dialog.get_by_label("Choose files or a zip").set_input_files(tmp_path / "large.zip")
    expect(dialog.get_by_role("alert")).to_have_text(decoding.too_large())
    assert asked == []


def test_what_the_server_refuses_is_said(visit: Visit, tmp_path: Path) -> None:
    playground = visit(f"#variant=dcgan&data=digits&{SMALL}")
    dialog = opened(playground)
    (tmp_path / "a.png").write_text("no image")
    dialog.get_by_label("Choose files or a zip").set_input_files(tmp_path / "a.png")
    expect(dialog.get_by_role("alert")).to_have_text("No image could be read: a.png is not a PNG, JPEG or WEBP image.")
    playground.troubles = [trouble for trouble in playground.troubles if "422" not in trouble]


def test_a_link_to_images_that_are_not_here_says_so(visit: Visit) -> None:
    playground = visit(f"#variant=dcgan&data=digits&{SMALL}")
    playground.page.goto(f"{playground.served.url}#variant=dcgan&data=own&data.upload=0123456789abcdef&{SMALL}")
    alert = playground.page.get_by_role("main").get_by_role("alert")
    expect(alert).to_contain_text("Training cannot begin")
    expect(alert).to_contain_text("These images are not on this server: upload them")
    expect(playground.button(re.compile("^not on this server Your images$"))).to_be_visible()


def test_a_download_shows_its_megabytes_and_what_is_missing_where_it_ends(visit: Visit, tmp_path: Path) -> None:
    with mirrored() as mirror, serving(tmp_path, module=MODULE, **mirror.environment) as served:
        playground = visit(f"#variant=dcgan&data=digits&{SMALL}", server=served)
        playground.button(re.compile("MNIST$")).first.click()
        main = playground.page.get_by_role("main")
        expect(main.get_by_role("status")).to_contain_text([re.compile(r"0\.[1-9] of 1\.6 MB")])
        expect(main.get_by_role("progressbar")).to_be_visible()
        mirror.cut.set()
        alert = main.get_by_role("alert")
        expect(alert).to_contain_text(
            f"train-images-idx3-ubyte.gz is not in {tmp_path / 'mnist'} and could not be fetched"
        )
        expect(alert).to_contain_text("Put it there, or try again with an internet connection")
        mirror.open.set()
        playground.button("Try again").click()
        expect(alert).to_have_count(0)
        playground.shows(1)
        playground.page.close()
