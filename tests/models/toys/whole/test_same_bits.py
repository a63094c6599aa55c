"""A run has the same bits alone and in a stack, with every set of instructions that the processor has."""

import os
import subprocess
import sys

import pytest
import torch

NAMES = {"DEFAULT": "default", "AVX2": "avx2", "AVX512": "avx512"}
BEST = torch.backends.cpu.get_cpu_capability()
THERE = list(NAMES.values())[: list(NAMES).index(BEST) + 1] if BEST in NAMES else [None]


@pytest.mark.parametrize("capability", THERE)
def test_same_bits_with_odd_sizes(capability: str | None) -> None:
    environment = os.environ | ({"ATEN_CPU_CAPABILITY": capability} if capability else {})
    command = [sys.executable, "-m", "tests.models.toys.same_bits"]
    found = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    used, *differences = found.stdout.splitlines() or [""]
    assert not found.stderr
    assert differences == [""], "\n".join(differences)
    assert capability is None or used == capability.upper()
