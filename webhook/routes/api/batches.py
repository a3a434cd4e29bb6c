"""``/api/v1/batches``: letters of one paper for many pilots; and the forms that are handed out with letters."""

from __future__ import annotations

import io
from typing import Any

from flask import Response, jsonify, send_file, url_for

from webhook import auth
from webhook.routes.api.bodies import letter_body
from webhook.routes.api.catalogue import UNCONFIRMED, WRONG, catalogue, order_of
from webhook.routes.api.letters import letters
from webhook.routes.api.operation import NOT_FOUND, PREFIX, UNREADABLE, Says, Takes, operation
from webhook.routes.api.papers import DOCX, docx_file
from webhook.routes.incoming import ApiBlueprint
from webhook.routes.schemas import papers as schemas_papers
from webhook.routes.wiring import services
from webhook.service.letters.preview import letter_lines
from webhook.service.papers.batches import BatchNow

batches = ApiBlueprint("batches", __name__, url_prefix=f"{PREFIX}/batches", description="Letters for many pilots")
handouts = ApiBlueprint("handouts", __name__, url_prefix=f"{PREFIX}/handouts", description="Forms to be handed out")

ZIP, PDF = "application/zip", "application/pdf"
NOW = Says("The batch as it is now", schemas_papers.Batch)
BUSY = Says("A job is at work on the batch, or there is nothing to do")


@operation(
    catalogue,
    "POST",
    "/<paper_id>/batches/preview",
    {200: Says("Every letter, or what refuses it", schemas_papers.BatchPreview), 404: NOT_FOUND, 422: WRONG},
    Takes(body=schemas_papers.PaperBody),
)
def preview_batch(body: dict[str, Any], paper_id: str) -> Response:
    """Look at a batch before its letters are drafted

    Nothing is kept, and no number is taken. Of more than fifty pilots the first ones are shown.
    """
    found = services().batches.preview(order_of(body, paper_id))
    told = [
        {
            "pilot": one.pilot,
            "title": one.letter.title if one.letter else None,
            "lines": list(letter_lines(one.letter.docx)) if one.letter else [],
            "error": one.fault.to_json() if one.fault else None,
        }
        for one in found
    ]
    return jsonify({"letters": told})


@operation(
    catalogue,
    "POST",
    "/<paper_id>/batches",
    {202: Says("The batch; its letters are being drafted", schemas_papers.Batch, headers=("Location",)), 404: NOT_FOUND,
     409: UNCONFIRMED, 422: WRONG},
    Takes(body=schemas_papers.PaperBody),
)  # fmt: skip
def post_batch(body: dict[str, Any], paper_id: str) -> Response:
    """Draft a letter for each pilot

    A letter that is refused says why and keeps no other from being drafted.
    """
    found = services().batches.start(order_of(body, paper_id), auth.signed_in().name)
    response = _told(found)
    response.status_code = 202
    response.headers["Location"] = url_for("batches.get_batch", batch_id=found.batch.id)
    return response


@operation(
    batches,
    "GET",
    "",
    {200: Says("The batches, newest first", schemas_papers.Batches)},
    Takes(schemas_papers.BatchesQuery),
)
def list_batches(query: dict[str, Any]) -> Response:
    """List batches"""
    found = services().batches.newest(query["limit"], query["offset"])
    return jsonify({"batches": [_line(one) for one in found]})


@operation(batches, "GET", "/<batch_id>", {200: NOW, 404: NOT_FOUND})
def get_batch(batch_id: str) -> Response:
    """Get a batch with its letters"""
    return _told(services().batches.get(batch_id))


@operation(
    batches,
    "POST",
    "/<batch_id>/steps",
    {202: NOW, 404: NOT_FOUND, 409: BUSY, 422: Says("No step for a batch")},
    Takes(body=schemas_papers.BatchStepBody),
)
def post_batch_step(body: dict[str, Any], batch_id: str) -> Response:
    """Take every letter of a batch a step on

    In their order. With numbered each takes the next number of its issuer's series.
    """
    return _told(services().batches.order_step(batch_id, body["to"], auth.signed_in().name), 202)


@operation(batches, "POST", "/<batch_id>/retry", {202: NOW, 404: NOT_FOUND, 409: BUSY})
def post_batch_retry(batch_id: str) -> Response:
    """Try the letters of a batch anew that were refused"""
    return _told(services().batches.retry(batch_id, auth.signed_in().name), 202)


@operation(batches, "GET", "/<batch_id>.zip", {200: Says("All letters", content_type=ZIP), 404: NOT_FOUND})
def get_batch_zip(batch_id: str) -> Response:
    """Download the letters of a batch

    As Word documents, with a manifest.
    """
    return _file(services().batches.zip(batch_id), ZIP, f"letters-{batch_id}.zip")


@operation(batches, "POST", "/<batch_id>/print", {202: NOW, 404: NOT_FOUND, 409: BUSY})
def post_batch_print(batch_id: str) -> Response:
    """Print the letters of a batch as one PDF"""
    return _told(services().batches.order_print(batch_id), 202)


@operation(
    batches,
    "GET",
    "/<batch_id>.pdf",
    {
        200: Says("All letters as one PDF", content_type=PDF),
        404: NOT_FOUND,
        409: Says("Not printed yet, changed since, or it cannot be printed; message says why"),
    },
)
def get_batch_pdf(batch_id: str) -> Response:
    """Download the print of a batch"""
    return _file(services().batches.print_pdf(batch_id), PDF, f"letters-{batch_id}.pdf")


@operation(
    handouts,
    "GET",
    "/<submission_id>/<form_id>.docx",
    {
        200: Says("The form", content_type=DOCX),
        404: NOT_FOUND,
        422: UNREADABLE,
    },
    Takes(schemas_papers.HandoutQuery),
)
def get_handout(query: dict[str, Any], submission_id: str, form_id: str) -> Response:
    """Get a form for a unit with what is known written in

    The application for evaluation, or self-inspection and application for a recheck. Values that nobody has confirmed
    are left empty.
    """
    data = services().handouts.for_unit(submission_id, form_id, query["form"], query["script"])
    return docx_file(data, f"{form_id}.docx")


@operation(
    letters,
    "GET",
    "/<letter_id>/handouts/<form_id>.docx",
    {200: Says("The form", content_type=DOCX), 404: NOT_FOUND},
    Takes(schemas_papers.LetterHandoutQuery),
)
def get_letter_handout(query: dict[str, Any], letter_id: str, form_id: str) -> Response:
    """Get a form that goes with a letter

    With a reminder the forms for the recheck, with the appointment of a group its report, members written in.
    """
    handout, data = services().handouts.for_letter(letter_id, form_id, query["pilot"])
    return docx_file(data, f"{handout.title}-{handout.name}.docx")


def _line(now: BatchNow) -> dict[str, Any]:
    batch = now.batch
    about = {"id": batch.id, "paper": batch.paper, "by": batch.by, "at": batch.at.isoformat(), "busy": now.busy}
    return {**about, "total": len(now.items), "failed": now.failed}


def _told(now: BatchNow, status: int = 200) -> Response:
    items = [
        {
            "pilot": one.item.name,
            "letter": letter_body(one.letter) if one.letter else None,
            "error": one.error,
        }
        for one in now.items
    ]
    body = {
        **_line(now),
        "step": now.batch.step,
        "done": now.done,
        "letters": items,
        "zip": url_for("batches.get_batch_zip", batch_id=now.batch.id),
        "print": url_for("batches.get_batch_pdf", batch_id=now.batch.id) if now.print_is_current else None,
        "print_error": now.batch.print_error,
    }
    response = jsonify(body)
    response.status_code = status
    return response


def _file(data: bytes, kind: str, name: str) -> Response:
    return send_file(io.BytesIO(data), kind, as_attachment=True, download_name=name, etag=False)
