"""What a browser asks of an image run, by the tools of its system: the answer as one picture, or why there is none."""

import base64

from models.experiment import Rejected
from models.images.webp import encode_webp
from server.protocol.messages import Error
from server.protocol.messages import Generated as Sheet
from server.protocol.refusal import RefusedError
from server.worker.images.member import ImageMember
from server.worker.ledger import one_line
from server.workers.orders import Generate
from server.workers.reports import Generated

LARGEST = 128_000  # bytes of a sheet; frames come more often and are smaller


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
    try:
        answer = run.answer(order.what)
    except Rejected as rejected:
        raise refused(rejected.message, rejected.control, rejected.allowed) from None
    content = base64.b64encode(encode_webp(answer.images, answer.columns, LARGEST)).decode()
    return Sheet(
        ref=order.ref,
        run=order.run,
        step=step,
        epoch=epoch,
        sheet=f"data:image/webp;base64,{content}",
        count=len(answer.images),
        columns=answer.columns,
        size=answer.images.shape[-1],
        labels=list(answer.labels),
        distances=list(answer.distances),
    )


def refused(message: str, control: str, allowed: str | None = None) -> RefusedError:
    return RefusedError(Error(code="rejected", message=message, control=control, allowed=allowed))
