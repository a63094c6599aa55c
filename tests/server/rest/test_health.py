"""GET /api/health."""

from tests.server.serving import Served


def test_health_names_the_workers(server: Served) -> None:
    health = server.get("api/health").json()
    assert health["status"] == "ok"
    assert {"kind", "device", "pid", "role", "state"} == set(health["workers"][0])
    assert health["workers"][0]["device"] == "cpu"
