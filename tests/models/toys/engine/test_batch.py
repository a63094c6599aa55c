"""The samples of one update, cut out of what is laid out for many steps."""

import torch

from models.toys.engine.batch import Batch


def test_a_batch_is_one_update_of_one_step() -> None:
    streams = {
        "real": torch.arange(2 * 3 * 4.0).view(2, 3, 4, 1, 1),
        "noise_d": torch.arange(2 * 3 * 4.0).view(2, 3, 4, 1, 1) + 100,
        "noise_g": torch.arange(2 * 2 * 4.0).view(2, 2, 4, 1, 1),
    }
    batch = Batch.of(streams, 1, 2)
    assert batch.x.flatten().tolist() == [20, 21, 22, 23]
    assert batch.z_d.flatten().tolist() == [120, 121, 122, 123]
    assert [z.flatten().tolist() for z in batch.z_g] == [[8, 9, 10, 11], [12, 13, 14, 15]]
    assert batch.extra is None
    assert batch.blur is None
    extra = torch.ones(2, 3, 4, 1, 1)
    assert Batch.of(streams | {"extra": extra}, 0, 0).extra is not None
