"""The stacked optimisers against torch.optim, a run at a time."""

from typing import Any

import numpy as np
import pytest
import torch

from models.toys.engine.optimisers import Optimiser, schedule, update

P = 64
TORCH: dict[Optimiser, Any] = {
    "sgd": lambda p, lr, b1, b2: torch.optim.SGD(p, lr),
    "momentum": lambda p, lr, b1, b2: torch.optim.SGD(p, lr, momentum=b1),
    "rmsprop": lambda p, lr, b1, b2: torch.optim.RMSprop(p, lr, alpha=b2),
    "adam": lambda p, lr, b1, b2: torch.optim.Adam(p, lr, betas=(b1, b2)),
}
LR, BETA1, BETA2 = [1e-1, 1e-2, 3e-3], [0.0, 0.5, 0.9], [0.9, 0.99, 0.999]


@pytest.mark.parametrize("name", TORCH)
def test_each_run_goes_as_torch_optim_goes(name: Optimiser) -> None:
    torch.manual_seed(0)
    start, gradients = torch.randn(3, P), torch.randn(20, 3, P)
    p, m, v = start.clone(), torch.zeros(3, P), torch.zeros(3, P)
    powers = torch.ones(3, 2, dtype=torch.float64)
    columns = [torch.tensor(b)[:, None] for b in (BETA1, BETA2)]
    for half in (gradients[:7], gradients[7:]):  # in two slices: the counts carry over
        s = schedule(np.tile(LR, (len(half), 1)), columns[0], columns[1], powers, name == "adam")
        for i, gradient in enumerate(half):
            update(name, s, i, p, gradient, m, v)
        powers = s.powers[-1]
    for run in range(3):
        expected = start[run].clone().requires_grad_()
        optimiser = TORCH[name]([expected], LR[run], BETA1[run], BETA2[run])
        for gradient in gradients:
            expected.grad = gradient[run]
            optimiser.step()
        torch.testing.assert_close(p[run], expected.detach(), atol=2e-5, rtol=1e-4)


def test_products_of_beta_are_its_powers() -> None:
    columns = [torch.tensor([[0.9]]), torch.tensor([[0.999]])]
    s = schedule(np.ones((50, 1)), columns[0], columns[1], torch.ones(1, 2, dtype=torch.float64), True)
    assert s.powers[-1, 0].tolist() == pytest.approx([np.float32(0.9).item() ** 50, np.float32(0.999).item() ** 50])
