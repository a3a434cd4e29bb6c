"""What the API takes and gives about the papers of the catalogue, their templates, and batches of letters."""

from __future__ import annotations

from marshmallow import fields, validate

from webhook.routes.schemas.base import ErrorDetail, Given, ListQuery, Query, Strict, text
from webhook.routes.schemas.letters import Letter
from webhook.service.papers.batches import JOBS, STEPS
from webhook.service.papers.order import MOST_PILOTS

_MARKS = "{unit}, {pilot} and {recommender} stand for those of each pilot"


class Party(Given):
    who = fields.String()
    required = fields.Boolean(metadata={"description": "A copy that may not be left out"})


class CataloguePaper(Given):
    id = text("Its number among the programme's documents")
    name = fields.String()
    types = fields.List(fields.String(), metadata={"description": "What official writing calls it, the usual first"})
    layouts = fields.List(fields.String(), metadata={"description": "The usual first"})
    organs = fields.List(fields.String(), metadata={"description": "Whose paper it is"})
    addressees = fields.List(fields.String())
    copies_to = fields.List(fields.Nested(Party))
    about = text("How many pilots one paper speaks of", validate=validate.OneOf(["one", "many", "none"]))
    basis = fields.List(fields.String())
    enclosures = fields.List(fields.String())
    form = text("The standard form that the paper is; null for a letter", allow_none=True)
    facts = fields.Dict(metadata={"description": "JSON Schema of the facts that a request brings"})
    programmes = fields.List(fields.String(), metadata={"description": "Ids of the programmes that know it"})
    changed = fields.List(fields.String(), metadata={"description": "Layouts whose template the office changed"})


class Catalogue(Given):
    papers = fields.List(fields.Nested(CataloguePaper))


class Span(Strict):
    start = text("YYYY-MM or YYYY-MM-DD", required=True, validate=validate.Regexp(r"^\d{4}-\d{2}(-\d{2})?$"))
    end = text("YYYY-MM or YYYY-MM-DD", required=True, validate=validate.Regexp(r"^\d{4}-\d{2}(-\d{2})?$"))


class Pilot(Strict):
    submission = text("Its submission; without one the pilot is as stated", load_default=None, allow_none=True)
    form = text("Id of the form in it; the first one by default", load_default=None, allow_none=True)
    name = text("As stated, or what the record lacks", load_default="")
    unit = fields.String(load_default="")
    guarantors = fields.List(fields.String(), load_default=list)
    code = fields.String(load_default="")
    period = fields.Nested(Span, load_default=None, allow_none=True)
    recommended_by = fields.String(load_default="")
    result = text("A conclusion in a word", load_default="")
    facts = fields.Dict(
        keys=fields.String(), load_default=dict, metadata={"description": "Facts of this pilot's letter alone"}
    )


class PaperBody(Strict):
    issuer = text("The issuing office, as the letter names it", required=True)
    addressees = fields.List(fields.String(), required=True, metadata={"description": _MARKS})
    copies_to = fields.List(fields.String(), load_default=list, metadata={"description": _MARKS})
    enclosures = fields.List(
        fields.String(), load_default=list, metadata={"description": f"Beside those that the paper has; {_MARKS}"}
    )
    pilots = fields.List(fields.Nested(Pilot), load_default=list, validate=validate.Length(max=MOST_PILOTS))
    facts = fields.Dict(
        keys=fields.String(), load_default=dict, metadata={"description": "By the catalogue's JSON Schema"}
    )
    programme = text("That of the pilots by default", load_default=None, allow_none=True)
    signatory = text("Who signs; the issuer by default", load_default=None, allow_none=True)
    seal_owner = text("Whose seal stands in for the signatory's", load_default=None, allow_none=True)
    layout = text("The usual one by default", load_default=None, allow_none=True)
    type = text("The usual one by default", load_default=None, allow_none=True)
    number = text("Given by hand; else the issuer's series numbers it", load_default=None, allow_none=True)
    contact = fields.String(load_default="")
    script = text("hans or hant", load_default="hans", validate=validate.OneOf(["hans", "hant"]))


class PaperPreview(Given):
    title = fields.String()
    lines = fields.List(fields.String(), metadata={"description": "What it says, paragraph by paragraph"})
    template_digest = fields.String()


class BatchPreviewItem(Given):
    pilot = fields.String()
    title = fields.String(allow_none=True)
    lines = fields.List(fields.String())
    error = fields.Nested(ErrorDetail, allow_none=True)


class BatchPreview(Given):
    letters = fields.List(fields.Nested(BatchPreviewItem))


class BatchItem(Given):
    pilot = fields.String()
    letter = fields.Nested(Letter, allow_none=True)
    error = fields.Nested(
        ErrorDetail, allow_none=True, metadata={"description": "What refused the letter, or its last step"}
    )


class Batch(Given):
    id = fields.String()
    paper = fields.String()
    by = fields.String()
    at = fields.DateTime()
    busy = text("The job at work on it", allow_none=True, validate=validate.OneOf(list(JOBS)))
    step = text("The step that was ordered last", allow_none=True)
    total = fields.Integer()
    done = fields.Integer(metadata={"description": "How many are through with what was ordered last"})
    failed = fields.Integer()
    letters = fields.List(fields.Nested(BatchItem))
    zip = text("Where to download all letters")
    print = text("Where to download the PDF of all; null until it was made", allow_none=True)
    print_error = fields.Nested(ErrorDetail, allow_none=True)


class BatchLine(Given):
    id = fields.String()
    paper = fields.String()
    by = fields.String()
    at = fields.DateTime()
    busy = fields.String(allow_none=True)
    total = fields.Integer()
    failed = fields.Integer()


class Batches(Given):
    batches = fields.List(fields.Nested(BatchLine))


class BatchesQuery(ListQuery):
    pass


class BatchStepBody(Strict):
    to = text("The step that every letter is to take", required=True, validate=validate.OneOf(list(STEPS)))


class TemplateQuery(Query):
    layout = text("The paper's usual one by default", load_default=None)


class TemplateFileQuery(TemplateQuery):
    sha256 = text("An accepted version; the shipped template by default", load_default=None)


class TemplateVersion(Given):
    sha256 = text("null for the shipped one", allow_none=True)
    name = fields.String()
    by = fields.String()
    at = fields.DateTime()


class Template(Given):
    paper = fields.String()
    layout = fields.String()
    shipped = text("SHA-256 of the template that comes with the program")
    in_force = text("SHA-256 of the template that letters are made from")
    versions = fields.List(
        fields.Nested(TemplateVersion), metadata={"description": "What was put in force when, oldest first"}
    )


class InForceBody(Strict):
    layout = text("The paper's usual one by default", load_default=None, allow_none=True)
    sha256 = text("An accepted version; null for the shipped template", load_default=None, allow_none=True)


class HandoutQuery(Query):
    form = text("Id of the form in the submission that pilot and unit are taken from", load_default=None)
    script = text("hans or hant", load_default="hans", validate=validate.OneOf(["hans", "hant"]))


class LetterHandoutQuery(Query):
    pilot = fields.Integer(
        load_default=0, validate=validate.Range(min=0, max=MOST_PILOTS), metadata={"description": "Its place, from 0"}
    )
