"""The server with MNIST's files at another home: `python -m tests.server.mirrored`, told by SADDLE_TEST_MIRROR.

Each process of the server imports this, the worker too, which does the downloading.
"""

import json
import os

from models.images.datasets.fetch import Remote
from models.images.datasets.mnist import MNIST
from server.__main__ import main

told = json.loads(os.environ["SADDLE_TEST_MIRROR"])
MNIST.remotes = tuple(Remote(name, sha256, size, (told["home"],)) for name, sha256, size in told["files"])

if __name__ == "__main__":
    main()
