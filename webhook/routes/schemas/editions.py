"""What the API takes and gives about editions of the forms."""

from __future__ import annotations

from marshmallow import fields

from webhook.routes.schemas.base import Given, Strict, text


class Edition(Given):
    name = text("Form and edition, as the file is called without .toml")
    form = fields.String()
    edition = fields.String()
    own = fields.Boolean(metadata={"description": "The office's own; false for those that come with the product"})
    state = text("draft, pending, in-force, ended or faulty")
    source = text("The paper that prescribes the blank")
    begins = fields.Date(allow_none=True, metadata={"description": "First day; null for a draft"})
    ends = fields.Date(allow_none=True, metadata={"description": "Last day; null for none"})
    open = fields.Integer(metadata={"description": "Printed labels that nothing is said of yet"})
    faults = fields.List(fields.String(), metadata={"description": "Everything that is wrong with the file"})


class Editions(Given):
    editions = fields.List(fields.Nested(Edition))


class OneEdition(Edition):
    text = text("The file, TOML; empty for those that come with the product")
    papers = fields.Integer(metadata={"description": "How many forms were read under it"})


class TextBody(Strict):
    text = text("The whole file, TOML, without days", required=True)


class DaysBody(Strict):
    begins = fields.Date(required=True, metadata={"description": "The first day"})
    ends = fields.Date(load_default=None, allow_none=True, metadata={"description": "The last day; null for none"})


class LostSlot(Given):
    where = text("Place in the record")
    label = fields.String()
    written = fields.Raw(allow_none=True)
    read = fields.Raw(allow_none=True)
    marked = fields.Boolean(metadata={"description": "It asks for a look"})
    wrong = fields.Boolean(metadata={"description": "It came back as something else"})


class Proof(Given):
    lost = fields.List(fields.Nested(LostSlot), metadata={"description": "Empty where every answer came back"})


class TakenFor(Given):
    form = fields.String()
    edition = fields.String()


class Trial(Given):
    result = fields.Dict(metadata={"description": "What was read, as a result of the command line"})
    taken_for = fields.Nested(
        TakenFor,
        allow_none=True,
        metadata={"description": "What the reader would take the document for were the edition in force"},
    )


class Version(Given):
    action = text("What made this text")
    sha256 = fields.String()
    blank_sha256 = fields.String(allow_none=True)
    by = fields.String()
    at = fields.DateTime()


class Versions(Given):
    versions = fields.List(fields.Nested(Version), metadata={"description": "Oldest first"})
