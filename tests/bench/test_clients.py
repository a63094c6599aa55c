"""What the benchmarks' clients read of a frame, and how steps are counted between two of them."""

import asyncio

import numpy as np

from server.protocol.frames import Measures, encode_frame
from tests.bench.classroom import pace
from tests.bench.clients import Client, address
from tests.server.protocol.test_frames import HEADER


def test_a_client_reads_the_frames_own_numbers() -> None:
    async def read() -> Client:
        client = Client("http://127.0.0.1:1/")
        measures = Measures(step=999, values={"js": 0.1})  # these have a step of their own
        header = HEADER.model_copy(update={"step": 1234, "epoch": 2, "version": 7, "measures": measures})
        data = encode_frame(header, {"fake": np.zeros((500, 2), np.float16)})
        client._picture(data)
        assert client.bytes == len(data)
        return client

    client = asyncio.run(read())
    assert (client.step, client.epoch, client.version, client.frames, client.pictures) == (1234, 2, 7, 1, 1)


def test_steps_are_counted_between_two_frames() -> None:
    assert pace((10.0, 100), (12.0, 160)) == 30
    assert pace((10.0, 100), (10.0, 100)) == 0


def test_the_address_of_a_server() -> None:
    assert address("http://127.0.0.1:8123/") == ("127.0.0.1", 8123)
