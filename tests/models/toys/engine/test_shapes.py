"""How many steps are drawn ahead, and whether what was laid out serves the next ones."""

from models.toys.engine.shapes import BLOCK, Ahead, Shapes

SHAPES = Shapes(updates_d=1, updates_g=1, samples=160, extra=0, blur=0)


def test_games_with_many_updates_draw_fewer_steps_ahead() -> None:
    assert Shapes(updates_d=1, updates_g=1, samples=160, extra=0, blur=0).block == BLOCK
    assert Shapes(updates_d=100, updates_g=1, samples=160, extra=0, blur=0).block == 2
    assert Shapes(updates_d=20, updates_g=20, samples=8192, extra=0, blur=0).block == 1


def test_what_was_laid_out_serves_the_next_steps_alone() -> None:
    ahead = Ahead([5, 9], 8, SHAPES, "dg", {}, used=3)
    assert ahead.serves([8, 12], 5, SHAPES, "dg")
    assert not ahead.serves([8, 12], 6, SHAPES, "dg"), "too many"
    assert not ahead.serves([5, 9], 5, SHAPES, "dg"), "these are done"
    assert not ahead.serves([8, 12], 5, SHAPES, "d"), "another learner"
    assert not ahead.serves([8, 12], 5, Shapes(2, 1, 160, 0, 0), "dg"), "another number of updates"
