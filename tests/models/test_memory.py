import platform
import subprocess
import sys

import pytest

FAULTS = """
import resource, sys
import torch
from models.memory import keep_freed_memory

print(keep_freed_memory() if "keep" in sys.argv else None)
for _ in range(5):
    blocks = [torch.ones(2**20) for _ in range(30)]
    del blocks
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(5):
    blocks = [torch.ones(2**20) for _ in range(30)]
    del blocks
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the allocator of another C library is left alone")
def test_freed_memory_is_not_fetched_again_from_the_system() -> None:
    def run(*arguments: str) -> list[str]:
        command = [sys.executable, "-c", FAULTS, *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()

    listened, kept = run("keep")
    assert listened == "True"
    assert int(kept) < 50, "pages are fetched again"
    # Every other time something small lies above the blocks, and by itself the heap is not cut there.
    assert any(int(run()[1]) > 10_000 for _ in range(10)), "there was nothing to keep"
