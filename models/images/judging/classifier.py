"""A small convolutional network that knows the classes of a set: what samples look like is judged by it.

It learns from real images only, always in the same way, so its judgement of two runs can be compared
(classifier_training.py). Its last hidden layer gives the features in which distances between sets of images are
measured: Inception's, which FID takes, were learned from photographs and know nothing of digits.
"""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor, nn

from models.images.datasets.image_set import DATA, Images, Progress
from models.images.judging.classifier_training import FEATURES, PIXELS, RECIPE, build, seen, train

FOLDER = "classifiers"
AT_ONCE = 500  # images that are judged together


class Classifier:
    """The network with its learned weights; it changes no more. accuracy: on the set's test part, None without one."""

    def __init__(self, network: nn.Sequential, classes: tuple[str, ...], accuracy: float | None):
        self.network, self.classes, self.accuracy = network.eval(), classes, accuracy

    def probabilities(self, images: Tensor) -> Tensor:
        """What each image is likely to be: bytes `(n, C, s, s)` to `(n, classes)` float32 on the CPU."""
        return self.judged(images, lambda x: self.network(x).softmax(1))

    def features(self, images: Tensor) -> Tensor:
        """The last hidden layer: bytes `(n, C, s, s)` to `(n, FEATURES)` float32 on the CPU."""
        return self.judged(images, self.network[:-1])

    @torch.no_grad()
    def judged(self, images: Tensor, by: Callable[[Tensor], Tensor]) -> Tensor:
        device = next(self.network.parameters()).device
        return torch.cat([by(seen(part.to(device))).float().cpu() for part in torch.split(images, AT_ONCE)])


def classifier(images: Images, folder: Path = DATA, progress: Progress | None = None) -> Classifier:
    """The classifier of a labelled set at its size: from the data folder where it is kept, else trained (seconds) and
    kept there. progress: steps done, steps in all. Raises ValueError for a set without labels.
    """
    path = folder / FOLDER / f"{key(images)}.safetensors"
    if path.is_file():
        try:
            return loaded(path, images)
        except (SafetensorError, RuntimeError, KeyError, ValueError):
            path.unlink(missing_ok=True)  # damaged: it is only a copy of what can be learned again
    trained = learned(images, progress)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    tensors = {name: tensor.contiguous() for name, tensor in trained.network.state_dict().items()}
    part.write_bytes(save(tensors, {"accuracy": json.dumps(trained.accuracy), "recipe": json.dumps(RECIPE)}))
    part.replace(path)
    return trained


def key(images: Images) -> str:
    """A name for what the classifier depends on: the recipe and the images it learns from. Raises ValueError."""
    if images.train_labels is None or not images.classes:
        raise ValueError("A set without labels has no classifier")
    digest = hashlib.sha256(json.dumps([RECIPE, PIXELS, FEATURES, images.classes, images.train.shape]).encode())
    digest.update(images.train.numpy().tobytes())
    digest.update(images.train_labels.numpy().tobytes())
    return digest.hexdigest()[:24]


def loaded(path: Path, images: Images) -> Classifier:
    with safe_open(path, "pt") as file:
        weights = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 (it is no dict)
        accuracy = json.loads(file.metadata()["accuracy"])
    network = build(images.channels, len(images.classes))
    network.load_state_dict(weights)
    return Classifier(network, images.classes, accuracy)


def learned(images: Images, progress: Progress | None = None) -> Classifier:
    """A classifier fresh from its training, and how right it is on the set's test part."""
    trained = Classifier(train(images, progress), images.classes, None)
    if images.test_labels is not None and len(images.test):
        trained.accuracy = accuracy(trained, images.test, images.test_labels)
    return trained


def accuracy(judge: Classifier, images: Tensor, labels: Tensor) -> float:
    """Share of the images whose likeliest class is their label."""
    return (judge.probabilities(images).argmax(1) == labels).float().mean().item()
