"""What a browser asks of an image run, by the tools of its system: the answer as one picture, or why there is none."""

import base64

from models.experiment import Rejected
from models.images.webp import encode_webp
from server.protocol.commands import Generate
from server.protocol.messages import Error, Generated
from server.protocol.refusal import RefusedError
from server.worker.images.member import ImageMember
from server.worker.ledger import one_line

LARGEST = 128_000  # bytes of a sheet; frames come more often and are smaller


def answer_question(query: Generate, member: ImageMember | None) -> Generated | Error:
    """Any thread may ask, also in the midst of a step; it never raises and changes nothing."""
    try:
        return generate(query, member)
    except RefusedError as refused:
        return refused.error.model_copy(update={"ref": query.ref})
    except Exception as error:
        message = f"These images cannot be made: {one_line(error)}."
        return Error(ref=query.ref, code="rejected", message=message)


def generate(query: Generate, member: ImageMember | None) -> Generated:
    """Raises RefusedError for what cannot be had, by name."""
    if member is None:
        raise RefusedError(Error(code="unknown_run", message="There is no such image run (any more).", control="run"))
    if member.failed:
        raise refused("The run failed; reset it first.", "run")
    run, step, epoch = member.run, member.step, member.epoch
    if run is None:
        raise refused("The training images are still on their way; ask again once the run has begun.", "run")
    try:
        answer = run.answer(query.what)
    except Rejected as rejected:
        raise refused(rejected.message, rejected.control, rejected.allowed) from None
    content = base64.b64encode(encode_webp(answer.images, answer.columns, LARGEST)).decode()
    return Generated(
        ref=query.ref,
        run=query.run,
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
