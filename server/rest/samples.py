"""REST: samples of the data of toys, for thumbnails."""

from functools import lru_cache
from typing import Annotated

import torch
from fastapi import APIRouter, Query, Request
from pydantic import ValidationError

from models.toys.distributions import DISTRIBUTIONS
from server.protocol.answers import PointsSample
from server.protocol.messages import Error
from server.protocol.parsing import explain
from server.rest.lookup import refusal

router = APIRouter(prefix="/api")


@router.get("/data/{name}/sample")
def get_sample(request: Request, name: str, n: Annotated[int, Query(ge=1, le=5000)] = 400) -> PointsSample:
    """Points of the real sampler, the same every time, for thumbnails; other query parameters are its knobs."""
    if name not in DISTRIBUTIONS:
        message = f"There are no data called {name[:40]!r}."
        raise refusal(Error(code="rejected", message=message, control="data", allowed=", ".join(DISTRIBUTIONS)))
    knobs = tuple(sorted((key, value) for key, value in request.query_params.items() if key != "n"))
    try:
        return sample(name, n, knobs)
    except ValidationError as invalid:
        raise refusal(explain(invalid).model_copy(update={"code": "rejected"})) from invalid


@lru_cache(maxsize=256)
def sample(name: str, n: int, knobs: tuple[tuple[str, str], ...]) -> PointsSample:
    distribution = DISTRIBUTIONS[name].model_validate_strings(dict(knobs))
    points = distribution.sample(n, torch.Generator().manual_seed(0))
    box = [float(end) for side in distribution.box() for end in side]
    return PointsSample(points=points.double().numpy().round(4).tolist(), box=box)
