"""Files out of multipart/form-data, as browsers, curl and httpx write it."""

import httpx
import pytest

from models.images.datasets.image_set import BadFile
from server.rest.multipart import WINDOW, boundary_of, files_in

FILES = [("cats/1.png", b"\x89PNG\r\n\x1a\n--"), ("dogs/a b.png", b""), ("große/ü.png", b"\r\n\r\n--b\r\n" * 3)]


def head(*lines: str) -> bytes:
    return "\r\n".join(lines).encode() + b"\r\n\r\n"


def part(name: str, content: bytes) -> bytes:
    return b"--b\r\n" + head(f'Content-Disposition: form-data; name="files"; filename="{name}"') + content + b"\r\n"


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=b", 'multipart/form-data; charset=x; boundary="b"'])
def test_the_boundary_is_found(kind: str) -> None:
    assert boundary_of(kind) == b"b"


@pytest.mark.parametrize("kind", ["", "image/png", "multipart/form-data", "multipart/mixed; boundary=b"])
def test_any_other_type_is_refused(kind: str) -> None:
    with pytest.raises(BadFile, match="as multipart/form-data"):
        boundary_of(kind)


def test_files_come_as_they_were_sent() -> None:
    request = httpx.Request("POST", "http://test", files=[("files", file) for file in FILES])
    body = request.read()
    assert list(files_in(body, boundary_of(request.headers["content-type"]))) == FILES


def test_names_are_read_as_browsers_escape_them() -> None:
    body = part("a%22b\\c.png", b"1") + b"--b\r\n" + head("content-disposition: form-data; filename*=UTF-8''%C3%BC.png")
    assert [name for name, _ in files_in(body + b"2\r\n--b--", b"b")] == ['a"b\\c.png', "ü.png"]


def test_fields_that_are_no_files_are_passed_over() -> None:
    field = b"--b\r\n" + head('Content-Disposition: form-data; name="files"') + b"text\r\n"
    assert list(files_in(b"preamble\r\n" + field + part("x.png", b"1") + b"--b--\r\n", b"b")) == [("x.png", b"1")]


@pytest.mark.parametrize("body", [b"", b"--b", b"--b\r\n", part("x.png", b"1"), part("x.png", b"1") + b"--b\r\nno end"])
def test_what_is_cut_off_says_so(body: bytes) -> None:
    with pytest.raises(BadFile, match="cut off"):
        list(files_in(body, b"b"))


def test_lines_before_a_file_are_no_endless_search() -> None:
    body = b"--b\r\n" + b"x" * 10_000 + b"\r\n\r\n1\r\n--b--"
    with pytest.raises(BadFile, match="cut off"):
        list(files_in(body, b"b"))


@pytest.mark.parametrize("size", [WINDOW - 60, WINDOW - 55, WINDOW - 50, WINDOW, 2 * WINDOW + 3])
def test_large_files_are_searched_piece_by_piece(size: int) -> None:
    """Wherever the window's end falls into what stands between the files."""
    for more in range(12):
        content = b"\r\n--" * ((size + more) // 4) + b"x" * ((size + more) % 4)
        body = part("large.bin", content) + part("small.bin", b"1") + b"--b--"
        assert [len(found) for _, found in files_in(body, b"b")] == [len(content), 1]
