"""What the API takes and gives about a record and the findings on it. Answers follow the contract."""

from __future__ import annotations

from marshmallow import fields, validate

from webhook.routes.schemas.base import MAX_CHANGES, PLACE_LENGTH, Given, Strict, text
from webhook.service.cases.findings import OPEN, REASONS, SET_ASIDE, UPHELD


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
