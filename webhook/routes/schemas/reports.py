"""What the API takes and gives about reports and the summary table."""

from __future__ import annotations

from marshmallow import fields, validate

from render.reports.sources import SOURCES
from render.script import SCRIPTS
from webhook.routes.schemas.base import Given, Query, Strict, text
from webhook.routes.schemas.record import Finding
from webhook.service.papers.summaries import DOCX, MAKERS


class EditionQuery(Query):
    edition = text("The edition of the report's form; the newest in force by default", load_default=None)


class ReportNeeds(Given):
    form = fields.String()
    edition = fields.String()
    title = fields.String()
    applications = fields.List(fields.String(), metadata={"description": "The forms whose records it rests on"})
    facts = fields.Dict(metadata={"description": "JSON schema of the facts that a request brings"})


class ReportBody(Strict):
    form = text("Which report", required=True, validate=validate.OneOf(list(SOURCES)))
    facts = fields.Dict(
        keys=fields.String(),
        required=True,
        metadata={"description": "By the slots of the form, as they would be written or as values; the group's rows"},
    )
    edition = text("The edition of the form; the newest in force by default", load_default=None, allow_none=True)
    script = text("hans or hant", load_default="hans", validate=validate.OneOf(list(SCRIPTS)))
    application = text(
        "The id of the application in the submission, where it holds several of a kind",
        load_default=None,
        allow_none=True,
    )


class ReportFindings(Given):
    findings = fields.List(fields.Nested(Finding))


class SummaryRow(Strict):
    submission = text("Whose application is listed", required=True)
    form = text(
        "The id of one form, where the submission holds several; all by default", load_default=None, allow_none=True
    )


class SummaryBody(Strict):
    rows = fields.List(fields.Nested(SummaryRow), required=True, validate=validate.Length(min=1))
    format = text("docx or xlsx", load_default=DOCX, validate=validate.OneOf(list(MAKERS)))
    title = text("The table's title; the usual one by default", load_default="")
    annex = text("Its mark as an annex of a letter; none by default", load_default="")
    script = text("hans or hant", load_default="hans", validate=validate.OneOf(list(SCRIPTS)))
