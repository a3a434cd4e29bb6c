"""What the API takes and gives about whether papers keep to the standard's format."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from webhook.routes.schemas.base import Given, text
from webhook.service.conformance.settings import CHOICES, NUMBERS

_SAYS = {
    "format": "Which of the two formats it is to keep to; told by the paper by default",
    "sealed": "Whether it is, or will be, sealed; by default either way of placing signature and date is accepted",
    "top_edge": "Whether the upper white edge is the margin, or ends at the first characters",
    "number_top": "Where the 7 mm above the page number end",
    "letter_top": "Upper margins in mm that a letter may have, parted by commas",
    "lines": "Lines on a page",
    "characters": "Characters in a line",
    "margin_off": "Tolerance of the white edges in mm",
    "place_off": "Tolerance in mm of other distances in a PDF",
    "estimate_off": "Tolerance in mm of other distances in a Word file",
    "characters_off": "Tolerance of indents, in characters",
    "blank_off": "Tolerance of empty lines, in lines",
}
PAPER: dict[str, Any] = {
    "file": {"type": "string", "format": "binary", "description": "A .docx or a PDF with text"},
    **{name: {"type": "string", "enum": list(known), "description": _SAYS[name]} for name, known in CHOICES.items()},
    **{name: {"type": "string", "description": _SAYS[name]} for name in NUMBERS},
}


class Place(Given):
    page = fields.Integer(allow_none=True)
    left = fields.Float(allow_none=True, metadata={"description": "Millimetres, like the other three"})
    top = fields.Float(allow_none=True)
    right = fields.Float(allow_none=True)
    bottom = fields.Float(allow_none=True)
    words = text("The first words that stand there")


class Deviation(Given):
    id = text("The check; docs/conformance.md lists all")
    clause = text("Of GB/T 9704-2012")
    element = fields.String()
    place = fields.Nested(Place)
    measured = fields.String()
    demanded = fields.String()
    tolerance = text("Empty where there is none")
    certainty = text(
        "A: the standard's own words; D: reckoned from them; M: its content, not wholly confirmed; P: a practice"
    )
    recommended = fields.Boolean(metadata={"description": "The standard recommends it and does not demand it"})
    message = text("What is wrong and what to change")


class Substituted(Given):
    official = fields.String()
    used = fields.String()
    elements = fields.List(fields.String())


class MissingGlyph(Given):
    character = fields.String()
    font = fields.String()
    shown_in = text("The font it was borrowed from, empty for none")
    page = fields.Integer(allow_none=True)


class Report(Given):
    name = fields.String()
    kind = text("docx or pdf")
    format = text("letter or document")
    recognised_by = text("What told the format")
    pages = fields.Integer(allow_none=True)
    elements = fields.Dict(keys=fields.String(), values=fields.String())
    deviations = fields.List(fields.Nested(Deviation))
    substituted = fields.List(fields.Nested(Substituted), metadata={"description": "Fonts shown by stand-ins"})
    missing_glyphs = fields.List(fields.Nested(MissingGlyph))
    notes = fields.List(fields.String(), metadata={"description": "What is disputed or could not be checked"})
    conforms = fields.Boolean(metadata={"description": "Whether nothing deviates"})


class WhyNot(Given):
    code = fields.String()
    message = fields.String()
    advice = fields.String()


class LetterCheck(Given):
    of = text("The sha256 of the bytes that were checked")
    report = fields.Nested(Report, allow_none=True)
    problem = fields.Nested(WhyNot, allow_none=True, metadata={"description": "Why there is no report"})


class LetterPdf(Given):
    state = text("draft: not final yet; word-only: no LibreOffice; none; making; made; failed")
    file = text("The id of the PDF among the letter's files", allow_none=True)
    sha256 = text("Of the PDF", allow_none=True)
    pages = fields.Integer(allow_none=True)
    stand_ins = fields.List(fields.String(), metadata={"description": "Official fonts that others stand in for"})
    missing = fields.List(fields.String(), metadata={"description": "Characters borrowed from other fonts"})
    problem = fields.Nested(WhyNot, allow_none=True, metadata={"description": "Why there is no PDF"})


class LetterConformance(Given):
    docx = fields.Nested(LetterCheck, allow_none=True, metadata={"description": "Null for a printed form"})
    pdf = fields.Nested(LetterPdf)
    pdf_check = fields.Nested(LetterCheck, allow_none=True)
