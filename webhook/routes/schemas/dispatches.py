"""What the API takes and gives about packages that are sent up."""

from __future__ import annotations

from marshmallow import fields, validate

from webhook.routes.schemas.base import Given, ListQuery, Strict, text
from webhook.service.dispatches.kinds import KINDS

_KIND = validate.OneOf(list(KINDS))


class DispatchBody(Strict):
    kind = text("Which package", required=True, validate=_KIND)
    pilots = fields.List(
        fields.String(), required=True, metadata={"description": "For each pilot the id of one of its forms, in order"}
    )
    letter = text("Id of the covering letter", load_default=None, allow_none=True)
    copies = fields.Integer(
        load_default=None,
        allow_none=True,
        metadata={"description": "Sets; as many as the letter says or the programme asks for by default"},
    )
    replaces = text("Id of the dispatch in whose place this one is sent", load_default=None, allow_none=True)
    reason = text("Why it is sent again; needed with replaces", load_default="")


class CandidatesQuery(ListQuery):
    kind = text("Which package", required=True, validate=_KIND)


class EnclosedOriginal(Given):
    form = text("Id of what was read in it")
    submission = fields.String()
    name = text("The file's name as received")
    sha256 = fields.String()
    size = fields.Integer()
    format = text("pdf, picture, or word: printed from the Word file")
    first_page = fields.Integer()
    last_page = fields.Integer(allow_none=True, metadata={"description": "null: to the end"})
    received_at = fields.DateTime()
    source = text("From where it came")


class EnclosedPaper(Given):
    paper = fields.String()
    name = fields.String()
    original = fields.Nested(EnclosedOriginal, allow_none=True)
    faults = fields.List(fields.String(), metadata={"description": "Why there is nothing to enclose"})
    notes = fields.List(fields.String())


class DispatchPilot(Given):
    form = text("The id that the pilot is chosen by")
    name = fields.String()
    unit = fields.String()
    complete = fields.Boolean()
    papers = fields.List(fields.Nested(EnclosedPaper))


class DispatchPilots(Given):
    pilots = fields.List(fields.Nested(DispatchPilot))


class DispatchPreview(Given):
    kind = fields.String()
    title = fields.String()
    letter = fields.String(allow_none=True)
    number = fields.String()
    copies = fields.Integer()
    complete = fields.Boolean()
    lacking = fields.List(
        fields.String(), metadata={"description": "All that must be put right first; nothing overrides it"}
    )
    notes = fields.List(fields.String())
    sent = fields.List(
        fields.String(), metadata={"description": "Dispatches in force that held one of these papers; replace them"}
    )
    pilots = fields.List(fields.Nested(DispatchPilot))


class DispatchFile(Given):
    id = fields.String()
    role = text("print: one copy; zip; letter; original; as-pdf: a Word file's pages; sheet: contents or divider")
    name = fields.String()
    form = fields.String(allow_none=True)
    sha256 = fields.String()
    size = fields.Integer()
    pages = fields.Integer(allow_none=True)
    content = text("Where to download it")


class Dispatch(Given):
    id = fields.String()
    kind = fields.String()
    programme = fields.String()
    letter = fields.String()
    copies = fields.Integer()
    digest = text("A hash of everything that it was made of")
    manifest = fields.Dict(metadata={"description": "What it holds, as in its zip"})
    replaces = fields.String(allow_none=True)
    reason = fields.String()
    replaced_by = fields.String(allow_none=True)
    again = fields.Boolean(metadata={"description": "It was there before; nothing was made"})
    by = fields.String()
    at = fields.DateTime()
    files = fields.List(fields.Nested(DispatchFile))


class DispatchList(Given):
    dispatches = fields.List(fields.Nested(Dispatch))


class ReprintedFile(Given):
    id = fields.String()
    role = fields.String()
    name = fields.String()
    sha256 = text("Of the file that was sent")
    identical = fields.Boolean(metadata={"description": "Made anew it is the same byte for byte"})


class Reprinted(Given):
    identical = fields.Boolean(metadata={"description": "All of them"})
    files = fields.List(fields.Nested(ReprintedFile))
