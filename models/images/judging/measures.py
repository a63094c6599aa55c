"""How good are samples? Judged by a classifier of real images (classifier.py), and against the images themselves.

The Fréchet distance is taken in that classifier's features. It is not FID, which is defined by Inception's: its values
can be compared with each other, for one set at one size, and with nothing else.
"""

from dataclasses import dataclass

import torch
from torch import Tensor

from models.measure import Measure

SURE = 0.9  # a sample is clear where the classifier gives one class at least so much
AT_ONCE = 1024  # training images that samples are compared with together: as floats they stay near the processor
CANDIDATES = 8  # of the nearest images that are compared exactly
BY_HEART = 1 / 3  # of its distance to any other training image, that a copy has to its own at most


BY_CLASSIFIER: dict[str, Measure] = {
    "clear": Measure("Clear samples", "", "high", "Share of samples of whose class a classifier is 90 % sure"),
    "classes": Measure("Classes", "", "high", "Classes that occur among the clear samples"),
    "frechet": Measure(
        "Fréchet distance", "", "low", "Between samples and real images in that classifier’s features; it is not FID"
    ),
}
BY_PIXELS: dict[str, Measure] = {
    "diversity": Measure("Diversity", "", "high", "Mean distance of two samples, that of two real images being 1"),
    "memorised": Measure(
        "Learned by heart",
        "",
        "low",
        "Share of samples that are copies: three times as near to one training image as to any other",
    ),
}
COMMON = {**BY_CLASSIFIER, **BY_PIXELS}  # what most systems can be measured by
AS_ASKED = Measure("As asked", "", "high", "Share of samples that are classified as what they were made for")


@dataclass(frozen=True, eq=False)
class Gaussian:
    """Mean `(F,)` and covariance `(F, F)` of features, float64."""

    mean: Tensor
    covariance: Tensor


def gaussian(features: Tensor) -> Gaussian:
    """The Gaussian with the moments of features `(n, F)`, n > 1."""
    x = features.double()
    return Gaussian(x.mean(0), x.T.cov())


def frechet(one: Gaussian, other: Gaussian) -> float:
    """Squared 2-Wasserstein distance of two Gaussians (Dowson and Landau 1982), which FID made a measure of samples
    (Heusel et al. 2017, arXiv:1706.08500): ‖m₁ − m₂‖² + tr(C₁ + C₂ − 2 (C₁^½ C₂ C₁^½)^½).

    The roots are taken of symmetric matrices, by their eigenvalues: no complex numbers and no failure at rank loss.
    """
    root = square_root(one.covariance)
    cross: Tensor = torch.linalg.eigvalsh(root @ other.covariance @ root).clamp(min=0).sqrt().sum()
    trace = one.covariance.trace() + other.covariance.trace() - 2 * cross
    return max(0.0, float((one.mean - other.mean).square().sum() + trace))


def square_root(covariance: Tensor) -> Tensor:
    """The symmetric root of a positive semidefinite matrix; eigenvalues that rounding made negative are 0."""
    values, vectors = torch.linalg.eigh(covariance)
    root: Tensor = (vectors * values.clamp(min=0).sqrt()) @ vectors.T
    return root


def clear(probabilities: Tensor) -> Tensor:
    """Of which samples the classifier is at least 90 % sure: `(n, K)` to bool `(n,)`."""
    return probabilities.amax(1) >= SURE


def clear_share(probabilities: Tensor) -> float:
    """Share of samples that the classifier is at least 90 % sure of."""
    return clear(probabilities).float().mean().item()


def occurring(probabilities: Tensor) -> list[int]:
    """The classes that clear samples are of."""
    counts = probabilities[clear(probabilities)].argmax(1).bincount(minlength=probabilities.shape[1])
    return counts.nonzero()[:, 0].tolist()


def class_entropy(probabilities: Tensor) -> float:
    """Entropy of the likeliest classes in nats: ln K where all come equally often, 0 where only one does."""
    shares = probabilities.argmax(1).bincount(minlength=probabilities.shape[1]).double() / len(probabilities)
    return float(torch.special.entr(shares).sum())


def as_asked(probabilities: Tensor, labels: Tensor) -> float:
    """Share of samples whose likeliest class is the one they were made for, labels int64 `(n,)`."""
    return (probabilities.argmax(1) == labels).float().mean().item()


def nearest(samples: Tensor, images: Tensor, k: int = 1) -> tuple[Tensor, Tensor]:
    """The k training images nearest to each sample, pixel by pixel: what a generator has learned by heart is 0 away.

    samples `(m, C, s, s)` and images `(n, C, s, s)`, n ≥ k, bytes. Returns root mean squared differences `(m, k)` of
    values in [0, 1], ascending, and the images' places `(m, k)`.
    """
    wanted = samples.flatten(1).float()
    rough = torch.empty(len(samples), 0)
    places = torch.empty(len(samples), 0, dtype=torch.int64)
    for first in range(0, len(images), AT_ONCE):
        part = images[first : first + AT_ONCE].flatten(1).float()
        found = part.square().sum(1) - 2 * wanted @ part.T  # without ‖sample‖², the same for each image
        rough = torch.cat([rough, found], 1)
        places = torch.cat([places, torch.arange(first, first + len(part)).expand(len(samples), -1)], 1)
        rough, order = torch.topk(rough, min(k + CANDIDATES, rough.shape[1]), largest=False)
        places = places.gather(1, order)
    exact = torch.stack([squared(sample, images[rows]) for sample, rows in zip(samples, places, strict=True)])
    distances, order = torch.topk(exact, k, largest=False)
    return (distances.double() / samples[0].numel()).sqrt().float() / 255, places.gather(1, order)


def memorised(distances: Tensor) -> float:
    """Share of samples that are copies: their nearest training image is three times as near as the second, or the same.

    distances `(n, 2)` as `nearest` gives them. The limit is that of Yoon et al. 2023 and of Gu et al. 2023
    (arXiv:2310.02664). Samples between images are no copies, and blurred ones are near to many.
    """
    first, second = distances.T
    return float(((first < BY_HEART * second) | (first == 0)).float().mean())


def squared(sample: Tensor, images: Tensor) -> Tensor:
    """Squared distances of one sample from some images, exact: int64 `(n,)`. Sums of products, in floats, are not."""
    return (images.long() - sample.long()).square().flatten(1).sum(1)
