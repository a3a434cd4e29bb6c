"""The first page: handing in files, loading a sample, and what came in lately."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask, Response, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from forms.programme import PROGRAMMES, PROVINCIAL
from webhook import auth, errors
from webhook.routes.pages.behind_login import add_page
from webhook.routes.pages.script import t
from webhook.routes.wiring import services
from webhook.service.intake.joined_parts import with_uploads_joined
from webhook.service.intake.photo_pages import joined
from webhook.service.intake.receiving import Receipt, Sender
from webhook.service.intake.uploads import Upload
from webhook.service.problems import BadUpload, Invalid, Problem, TooLarge, UnknownBytes
from webhook.service.review.case_lines import case_line
from webhook.service.review.search import ASKED_LENGTH, STATES
from webhook.service.samples import sample_path, samples

CHANNEL = "page"
PAGE_LENGTH = 25
MOMENT_SECONDS = 2.0
"""A small file is read while its sender waits; for anything longer a page shows the progress."""


def start() -> AnyResponse:
    page = max(request.args.get("page", 1, type=int), 1)
    return _start_page(page)


def _start_page(
    page: int = 1, faults: Sequence[Problem] = (), programme: str | None = None, untaken: int = 0
) -> Response:
    """``untaken`` counts the files that were not kept because of another one."""
    asked = {"q": request.args.get("q", "").strip()[:ASKED_LENGTH], "state": request.args.get("state", "")}
    found = services().search.find(asked["q"], asked["state"], PAGE_LENGTH + 1, (page - 1) * PAGE_LENGTH)
    condition = services().health.condition()
    body = render_template(
        "start.html",
        cases=[case_line(case) for case in found[:PAGE_LENGTH]],
        more=len(found) > PAGE_LENGTH,
        page=page,
        asked={name: said for name, said in asked.items() if said},
        states=STATES,
        samples=samples(),
        programmes=PROGRAMMES,
        chosen_programme=programme,
        faults=faults,
        untaken=untaken,
        health=condition,
        waiting=condition.jobs.get("queued", 0) + condition.jobs.get("running", 0),
    )
    return make_response(body, errors.STATUS[type(faults[0])] if faults else 200)


def upload() -> AnyResponse:
    """One submission of all files, or of each file; what cannot be taken is said beside the field.

    Photographs of the pages of one form become one file; so do those called alike, unless files are apart. Of files that are apart, one that cannot be taken keeps no
    other from being taken.
    """
    programme = request.form.get("programme") or None
    files = [file for file in request.files.getlist("file") if file.filename]
    uploads = [Upload(file.filename or "", file.stream) for file in files]
    as_pages = len(uploads) > 1 and bool(request.form.get("pages"))
    if as_pages:
        batches = [uploads]
    elif uploads and request.form.get("apart"):
        batches = [[one] for one in uploads]
    else:
        batches = [with_uploads_joined(uploads)]
    receipts: list[Receipt] = []
    faults: list[Problem] = []
    for batch in batches:
        try:
            receipts.append(_submit([joined(batch)] if as_pages else batch, programme))
        except (BadUpload, TooLarge, UnknownBytes, Invalid) as fault:
            faults.append(fault)
    if not faults:
        return _go_on(receipts)
    if receipts:
        flash(t("start.received_many", n=len(receipts)), "done")
    return _start_page(faults=faults, programme=programme, untaken=len(uploads) - 1 if len(batches) == 1 else 0)


def load_sample(file: str) -> AnyResponse:
    """Hand the sample in as if it had just come, to a programme without a deadline: its own call is long closed."""
    sample, path = sample_path(file)
    with path.open("rb") as stream:
        return _go_on([_submit([Upload(sample.file, stream)], PROVINCIAL.id)])


def part_photographs(document_id: str) -> AnyResponse:
    """Hand in the photographs that were joined as files of their own."""
    sender = Sender(auth.signed_in().name, CHANNEL)
    return _go_on([services().photographs.part(document_id, sender)])


def _submit(uploads: list[Upload], programme: str | None) -> Receipt:
    return services().intake.submit(uploads, Sender(auth.signed_in().name, CHANNEL), programme=programme)


def _go_on(receipts: list[Receipt]) -> AnyResponse:
    if len(receipts) != 1:
        flash(t("start.received_many", n=len(receipts)), "done")
        return redirect(url_for("start"), 303)
    [receipt] = receipts
    if not receipt.created:
        flash(t("start.known"), "warn")
    services().intake.wait(receipt.submission_id, MOMENT_SECONDS)
    return redirect(url_for("submission", submission_id=receipt.submission_id), 303)


def register(app: Flask) -> None:
    add_page(app, "/", start)
    add_page(app, "/submissions", upload, "POST")
    add_page(app, "/documents/<document_id>/photographs", part_photographs, "POST")
    add_page(app, "/samples/<file>", load_sample, "POST")
