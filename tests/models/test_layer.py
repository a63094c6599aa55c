"""A layer is its name, the names of its arrays, and the function that draws it."""

from models.layer import Layer, layer


def test_a_function_becomes_a_layer() -> None:
    @layer("double", "twice", "half")
    def double(picture: int) -> dict[str, int]:
        return {"twice": 2 * picture}

    assert isinstance(double, Layer)
    assert (double.name, double.arrays) == ("double", ("twice", "half"))
    assert double.draw(4) == {"twice": 8}
