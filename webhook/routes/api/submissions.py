"""``/api/v1/submissions``: submissions, their records, findings and decisions; and the API as a whole."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, jsonify, request, url_for
from flask_smorest import Api

from forms.outside import NONE, OutsideFacts
from forms.strict_json import MalformedJson, from_json, parsed
from webhook import auth
from webhook.routes.api import docs
from webhook.routes.api.batches import batches, handouts
from webhook.routes.api.bodies import read_body, submission_body
from webhook.routes.api.catalogue import catalogue
from webhook.routes.api.conformance import conformance
from webhook.routes.api.deadlines import deadlines
from webhook.routes.api.dispatches import dispatches
from webhook.routes.api.editions import editions
from webhook.routes.api.etags import IF_MATCH, NO_MATCH, STALE, TAGGED, if_match, tagged, tagged_case
from webhook.routes.api.inbound_mail import SIGNATURE, inbound_mail
from webhook.routes.api.letter_pdf import letters
from webhook.routes.api.numbers import letter_rules, numbers
from webhook.routes.api.operation import NOT_FOUND, PREFIX, UNREADABLE, Says, Takes, operation
from webhook.routes.api.packages import packages
from webhook.routes.api.papers import documents
from webhook.routes.api.register import checks, register_entries
from webhook.routes.api.registers import registers
from webhook.routes.api.reports import reports, summaries
from webhook.routes.api.seals import seals
from webhook.routes.incoming import ApiBlueprint
from webhook.routes.schemas import base as schemas_base
from webhook.routes.schemas import record as schemas_record
from webhook.routes.schemas import submissions as schemas_submissions
from webhook.routes.wiring import services
from webhook.service.cases.case import Paper
from webhook.service.intake.receiving import Sender
from webhook.service.intake.uploads import Upload
from webhook.service.problems import BadUpload, Invalid
from webhook.service.review.corrections import Change
from webhook.service.review.hand import Expected, Ruling

KEY_LENGTH = 200

submissions = ApiBlueprint(
    "submissions",
    __name__,
    url_prefix=f"{PREFIX}/submissions",
    description="Submissions, their records, findings and decisions",
)

READING = Says("The files are still being read")

UPLOAD = {
    "file": {"type": "array", "items": {"type": "string", "format": "binary"}, "description": "One or more files"},
    "programme": {"type": "string", "description": "Id of the programme; the service's own by default"},
    "form": {"type": "string", "description": "Id of the form to read it as; recognised by default"},
    "facts": {"type": "string", "description": "What is known beside the files, as JSON of the schema OutsideFacts"},
}


@operation(
    submissions,
    "POST",
    "",
    {
        200: Says("Read (with wait)", schemas_submissions.ReadSubmission),
        202: Says("Received; being read", schemas_submissions.Submission, headers=("Location",)),
        400: Says("No file, an empty one, or a malformed request"),
        409: Says("The Idempotency-Key was used for other files, or other facts are on file"),
        413: Says("A file or the request is too large"),
        415: Says("Bytes of no known format"),
        422: Says("No such programme or form, facts that make no sense, or wait is not a number in its range"),
    },
    Takes(
        schemas_submissions.WaitQuery,
        multipart=UPLOAD,
        headers={
            "Idempotency-Key": "A key of the client's own: sent again with the same key, the files are taken once"
        },
    ),
)
def post_submission(query: dict[str, Any]) -> Response:
    """Hand in files

    Answered as soon as they are kept. The same files handed in again are the same submission.
    """
    receipt = services().intake.submit(
        _uploads(),
        _sender(),
        programme=request.form.get("programme") or None,
        form=request.form.get("form") or None,
        facts=_facts(),
    )
    read = query["wait"] > 0 and services().intake.wait(receipt.submission_id, query["wait"])
    case = services().cases.get(receipt.submission_id)
    response = jsonify(read_body(case) if read else submission_body(case))
    response.status_code = 200 if read else 202
    response.headers["Location"] = url_for("submissions.get_submission", submission_id=case.id)
    return response


def _uploads() -> list[Upload]:
    """Every file of the request, whatever its field; a nameless one without content is a field left empty."""
    if any(request.form.getlist("file")):
        raise BadUpload(
            "no-file-name", "file 字段没有文件名，不能作为文件接收。", "请在该字段的 filename 中写明文件名。"
        )
    given = [file for _, files in request.files.lists() for file in files]
    return [Upload(file.filename or "", file.stream) for file in given if file.filename or file.stream.read(1)]


def _facts() -> OutsideFacts:
    try:
        given = request.form.get("facts", "")
        return from_json(OutsideFacts, parsed(given)) if given else NONE
    except MalformedJson as malformed:
        raise Invalid("facts-malformed", f"facts：{malformed}", "请按说明更正后重新提交。") from None


def _sender() -> Sender:
    key = request.headers.get("Idempotency-Key")
    if key is not None and not 0 < len(key) <= KEY_LENGTH:
        raise BadUpload("bad-idempotency-key", f"Idempotency-Key 应为1至{KEY_LENGTH}个字符。", "请缩短，或者省略。")
    return Sender(auth.signed_in().name, "api", key)


@operation(
    submissions,
    "GET",
    "",
    {
        200: Says("The submissions that were asked for, newest first", schemas_submissions.Submissions),
        422: Says("No such state, or a question that is too long or holds control characters"),
    },
    Takes(schemas_submissions.SubmissionsQuery),
)
def list_submissions(query: dict[str, Any]) -> Response:
    """List submissions

    All of them, or those that hold every word of q and are in the state.
    """
    found = services().search.find(query["q"], query["state"], query["limit"], query["offset"])
    return jsonify({"submissions": [submission_body(case) for case in found]})


@operation(
    submissions,
    "GET",
    "/<submission_id>",
    {200: Says("The submission as it is now", schemas_submissions.Submission, headers=TAGGED), 404: NOT_FOUND},
)
def get_submission(submission_id: str) -> Response:
    """Get a submission"""
    return tagged_case(services().cases.get(submission_id))


@operation(
    submissions,
    "GET",
    "/<submission_id>/record",
    {200: Says("The record", schemas_record.Record, headers=TAGGED), 404: NOT_FOUND, 409: READING, 422: UNREADABLE},
    Takes(schemas_base.FormQuery),
)
def get_record(query: dict[str, Any], submission_id: str) -> Response:
    """Get the record

    Each answer with its value, its words on the paper, score and place; the newest revision.
    """
    return _tagged_record(services().cases.get(submission_id).paper(query["form"]))


@operation(
    submissions,
    "PATCH",
    "/<submission_id>/record",
    {
        200: Says("The record as corrected", schemas_record.Record, headers=TAGGED),
        404: NOT_FOUND,
        409: STALE,
        422: Says("A place or value makes no sense; nothing was saved"),
        428: NO_MATCH,
    },
    Takes(schemas_base.FormQuery, schemas_record.RecordChanges, headers=IF_MATCH),
)
def patch_record(query: dict[str, Any], body: dict[str, Any], submission_id: str) -> Response:
    """Correct or confirm answers

    All changes hold or none. Each request makes a new revision, and the rules run again.
    """
    changes = [Change.from_json(change) for change in body["changes"]]
    expected = Expected(if_match(), query["form"])
    return _tagged_record(services().review.correct(submission_id, changes, expected, auth.signed_in().name))


@operation(
    submissions,
    "GET",
    "/<submission_id>/findings",
    {200: Says("The findings", schemas_record.Findings, headers=TAGGED), 404: NOT_FOUND, 409: READING, 422: UNREADABLE},
    Takes(schemas_base.FormQuery),
)
def get_findings(query: dict[str, Any], submission_id: str) -> Response:
    """Get the findings"""
    return _tagged_findings(services().cases.get(submission_id).paper(query["form"]))


@operation(
    submissions,
    "PATCH",
    "/<submission_id>/findings",
    {
        200: Says("The findings as disposed of", schemas_record.Findings, headers=TAGGED),
        404: NOT_FOUND,
        409: STALE,
        422: Says("No such finding, or no reason given; nothing was saved"),
        428: NO_MATCH,
    },
    Takes(schemas_base.FormQuery, schemas_record.FindingChanges, headers=IF_MATCH),
)
def patch_findings(query: dict[str, Any], body: dict[str, Any], submission_id: str) -> Response:
    """Dispose of findings

    Uphold them, set them aside with a reason, or open them again. What was said before stays on file.
    """
    rulings = [Ruling(**change) for change in body["changes"]]
    expected = Expected(if_match(), query["form"])
    return _tagged_findings(services().review.rule(submission_id, rulings, expected, auth.signed_in().name))


@operation(
    submissions,
    "PUT",
    "/<submission_id>/decision",
    {
        200: Says("The submission with its decision", schemas_submissions.Submission, headers=TAGGED),
        404: NOT_FOUND,
        409: STALE,
        422: Says("No such decision"),
        428: NO_MATCH,
    },
    Takes(body=schemas_submissions.DecisionBody, headers=IF_MATCH),
)
def put_decision(body: dict[str, Any], submission_id: str) -> Response:
    """Decide on a submission

    If-Match takes the ETag of the submission.
    """
    expected = Expected(if_match())
    by = auth.signed_in().name
    case = services().decisions.decide(submission_id, body["decision"], expected, by, body["reason"])
    return tagged_case(case)


def _tagged_record(paper: Paper) -> Response:
    return tagged(paper.record_json(), paper.record_tag)


def _tagged_findings(paper: Paper) -> Response:
    return tagged(paper.findings_json(), paper.findings_tag)


SIGNED_IN = (
    submissions,
    packages,
    documents,
    letters,
    catalogue,
    batches,
    handouts,
    numbers,
    letter_rules,
    conformance,
    seals,
    registers,
    deadlines,
    dispatches,
    reports,
    summaries,
    register_entries,
    checks,
    editions,
)
"""The parts of the API that ask who is there."""


class OurApi(Api):  # type: ignore[misc]
    """The library's description of the API, with our shape of errors and without its error handler."""

    ERROR_SCHEMA = schemas_base.Error

    def _register_error_handlers(self) -> None:
        """Errors are answered by :mod:`webhook.errors`, for pages too."""


def register(app: Flask) -> None:
    """Hang the API and its description into ``app``; every operation asks who is there, or for a signature."""
    app.config.update(
        API_TITLE="Pilot applications",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX=PREFIX,
        OPENAPI_JSON_PATH="openapi.json",
        API_SPEC_OPTIONS={
            "security": [{"token": []}],
            "components": {
                "securitySchemes": {
                    "token": {"type": "http", "scheme": "bearer"},
                    "signature": {"type": "apiKey", "in": "header", "name": SIGNATURE},
                }
            },
        },
    )
    api = OurApi(app)
    for blueprint in (*SIGNED_IN, inbound_mail):
        api.register_blueprint(blueprint)
        auth.CSRF.exempt(blueprint)
    app.before_request(_ask_who)
    docs.register(app, PREFIX, api.spec.to_dict)


def _ask_who() -> None:
    if request.blueprint in {blueprint.name for blueprint in SIGNED_IN}:
        auth.require_user()
