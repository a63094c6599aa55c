"""Settings: from the command line, from SADDLE_* in the environment, or these defaults."""

from pathlib import Path
from typing import Literal

from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="SADDLE_")

    host: str = "127.0.0.1"
    port: int = 8000
    data_dir: Path = Path("data")  # what the server keeps: runs, uploads, what was downloaded
    data: Path | None = None  # files of image sets that are there already; only read
    database: str | None = None  # URL of another database than the SQLite file in data_dir
    keep_days: float = 90.0  # in the store, after the last change
    device: Literal["auto", "cpu", "cuda", "mps"] = "auto"
    browser: bool = True
    dev: str | None = None  # address of Vite's server, http://localhost:5173: pages then load modules from it, hot
    max_runs: int = 2000
    image_pause_after: float = 60.0  # the same of image runs, for which others may wait
    image_runs: int = 1  # that train at once; the others wait for their turn
    pause_after: float = 120.0  # s without a watcher; then a run waits for the next one
    drop_after: float = 7200.0  # s without a watcher; then it is forgotten, or kept in the data folder only
