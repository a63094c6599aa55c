"""What a worker is there for: a value that travels to its process, and that needs no PyTorch to be read."""

import pickle
import subprocess
import sys
from pathlib import Path

from server.workers.spec import WorkerSpec


def test_it_travels_to_another_process() -> None:
    spec = WorkerSpec("image", "cpu", Path("folder"), 2, Path("given"))
    assert pickle.loads(pickle.dumps(spec)) == spec


def test_workers_of_the_same_spec_are_alike() -> None:
    assert WorkerSpec("toy", "cpu") == WorkerSpec("toy", "cpu")
    assert len({WorkerSpec("toy", "cpu"), WorkerSpec("toy", "cpu"), WorkerSpec("toy", "cuda")}) == 2


def test_it_is_read_before_pytorch_is_imported() -> None:
    code = "import sys; import server.workers.spec; print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
