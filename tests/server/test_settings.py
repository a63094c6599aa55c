"""Settings come from arguments, from SADDLE_* in the environment, or are the usual ones."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from server.settings import Settings


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"SADDLE_{name.upper()}", raising=False)


def test_unasked_the_server_is_for_this_machine_alone() -> None:
    settings = Settings()
    assert (settings.host, settings.port, settings.device) == ("127.0.0.1", 8000, "auto")
    assert settings.data_dir == Path("data")
    assert settings.database is None


def test_the_environment_sets_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SADDLE_PAUSE_AFTER", "2.5")
    monkeypatch.setenv("SADDLE_DATA_DIR", "/somewhere")
    monkeypatch.setenv("SADDLE_BROWSER", "no")
    settings = Settings()
    assert (settings.pause_after, settings.data_dir, settings.browser) == (2.5, Path("/somewhere"), False)


def test_an_argument_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SADDLE_PORT", "9000")
    assert Settings(port=9001).port == 9001


@pytest.mark.parametrize(("name", "value"), [("DEVICE", "tpu"), ("PORT", "many"), ("MAX_RUNS", "1.5")])
def test_what_cannot_be_is_refused(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"SADDLE_{name}", value)
    with pytest.raises(ValidationError, match=name.lower()):
        Settings()
