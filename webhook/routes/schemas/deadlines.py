"""What the API takes and gives about terms that run."""

from __future__ import annotations

from marshmallow import fields, validate

from webhook.routes.schemas.base import Given, ListQuery, Strict, text
from webhook.service.registers.deadlines import KINDS, STATES
from webhook.service.registers.passes import TEXT_LENGTH


class DeadlinesQuery(ListQuery):
    set_aside = fields.Boolean(
        load_default=False, metadata={"description": "Those that were set aside, instead of those that run"}
    )


class SetAsideBody(Strict):
    reason = text("Why no paper will end it", required=True, validate=validate.Length(min=1, max=TEXT_LENGTH))


class SetAside(Given):
    reason = fields.String()
    by = fields.String()
    at = fields.DateTime()


class About(Given):
    unit = text("The unit, as its papers or the register name it; empty where none is named")
    pilot = text("The pilot, as they name it, or the call; empty where none is named")
    programme = text("Id of the programme by whose rules it is reckoned")
    submission = text("Id of the submission that it is about", allow_none=True)


class Deadline(About):
    id = text("Made of what the term says: one that is moved to another day has another id")
    kind = text(
        "What is waited for; ban: no new application until then; call: the last day of a call for applications",
        validate=validate.OneOf(KINDS),
    )
    due = fields.Date(metadata={"description": "The last day"})
    opens = fields.Date(allow_none=True, metadata={"description": "From when on it may come; null: from the beginning"})
    state = text(
        "over: the last day is past; soon: it is within 30 days, or what is waited for may come already; later: else",
        validate=validate.OneOf(STATES),
    )
    letter = text("Id of the letter that set it; null where an article or the register did", allow_none=True)
    answer = text("The paper of the catalogue that answers it, such as D21; null where none does", allow_none=True)
    set_aside = fields.Nested(SetAside, allow_none=True, metadata={"description": "Who set it aside, and why"})


class WithoutEnd(About):
    letter = text("Id of the letter that gave the task")


class Deadlines(Given):
    on = fields.Date(metadata={"description": "The day at the office by which they are told"})
    deadlines = fields.List(fields.Nested(Deadline))
    without_end = fields.List(
        fields.Nested(WithoutEnd), metadata={"description": "Tasks of signed letters that say no period"}
    )
