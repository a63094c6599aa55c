"""What the C library does with freed memory: training frees and asks for the same few megabytes all the time."""

import ctypes
import sys

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3  # names of glibc's mallopt(3)
KEPT = 256 * 2**20  # bytes of freed memory that the process keeps
LARGEST_KEPT = 32 * 2**20  # blocks from this size on come from the system; glibc takes no more


def keep_freed_memory() -> bool:
    """Tell glibc to keep what is freed; returns whether it listened. Other C libraries are left as they are.

    By default it hands the top of its heap back to the system between two operations, and each page of it has to be
    fetched again and zeroed: half of the time of a stack of 64 runs.
    """
    if sys.platform != "linux":
        return False
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return bool(mallopt and mallopt(M_MMAP_THRESHOLD, LARGEST_KEPT) and mallopt(M_TRIM_THRESHOLD, KEPT))
