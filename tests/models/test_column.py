"""Columns of a curve, and the one that every game has for each of its networks."""

from models.column import Column, gradient_norm


def test_a_column_need_not_have_an_equilibrium() -> None:
    assert Column("value", "V(D, G)", "V").equilibrium is None
    assert Column("value", "V(D, G)", "V", -1.386).equilibrium == -1.386


def test_the_gradients_norm_is_named_after_its_network() -> None:
    column = gradient_norm("d")
    assert column == Column("grad_d", "Gradient of D", r"\lVert\nabla_{\theta_D}L_D\rVert")
    assert gradient_norm("G").name == "grad_g"
