"""What the API takes and gives about a letter's life, the numbers, and the registers of papers."""

from __future__ import annotations

from marshmallow import fields, validate

from webhook.routes.schemas.base import Given, ListQuery, Query, Strict, text
from webhook.service.letters.stages import BY_WAITING, CERTAIN, CHANNELS, CHECKED, DEVIATIONS, STAGES
from webhook.service.letters.writing import FOR_DECISION
from webhook.store.letters import DRAFTED, WITHDRAWN

STEPS = [stage for stage in STAGES if stage != DRAFTED]


class LetterBody(Strict):
    submission = text("Id of the submission", required=True)
    form = text("Id of the form; the first one by default", load_default=None)
    kind = text(
        "Kind of letter; by default the one that tells the decision",
        load_default=None,
        validate=validate.OneOf(list(FOR_DECISION.values())),
    )
    issuer = text(
        "Issuing office; by default the one set for the programme, or that receives for it", load_default=None
    )
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


class LettersQuery(ListQuery):
    waiting = text(
        "The step that the letters wait for; done: none any more; withdrawn: none, they were taken back",
        load_default=CHECKED,
        validate=validate.OneOf(list(BY_WAITING)),
    )


class Letters(Given):
    letters = fields.List(fields.Nested(Letter))
    waiting = fields.Dict(
        keys=fields.String(), values=fields.Integer(), metadata={"description": "How many letters wait for each step"}
    )


class StepTaken(Given):
    step = text("The step; drafted is the making of the letter, withdrawn its end")
    on = fields.Date(metadata={"description": "Its day at the office"})
    detail = fields.Dict(metadata={"description": "channel and address, number, proof, or the file that came with it"})
    by = fields.String()
    at = fields.DateTime()


class LetterFile(Given):
    id = fields.String()
    role = text(
        "draft: its bytes before the number; scan: the signed and sealed paper; proof: of delivery; pdf; picture; "
        "with-seal: a copy that bears the seal's picture; enclosure: the blank blocks to sign and seal again"
    )
    name = fields.String()
    sha256 = fields.String()
    size = fields.Integer()
    by = fields.String()
    at = fields.DateTime()
    content = text("Where to download it")


class LetterNow(Letter):
    steps = fields.List(fields.Nested(StepTaken), metadata={"description": "In the order they were taken"})
    files = fields.List(fields.Nested(LetterFile))
    ahead = fields.List(fields.String(), metadata={"description": "The steps to come, in their order"})
    term_begins = fields.Date(
        allow_none=True, metadata={"description": "The day of delivery; null while no term of the letter runs"}
    )


def _step(words: str) -> fields.String:
    return text(words, required=True, validate=validate.OneOf(STEPS))


class StepBody(Strict):
    to = _step("Take the letter to this step; every step between is taken with it")
    on = fields.Date(load_default=None, metadata={"description": "The day that it happened; today by default"})
    channel = text(
        "How it is sent: reply to the applicant's mail, mail of the office's own, post, or picked up",
        load_default=None,
        allow_none=True,
        validate=validate.OneOf(list(CHANNELS)),
    )
    address = text("For a mail of the office's own: to whom", load_default="")
    proof = text("For delivered: by what it is known", load_default="")
    copies = fields.Integer(load_default=None, allow_none=True, metadata={"description": "How many copies are sent"})


class WithdrawBody(Strict):
    reason = text("Why", required=True)


class RulesBody(Strict):
    separate_persons = fields.Boolean(
        load_default=False,
        metadata={"description": "Whoever wrote a letter neither checks nor signs it, nor does the checker sign it"},
    )
    unsealed_mail = fields.Boolean(
        load_default=True, metadata={"description": "A letter may go out as a mail without its sealed scan"}
    )
    deviations = text(
        "Which deviations from GB/T 9704-2012 keep a letter from being signed: those that are certain, any, or none",
        load_default=CERTAIN,
        validate=validate.OneOf(DEVIATIONS),
    )
    issuers = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        load_default=dict,
        metadata={"description": "The office that letters on decisions go out from, by the programme's id"},
    )


class SeriesBody(Strict):
    issuer = text("The issuing office, as letters name it", required=True)
    code_word = text("The office's code word, which stands before the year", required=True)
    format = text(
        "Only for letters in this layout, by its Chinese name; empty for every layout without a series of its own",
        load_default="",
    )
    first = fields.Integer(
        load_default=None,
        allow_none=True,
        metadata={"description": "The first number that the service gives in the year, where paper has those before"},
    )
    year = fields.Integer(
        load_default=None, allow_none=True, metadata={"description": "The year of that number; this one by default"}
    )


class Series(Given):
    id = fields.Integer()
    issuer = fields.String()
    format = fields.String()
    code_word = fields.String()
    year = fields.Integer(metadata={"description": "This year"})
    first = fields.Integer(metadata={"description": "The first number that the service gives this year"})
    next = fields.Integer(metadata={"description": "The number that comes next"})
    by = fields.String()
    at = fields.DateTime()


class AllSeries(Given):
    series = fields.List(fields.Nested(Series))


class DaysQuery(Query):
    first = fields.Date(load_default=None, metadata={"description": "From this day; from the year's first by default"})
    last = fields.Date(load_default=None, metadata={"description": "Until this day; until today by default"})


class OutgoingRegisterQuery(DaysQuery):
    issuer = text("Only letters of this office; of every one by default", load_default=None)
