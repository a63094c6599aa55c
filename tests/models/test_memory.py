import platform
import subprocess
import sys

import pytest

from models import memory

# The module by itself: PyTorch takes seconds to import, and its tensors come from the same allocator.
FAULTS = """
import resource, runpy, sys

def work():
    for _ in range(5):
        blocks = [b"1" * 2**22 for _ in range(30)]
        del blocks
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt

print(runpy.run_path(sys.argv[1])["keep_freed_memory"]() if "keep" in sys.argv else None)
print(-work() + work())
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the allocator of another C library is left alone")
def test_freed_memory_is_not_fetched_again_from_the_system() -> None:
    def run(*arguments: str) -> list[str]:
        command = [sys.executable, "-c", FAULTS, memory.__file__, *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()

    listened, kept = run("keep")
    assert listened == "True"
    assert int(kept) < 50, "pages are fetched again"
    # Sometimes something small lies above the blocks, and by itself the heap is not cut there.
    assert any(int(run()[1]) > 10_000 for _ in range(10)), "there was nothing to keep"
