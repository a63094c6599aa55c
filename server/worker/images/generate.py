"""What a browser asks of an image run's averaged G: paths, sums, planes and classes of noise, and nearest images."""

import base64

import torch
from torch import Tensor

from models.images import latent
from models.images.run import ImageRun
from models.images.webp import encode_webp
from models.seeds import generator, noise
from server.protocol.messages import Error
from server.protocol.messages import Generated as Sheet
from server.protocol.questions import Arithmetic, Nearest, OfClass, Path, Place, Plane, Question
from server.protocol.refusal import RefusedError
from server.worker.images.member import ImageMember
from server.worker.ledger import one_line
from server.workers.orders import Generate
from server.workers.reports import Generated

MANY = 64  # samples of one class
LARGEST = 128_000  # bytes of a sheet; frames come more often and are smaller
FAR = 2.0  # where a sheet of a plane ends, in lengths of its axes
Wanted = tuple[Tensor, Tensor | None, int]  # z (n, noise_dim), labels int64 (n,) where G takes them, columns


def answer_question(order: Generate, member: ImageMember | None) -> Generated:
    """Any thread may ask, also in the midst of a step; it never raises and changes nothing."""
    try:
        return Generated(order.token, sheet(order, member))
    except RefusedError as refused:
        return Generated(order.token, refused.error.model_copy(update={"ref": order.ref}))
    except Exception as error:
        message = f"These images cannot be made: {one_line(error)}."
        return Generated(order.token, Error(ref=order.ref, code="rejected", message=message))


def sheet(order: Generate, member: ImageMember | None) -> Sheet:
    """Raises RefusedError for what cannot be had, by name."""
    if member is None:
        raise RefusedError(Error(code="unknown_run", message="There is no such image run (any more).", control="run"))
    if member.failed:
        raise refused("The run failed; reset it first.", "run")
    run, step, epoch = member.run, member.step, member.epoch
    if run is None:
        raise refused("The training images are still on their way; ask again once the run has begun.", "run")
    z, labels, columns = wanted(run, order.what)
    images = run.samples(z, labels)
    names: list[str] = []
    distances: list[float] = []
    if isinstance(order.what, Nearest):
        found, places = member.neighbours.result().nearest(images[0], order.what.count)
        data = run.feed.images
        images, columns, distances = torch.cat([images, data.train[places]]), 1 + len(places), found.tolist()
        if data.train_labels is not None:
            names = [data.classes[label] for label in data.train_labels[places].tolist()]
    content = base64.b64encode(encode_webp(images, columns, LARGEST)).decode()
    return Sheet(
        ref=order.ref,
        run=order.run,
        step=step,
        epoch=epoch,
        sheet=f"data:image/webp;base64,{content}",
        count=len(images),
        columns=columns,
        size=images.shape[-1],
        labels=names,
        distances=distances,
    )


def wanted(run: ImageRun, what: Question) -> Wanted:
    """The noise that is asked for. Raises RefusedError for places, classes and labels that this run has not."""
    match what:
        case Path():
            (a, label), (b, _) = at(run, [what.a], "a"), at(run, [what.b], "b")
            way = latent.sphere if what.how == "sphere" else latent.line
            z = way(a[0], b[0], what.count)
        case Arithmetic():
            (a, label), (b, _), (c, _) = (at(run, getattr(what, name), name) for name in "abc")
            z = torch.stack([a.mean(0), b.mean(0), c.mean(0), latent.arithmetic(a, b, c)])
        case Plane():
            z, label = on_plane(run, what), class_of(run, what.label, needed=False)
        case OfClass():
            k, seed = run.experiment.knobs, run.experiment.seed
            label = class_of(run, what.label, needed=True)
            z = noise(k.noise, (MANY, k.noise_dim), generator(seed, "class"))  # of every class the same
        case Nearest():
            z, label = at(run, [what.place], "place")
    return z, None if label is None else torch.full((len(z),), label), columns_of(what, len(z))


def columns_of(what: Question, n: int) -> int:
    match what:
        case Plane():
            return what.side
        case OfClass():
            return 8
    return n


def on_plane(run: ImageRun, what: Plane) -> Tensor:
    """Z of a place of the plane, or of the whole sheet, row by row from the top."""
    k = run.experiment.knobs
    axes = latent.plane(run.experiment.seed, k.noise_dim, what.plane)
    if k.noise == "uniform":  # between −1 and 1 it is that much shorter than normal noise
        axes = axes / 3**0.5
    if what.side == 1:
        return latent.on_plane(axes, torch.tensor([what.at]))
    ticks = torch.linspace(-FAR, FAR, what.side)
    y, x = torch.meshgrid(ticks.flip(0), ticks, indexing="ij")
    return latent.on_plane(axes, torch.stack([x.flatten(), y.flatten()], 1))


def at(run: ImageRun, places: list[Place], name: str) -> tuple[Tensor, int | None]:
    """The z of places of the grid, `(n, noise_dim)`, and the label of the first where G takes labels."""
    z, labels = run.fixed()
    if max(places) >= len(z):
        message = f"The grid has no place {max(places)}: it shows {len(z)} samples."
        raise refused(message, name, f"0 … {len(z) - 1}")
    return z[places], int(labels[places[0]]) if run.experiment.gan.conditional else None


def class_of(run: ImageRun, label: int, needed: bool) -> int | None:
    """The label that G is to be given; 0 is none where G takes none and none is needed."""
    classes = run.feed.images.classes
    if not run.experiment.gan.conditional:
        if needed or label:
            raise refused(f"{run.experiment.gan.title}’s G takes no label: nobody can choose what it paints.", "label")
        return None
    if label >= len(classes):
        message = f"There is no class {label}: these images have {len(classes)}."
        raise refused(message, "label", f"0 … {len(classes) - 1}")
    return label


def refused(message: str, control: str, allowed: str | None = None) -> RefusedError:
    return RefusedError(Error(code="rejected", message=message, control=control, allowed=allowed))
