"""A submission's page: the values beside their places, the findings, and the officer's word on each."""

from __future__ import annotations

from flask import Flask, Response, jsonify, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from webhook import auth
from webhook.routes.pages.behind_login import add_page
from webhook.routes.pages.review_context import head, review_page, with_trouble
from webhook.routes.pages.script import keep_as_written
from webhook.routes.wiring import services
from webhook.service.cases.case import READING
from webhook.service.cases.findings import OPEN
from webhook.service.problems import Invalid, Refused, Stale
from webhook.service.review.case_lines import written_names
from webhook.service.review.corrections import Change
from webhook.service.review.hand import Expected, Ruling
from webhook.service.review.sheet import anchor
from webhook.store.submissions import QUEUED

STATED = {
    "mark-own": {"present": True},
    "mark-other": {"present": True, "matches_unit": False},
    "mark-none": {"present": False},
}
"""What the buttons beside a signature or a seal state."""


def submission(submission_id: str) -> AnyResponse:
    case = services().cases.get(submission_id)
    keep_as_written(written_names(case))
    if case.status == READING:
        return make_response(render_template("reading.html", **head(case)))
    if not case.papers:
        return make_response(render_template("unreadable.html", **head(case)))
    return make_response(review_page(case, request.args.get("form")))


def progress(submission_id: str) -> Response:
    """How many of the documents are done, and the page that is read now, for the page that waits."""
    case = services().cases.get(submission_id)
    done = sum(document.state != QUEUED for document in case.documents)
    now = [(document, services().under_way.of(document.id)) for document in case.documents]
    pages = [{"name": document.name, "page": at.page, "pages": at.pages} for document, at in now if at]
    return jsonify({"status": case.status, "done": done, "of": len(case.documents), "pages": pages})


def change_values(submission_id: str) -> AnyResponse:
    """Confirm, correct or clear; then on to the next value that wants a look."""
    places = request.form.getlist("where")
    expected = Expected(request.form.get("tag"), request.form.get("form"))
    try:
        changes = [_change(where) for where in places]
        paper = services().review.correct(submission_id, changes, expected, auth.signed_in().name)
    except (Invalid, Stale) as problem:
        return with_trouble(submission_id, problem, where=places[0] if len(places) == 1 else None)
    return _back(submission_id, paper.id, _next_place(places, paper.record_json()["needs_review"]))


def _change(where: str) -> Change:
    do = request.form.get("do", "")
    if do == "confirm":
        return Change(where, confirm=True)
    if do in STATED:
        return Change(where, value=STATED[do], has_value=True)
    raw = request.form.get("raw", "").replace("\r\n", "\n")
    if do == "clear" or not raw.strip():
        return Change(where, value=None, has_value=True)
    return Change(where, raw=raw)


def _next_place(places: list[str], waiting: list[str]) -> str:
    """Where the officer goes on: to the next value that waits, else to the decision; a correction stays in view."""
    if request.form.get("do") != "confirm":
        return anchor(places[0])
    return anchor(waiting[0]) if waiting else "decision"


def rule(submission_id: str) -> AnyResponse:
    """Uphold, set aside or reopen findings; then on to the next one, or to the decision."""
    disposition = request.form.get("disposition", "")
    reasons = (request.form.get("reason_code"), request.form.get("reason", ""))
    code, reason = reasons if disposition == "set-aside" else (None, "")
    rulings = [Ruling(key, disposition, code, reason) for key in request.form.getlist("key")]
    expected = Expected(request.form.get("tag"), request.form.get("form"))
    try:
        paper = services().review.rule(submission_id, rulings, expected, auth.signed_in().name)
    except (Invalid, Stale) as problem:
        return with_trouble(submission_id, problem)
    waiting = any(finding.blocks and finding.disposition == OPEN for finding in paper.findings)
    back = request.form.get("back", "findings")
    return _back(submission_id, paper.id, back if waiting or disposition == OPEN else "decision")


def part_deliveries(submission_id: str) -> AnyResponse:
    """Take the two deliveries of a form apart again, and show the one that kept its record."""
    expected = Expected(request.form.get("tag"), request.form.get("form"))
    try:
        services().deliveries.part(submission_id, expected, auth.signed_in().name)
    except (Invalid, Refused, Stale) as problem:
        return with_trouble(submission_id, problem)
    return _back(submission_id, request.form["form"], "main")


def _back(submission_id: str, form: str, place: str) -> AnyResponse:
    first = services().cases.get(submission_id).papers[0].id
    chosen = None if form == first else form
    return redirect(url_for("submission", submission_id=submission_id, form=chosen, _anchor=place), 303)


def register(app: Flask) -> None:
    add_page(app, "/submissions/<submission_id>", submission)
    add_page(app, "/submissions/<submission_id>/progress", progress)
    add_page(app, "/submissions/<submission_id>/values", change_values, "POST")
    add_page(app, "/submissions/<submission_id>/findings", rule, "POST")
    add_page(app, "/submissions/<submission_id>/deliveries", part_deliveries, "POST")
