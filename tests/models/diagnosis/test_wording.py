"""Numbers as a student reads them."""

import pytest

from models.diagnosis.wording import number, percent, small_percent


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.002, "0.002"),
        (0.0123, "0.012"),
        (1e-4, "0.0001"),
        (0.5, "0.5"),
        (0.096, "0.096"),
        (1.25, "1.2"),
        (3.0, "3"),
        (9.96, "10"),
        (340.4, "340"),
        (12_345, "12,000"),
        (1.2e-6, "1.2 × 10⁻⁶"),
        (9.99e-5, "0.0001"),
        (-0.25, "-0.25"),
        (3.44e12, "3.4 × 10¹²"),
        (0.0, "0"),
        (float("nan"), "nan"),
    ],
)
def test_two_digits_and_no_computers_exponent(value: float, text: str) -> None:
    assert number(value) == text


def test_whole_per_cent() -> None:
    assert percent(0.973) == "97 %"


@pytest.mark.parametrize(("share", "text"), [(0.002, "0.2 %"), (1e-4, "0.01 %"), (9e-5, "less than 0.01 %")])
def test_a_small_share(share: float, text: str) -> None:
    assert small_percent(share) == text
