"""Numbers as a sentence has them."""

import math

TINY = 1e-4  # below, the zeros behind the point are no longer counted at a glance
LONG = 6  # digits before the point, from which on the same holds
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def number(value: float) -> str:
    """Two digits that count, without an exponent as computers write it: 0.002, 340, 1.2 × 10⁻⁶."""
    if value == 0 or not math.isfinite(value):
        return f"{value:g}"
    mantissa, exponent = f"{value:.1e}".split("e")
    mantissa, power = mantissa.removesuffix(".0"), int(exponent)
    if abs(float(f"{value:.1e}")) < TINY or power >= LONG:
        return f"{mantissa} × 10{str(power).translate(RAISED)}"
    plain = f"{float(f'{value:.1e}'):,.{max(0, 1 - power)}f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def percent(share: float) -> str:
    """A share of 1 in whole per cent: 97 %."""
    return f"{100 * share:.0f} %"


def small_percent(share: float) -> str:
    """A small share of 1, where its digits say something: 0.2 %, less than 0.01 %."""
    return "less than 0.01 %" if share < 1e-4 else f"{number(100 * share)} %"
