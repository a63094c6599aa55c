"""A few real images of each set on one sheet: stamps for the page. Asking for one never downloads anything."""

from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Annotated

import torch
from fastapi import APIRouter, Query, Request, Response
from pydantic import ValidationError

from models.images.datasets import DATASETS, ImageSet
from models.images.datasets.own import Own
from models.images.webp import encode_webp
from server.protocol.messages import Error
from server.protocol.parsing import explain
from server.rest.lookup import refusal

router = APIRouter(prefix="/api/images")
SIZE = 32
AGE = "public, max-age=3600"
loading = Lock()  # one set at a time: each fills the memory with all of its images


@router.get("/{name}/sample", response_class=Response)
def get_sheet(
    request: Request, name: str, columns: Annotated[int, Query(ge=1, le=8)] = 4, upload: str = ""
) -> Response:  # without async: it runs in a thread, and nobody waits for a set that is read
    """Real training images, columns × columns of 32 pixels, as WebP; no content while the set's files are not here.

    upload: of own images, the name that the upload was given.
    """
    if name not in DATASETS:
        message = f"There are no images called {name[:40]!r}."
        raise refusal(Error(code="rejected", message=message, control="data", allowed=", ".join(DATASETS)))
    folder: Path = request.app.state.data_dir
    given: Path | None = request.app.state.given
    images = named(name, upload)
    if not images.here(folder) and not (given and images.here(given)):
        return Response(status_code=204)
    with loading:
        content = sheet(images, folder, given, columns)
    return Response(content, media_type="image/webp", headers={"Cache-Control": AGE})


def named(name: str, upload: str) -> ImageSet:
    """The set with its usual knobs."""
    if DATASETS[name] is not Own:
        return DATASETS[name]()
    try:
        return Own(upload=upload)
    except ValidationError as invalid:
        raise refusal(explain(invalid)) from invalid


@lru_cache(maxsize=64)
def sheet(chosen_set: ImageSet, folder: Path, given: Path | None, columns: int) -> bytes:
    """The same images every time, drawn by chance from those to learn from."""
    images = chosen_set.load_from(SIZE, folder, given).train
    chosen = torch.randperm(len(images), generator=torch.Generator().manual_seed(0))[: columns**2]
    if len(chosen) < columns**2:  # a small set shows some twice
        chosen = chosen.repeat(columns**2)[: columns**2]
    return encode_webp(images[chosen], columns)
