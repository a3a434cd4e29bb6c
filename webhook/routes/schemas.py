"""What the API takes and gives, for checking requests and for its description. Answers follow the contract."""

from __future__ import annotations

from typing import Any

from marshmallow import EXCLUDE, INCLUDE, RAISE, Schema, fields, validate

from webhook.service.decisions import TITLES
from webhook.service.findings import OPEN, REASONS, SET_ASIDE, UPHELD
from webhook.service.letter_stages import CHANNELS, STAGES
from webhook.service.letters import FOR_DECISION
from webhook.store.letters import WITHDRAWN

MAX_WAIT_SECONDS = 60
MAX_CHANGES = 500
MAX_OFFSET = 2**31 - 1
PLACE_LENGTH = 200


def text(words: str, **options: Any) -> fields.String:
    return fields.String(metadata={"description": words}, **options)


class Strict(Schema):
    """A request body: what it does not know, it refuses."""

    class Meta:
        unknown = RAISE


class Query(Schema):
    class Meta:
        unknown = EXCLUDE


class Given(Schema):
    """An answer's body: it may hold more than is described, for the contract grows."""

    class Meta:
        unknown = INCLUDE


class ErrorDetail(Given):
    code = text("What happened, for programs", required=True)
    message = text("What was met, in Chinese", required=True)
    advice = text("What can be done about it, in Chinese", required=True)
    details = fields.Dict(
        metadata={"description": "Each fault of the request by its place; only where the request was malformed"}
    )


class Error(Given):
    """Every error of the API."""

    error = fields.Nested(ErrorDetail, required=True)


class WaitQuery(Query):
    wait = fields.Float(
        load_default=0.0,
        validate=validate.Range(min=0, max=MAX_WAIT_SECONDS),
        metadata={
            "description": f"How many seconds to wait at most (0 to {MAX_WAIT_SECONDS}) for the content; 202 if it takes longer or too many wait"
        },
    )


class FormQuery(Query):
    form = text(
        "Id of the form (documents[].forms[].id of the submission); the first one by default", load_default=None
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


class ListQuery(Query):
    limit = fields.Integer(
        load_default=50, validate=validate.Range(min=1, max=200), metadata={"description": "How many"}
    )
    offset = fields.Integer(
        load_default=0,
        validate=validate.Range(min=0, max=MAX_OFFSET),
        metadata={"description": "How many to leave out first"},
    )


class RecordChange(Strict):
    """One of raw, value and confirm."""

    where = text(
        "The place, e.g. fields.postcode, rows.plan[0].step, blocks[1].seal",
        required=True,
        validate=validate.Length(max=PLACE_LENGTH),
    )
    raw = text("The words on the paper; the value is read from them")
    value = fields.Raw(
        allow_none=True, metadata={"description": 'The normalised value; {"present": true} for signatures and seals'}
    )
    confirm = fields.Boolean(validate=validate.Equal(True), metadata={"description": "It was read right"})


class RecordChanges(Strict):
    changes = fields.List(fields.Nested(RecordChange), required=True, validate=validate.Length(min=1, max=MAX_CHANGES))


class FindingChange(Strict):
    key = text("Id of the finding", required=True, validate=validate.Length(max=PLACE_LENGTH))
    disposition = text(
        "open: to be dealt with; upheld: it holds; set-aside: it does not count",
        required=True,
        validate=validate.OneOf([OPEN, UPHELD, SET_ASIDE]),
    )
    reason_code = text(
        "Why it is set aside: the original was checked, it was misjudged, or there is other proof",
        allow_none=True,
        load_default=None,
        validate=validate.OneOf(list(REASONS)),
    )
    reason = text("In words", load_default="")


class FindingChanges(Strict):
    changes = fields.List(fields.Nested(FindingChange), required=True, validate=validate.Length(min=1, max=MAX_CHANGES))


class DecisionBody(Strict):
    decision = text(
        "pending: nothing yet; correction: to be corrected; accepted: received; refused: not accepted",
        required=True,
        validate=validate.OneOf(list(TITLES)),
    )
    reason = text("Why", load_default="", validate=validate.Length(max=500))


class LetterBody(Strict):
    submission = text("Id of the submission", required=True)
    form = text("Id of the form; the first one by default", load_default=None)
    kind = text(
        "Kind of letter; by default the one that tells the decision",
        load_default=None,
        validate=validate.OneOf(list(FOR_DECISION.values())),
    )
    issuer = text("Issuing office; by default the one that receives for the programme", load_default=None)
    signatory = text("Who signs; the issuing office by default", load_default=None)
    number = text("Document number; left blank by default", load_default=None)
    contact = text("Whom to ask, and how", load_default="")
    recommended_by = text("Recommending unit: the letter goes to it, with a copy to the applicant", load_default=None)
    due_on = fields.Date(
        load_default=None,
        metadata={"description": "Last day for corrections; by default as many days as the programme allows"},
    )
    script = text(
        "hans simplified, hant traditional characters", load_default="hans", validate=validate.OneOf(["hans", "hant"])
    )
    pictures = fields.Boolean(
        load_default=True,
        metadata={"description": "Whether a letter of correction shows each fault as it looks on the page"},
    )


class Evidence(Given):
    page = fields.Integer(allow_none=True)
    box_mm = fields.List(
        fields.Float(), allow_none=True, metadata={"description": "Millimetres from the top left of the upright page"}
    )
    reader = fields.String()
    path = fields.String(metadata={"description": "Where it stands in a format without pages (the text of a .docx)"})


class Answer(Given):
    value = fields.Raw(allow_none=True)
    raw = fields.String()
    score = fields.Float()
    needs_review = fields.Boolean()
    evidence = fields.Nested(Evidence, allow_none=True)


class Mark(Given):
    present = fields.Boolean(allow_none=True)
    score = fields.Float()
    needs_review = fields.Boolean()
    evidence = fields.Nested(Evidence, allow_none=True)


class Seal(Mark):
    kind = fields.String(allow_none=True)
    text = fields.String(allow_none=True)
    center = fields.String(allow_none=True)
    matches_unit = fields.Boolean(allow_none=True)


class OpinionBlock(Given):
    id = fields.String()
    unit = fields.Nested(Answer)
    opinion = fields.Nested(Answer)
    date = fields.Nested(Answer)
    signature = fields.Nested(Mark)
    seal = fields.Nested(Seal)


class Record(Given):
    id = text("Id of the form")
    document = text("Id of the document that holds it; of a form that came twice, the signed paper")
    deliveries = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        metadata={"description": "Only where the form came twice: the documents, by paper (marks) and file (values)"},
    )
    revision = fields.Integer(metadata={"description": "1 is as read; also the ETag"})
    by = text("Who made the revision; system for what was read")
    at = fields.DateTime()
    needs_review = fields.List(fields.String(), metadata={"description": "Places that nobody has confirmed yet"})
    form = fields.String()
    edition = fields.String()
    script = fields.String()
    fields_ = fields.Dict(keys=fields.String(), values=fields.Nested(Answer), data_key="fields")
    rows = fields.Dict(keys=fields.String(), values=fields.List(fields.Dict(values=fields.Nested(Answer))))
    blocks = fields.List(fields.Nested(OpinionBlock))
    extra = fields.List(fields.Dict())
    printed = fields.Dict()


class Finding(Given):
    key = text("The same fault keeps it through all revisions")
    code = fields.String()
    severity = fields.String(validate=validate.OneOf(["block", "warn", "info"]))
    rule = fields.String(allow_none=True)
    basis = fields.String(allow_none=True)
    also = fields.List(fields.String())
    where = fields.String(allow_none=True)
    message = fields.String()
    evidence = fields.Nested(Evidence, allow_none=True)
    disposition = fields.String(validate=validate.OneOf([OPEN, UPHELD, SET_ASIDE]))
    reason_code = fields.String(allow_none=True)
    reason = fields.String()
    by = fields.String()
    at = fields.DateTime()


class Findings(Given):
    id = text("Id of the form")
    document = text("Id of the document that holds it")
    revision = fields.Integer()
    findings = fields.List(fields.Nested(Finding))


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


class Letter(Given):
    id = fields.String()
    submission = text("Id of the submission; null for a letter that is about none", allow_none=True)
    form = text("Id of the form that it is about", allow_none=True)
    revision = fields.Integer(allow_none=True)
    kind = fields.String()
    paper = text("Its number among the programme's documents, such as D03")
    genre = text("What official writing calls it")
    title = fields.String()
    issuer = fields.String()
    addressees = fields.List(fields.String())
    copies_to = fields.List(fields.String())
    state = text("The last step it went through", validate=validate.OneOf([*STAGES, WITHDRAWN]))
    version = fields.Integer(metadata={"description": "Counts every change; also the ETag"})
    number = text("Its document number; null until it has one", allow_none=True)
    issued_on = fields.Date(allow_none=True, metadata={"description": "Day of signing, the date of the letter"})
    channel = text("How it was sent", allow_none=True, validate=validate.OneOf(list(CHANNELS)))
    copies = fields.Integer(allow_none=True, metadata={"description": "How many copies were sent"})
    sent_on = fields.Date(allow_none=True)
    delivered_on = fields.Date(allow_none=True, metadata={"description": "Day of delivery, from which terms run"})
    withdrawn_by = fields.String(allow_none=True)
    withdrawn_at = fields.DateTime(allow_none=True)
    withdrawn_reason = fields.String(allow_none=True)
    template = fields.String()
    template_digest = text("SHA-256 of the template it was made from; null where it was not kept", allow_none=True)
    sha256 = text("SHA-256 of its bytes, which are final from the number on")
    findings = fields.List(fields.String(), metadata={"description": "The findings it lists"})
    by = fields.String()
    at = fields.DateTime()
    released_by = text("Who released it as a reply", allow_none=True)
    released_at = fields.DateTime(allow_none=True)
    eml = text("Where to download the draft of its mail; null until it goes out as one", allow_none=True)
    docx = text("Where to download it")


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


class Submissions(Given):
    submissions = fields.List(fields.Nested(Submission))
