"""What the API takes and gives about papers judged together, facts beside them, the register and outgoing papers."""

from __future__ import annotations

from marshmallow import fields, validate

from forms.outside import OutsideFacts
from forms.strict_json import schema_of
from webhook.routes.schemas.base import Given, Query, Strict, text
from webhook.routes.schemas.record import Finding
from webhook.service.cases.facts import ENDINGS
from webhook.service.registers.passes import KINDS

Facts = schema_of(OutsideFacts)


class StatedFacts(Given):
    submission = text("Id of the submission")
    stated = fields.Nested(Facts, metadata={"description": "What people stated; what is not known is left out"})


class ProgrammeBody(Strict):
    programme = text("Id of the programme", required=True)


class PackageBody(Strict):
    package = text(
        "Id of the submission whose papers these belong together with; the submission's own id for its own papers; "
        "null to judge each paper for itself",
        required=True,
        allow_none=True,
    )


class JointFinding(Finding):
    paper = text("Id of the form that it concerns; null where there is no form", allow_none=True)
    pilot = fields.Integer(
        allow_none=True,
        metadata={"description": "Place of the pilot among the pilots; null for a paper that belongs to none for sure"},
    )


class PilotPapers(Given):
    name = text("What findings call the pilot")
    unit = text("Its unit, as its papers say", allow_none=True)
    stage = text("What its papers are handed in for", allow_none=True)
    papers = fields.List(fields.String(), metadata={"description": "Ids of its papers, oldest first"})


class PackagePaper(Given):
    id = fields.String()
    submission = fields.String()
    document = fields.String()
    kind = fields.String(allow_none=True)
    form = fields.String(allow_none=True)
    companion = fields.String(allow_none=True)
    status = fields.String()


class Package(Given):
    package = text("Id that the papers are filed under; null where each stands for itself", allow_none=True)
    submissions = fields.List(fields.String(), metadata={"description": "Oldest first"})
    reading = fields.Boolean(metadata={"description": "A file is still being read; nothing is judged yet"})
    stage = text("What the papers are handed in for; null where it differs among pilots", allow_none=True)
    papers = fields.List(fields.Nested(PackagePaper))
    pilots = fields.List(
        fields.Nested(PilotPapers), metadata={"description": "The papers parted by pilot, each pilot's judged together"}
    )
    unplaced = fields.List(
        fields.String(), metadata={"description": "Ids of papers that belong to none of the pilots for sure"}
    )
    facts = fields.Nested(Facts, metadata={"description": "All that is known beside the papers"})
    findings = fields.List(fields.Nested(JointFinding))


class EntryBody(Strict):
    kind = text(
        "ended: a pilot or pass came to an end; pass: a pilot passed", required=True, validate=validate.OneOf(KINDS)
    )
    unit = text("Name of the unit", required=True)
    code = text("Its organization code", allow_none=True, load_default=None)
    pilot = text("Name of the pilot", allow_none=True, load_default=None)
    how = text("How it ended", allow_none=True, load_default=None, validate=validate.OneOf(list(ENDINGS)))
    ended_on = fields.Date(allow_none=True, load_default=None, metadata={"description": "Day of that decision"})
    published_on = fields.Date(allow_none=True, load_default=None, metadata={"description": "Day of publication"})
    valid_until = fields.Date(allow_none=True, load_default=None, metadata={"description": "Last day of the pass"})
    source = text("The document that says so", load_default="")


class StrikeBody(Strict):
    reason = text("Why the entry does not count", required=True)


class Entry(EntryBody):
    class Meta:
        unknown = "include"

    id = fields.String()
    by = fields.String()
    at = fields.DateTime()
    struck_by = fields.String(allow_none=True)
    struck_at = fields.DateTime(allow_none=True)
    struck_reason = fields.String(allow_none=True)


class Entries(Given):
    entries = fields.List(fields.Nested(Entry))


class OutgoingQuery(Query):
    programme = text("Id of the programme; the service's own by default", load_default=None)
    on = fields.Date(load_default=None, metadata={"description": "The day of judging, today by default"})


class OutgoingFinding(Given):
    code = fields.String()
    severity = fields.String()
    rule = fields.String(allow_none=True)
    basis = fields.String(allow_none=True)
    also = fields.List(fields.String())
    message = fields.String()


class OutgoingFindings(Given):
    findings = fields.List(fields.Nested(OutgoingFinding))
