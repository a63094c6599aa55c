"""Settings that several experiments share."""

from typing import Any


def network(layers: int, width: int) -> dict[str, Any]:
    """The same size for G and D."""
    return {"g_layers": layers, "g_width": width, "d_layers": layers, "d_width": width}


def adam(lr: float, beta1: float, beta2: float) -> dict[str, Any]:
    """Adam with the same rate and decays for G and D."""
    rates = {"lr_g": lr, "lr_d": lr, "beta1_g": beta1, "beta1_d": beta1, "beta2_g": beta2, "beta2_d": beta2}
    return {"optimiser_g": "adam", "optimiser_d": "adam"} | rates
