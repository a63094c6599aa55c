"""REST: whether the server answers."""

from fastapi import APIRouter, Request

from server.protocol.answers import Health, WorkerHealth
from server.rest.lookup import runs_of

router = APIRouter(prefix="/api")


@router.get("/health")
def get_health(request: Request) -> Health:
    """Whether the server answers, and the state of its workers."""
    workers = [
        WorkerHealth(
            kind=workers.spec.kind,
            device=workers.spec.device,
            pid=process.pid,
            role=role,
            state="ready" if process in workers.ready else "starting",
        )
        for workers in request.app.state.workers.values()
        for role, process in workers.processes
    ]
    return Health(version=request.app.version, runs=len(runs_of(request).live), workers=workers)
