"""What the API takes and gives about submissions, their documents and forms, and mail. Answers follow the contract."""

from __future__ import annotations

from marshmallow import fields, validate

from webhook.routes.schemas.base import PLACE_LENGTH, ErrorDetail, FormQuery, Given, ListQuery, Query, Strict, text
from webhook.routes.schemas.letters import Letter
from webhook.routes.schemas.record import Finding, Record
from webhook.service.review.decisions import TITLES
from webhook.service.review.search import ASKED_LENGTH, STATES, WORDS

MAX_WAIT_SECONDS = 60


class WaitQuery(Query):
    wait = fields.Float(
        load_default=0.0,
        validate=validate.Range(min=0, max=MAX_WAIT_SECONDS),
        metadata={
            "description": f"How many seconds to wait at most (0 to {MAX_WAIT_SECONDS}) for the content; 202 if it takes longer or too many wait"
        },
    )


class PageQuery(Query):
    dpi = fields.Integer(
        load_default=110, validate=validate.Range(min=36, max=200), metadata={"description": "Resolution"}
    )


class EvidenceQuery(FormQuery):
    where = text(
        "The place, e.g. fields.postcode, rows.plan[0].step, blocks[1].seal",
        required=True,
        validate=validate.Length(max=PLACE_LENGTH),
    )


class StandardQuery(FormQuery):
    script = text(
        "hans simplified, hant traditional characters", load_default="hans", validate=validate.OneOf(["hans", "hant"])
    )


class DecisionBody(Strict):
    decision = text(
        "pending: nothing yet; correction: to be corrected; accepted: received; refused: not accepted",
        required=True,
        validate=validate.OneOf(list(TITLES)),
    )
    reason = text("Why", load_default="", validate=validate.Length(max=500))


class FoundForm(Given):
    id = text("What the parameter form takes")
    status = fields.String()
    kind = fields.String(allow_none=True)
    companion = fields.String(allow_none=True)
    form = fields.String(allow_none=True)
    edition = fields.String(allow_none=True)
    member = fields.String(allow_none=True)
    pages = fields.List(fields.Integer(), allow_none=True)
    sheets = fields.List(
        fields.Dict(),
        metadata={
            "description": "Each page: size_mm of the upright page; picture, where it was read from one: to_pixels takes millimetres (x, y, 1) to its pixels, row by row"
        },
    )
    problems = fields.List(fields.Dict())
    candidates = fields.List(fields.Dict())
    error = fields.Nested(ErrorDetail, allow_none=True)
    paper = fields.Dict(allow_none=True, metadata={"description": "What a companion paper says; null for others"})
    findings = fields.List(fields.Dict(), metadata={"description": "Of a companion paper alone"})


class PageUnderWay(Given):
    page = fields.Integer(metadata={"description": "The page that is being read"})
    pages = fields.Integer(metadata={"description": "How many there are"})


class Document(Given):
    id = fields.String()
    name = fields.String()
    sha256 = fields.String()
    size = fields.Integer()
    state = fields.String(validate=validate.OneOf(["queued", "read", "failed", "unpacked"]))
    inside = text("Id of the zip or mail that it came in; null as handed in", allow_none=True)
    error = fields.Nested(ErrorDetail, allow_none=True)
    reading = fields.Nested(
        PageUnderWay,
        allow_none=True,
        metadata={"description": "How far the reading is; null while it waits and when it is over"},
    )
    forms = fields.List(fields.Nested(FoundForm))


class Decision(Given):
    decision = fields.String(validate=validate.OneOf(list(TITLES)))
    title = fields.String()
    why = text("The reason given")
    by = fields.String()
    at = fields.DateTime()


class MailClaims(Given):
    """What a mail says of itself; nothing proves it."""

    document = text("Id of the document that the mail is")
    message_id = fields.String(allow_none=True)
    sender_name = fields.String()
    sender_address = fields.String()
    subject = fields.String()


class Submission(Given):
    id = fields.String()
    channel = text("How it came: api, page or mail")
    mails = fields.List(fields.Nested(MailClaims))
    status = fields.String(validate=validate.OneOf(["reading", "complete", "partial", "unrecognised", "failed"]))
    received_at = fields.DateTime(metadata={"description": "Moment of receipt, UTC"})
    judged_on = fields.Date(metadata={"description": "The day in China by which it is judged"})
    programme = fields.String()
    package = text(
        "Id of the submission under which the papers are judged together; null: each for itself", allow_none=True
    )
    version = fields.Integer(metadata={"description": "Counts every change; also the ETag"})
    error = fields.Nested(ErrorDetail, allow_none=True)
    documents = fields.List(fields.Nested(Document))
    proposal = fields.Nested(Decision, metadata={"description": "What the product proposes"})
    decision = fields.Nested(Decision, allow_none=True, metadata={"description": "What the officer decided"})
    letters = fields.List(fields.Nested(Letter))
    links = fields.Dict(values=fields.String())


class MailReceipt(Given):
    id = text("Id of the submission")
    received_at = fields.DateTime(metadata={"description": "Moment of receipt, UTC"})
    created = fields.Boolean(metadata={"description": "False where the mail had been received before"})


class ReadSubmission(Submission):
    record = fields.Nested(Record, allow_none=True)
    findings = fields.List(fields.Nested(Finding), allow_none=True)


class SubmissionsQuery(ListQuery):
    q = text(
        f"Words, parted by spaces, that all stand in the submission, in either script: in what its papers say, the names "
        f"of its files, its mails, the numbers of its letters or its receipt; only the first {WORDS} are looked for",
        load_default="",
        validate=validate.Length(max=ASKED_LENGTH),
    )
    state = text(
        "How far it is: the newest decision, pending while there is none; reading while a file waits; failed or "
        "unrecognised where there is no form; all by default",
        load_default="",
        validate=validate.OneOf(["", *STATES]),
    )


class Submissions(Given):
    submissions = fields.List(fields.Nested(Submission))
