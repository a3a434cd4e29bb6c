"""Forms handed out with what is known written in: 附件2, 4 and 5 to a pilot's unit, 附件3 and 6 to a group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms.outside import PassRecord
from forms.record import Answer, Record
from forms.registry import editions
from forms.spec import Form, Rows
from render.errors import RenderError
from render.forms_out import filled
from render.papers.asked import GROUP, INDUSTRY, MANAGEMENT, PERIOD, PLACE, STANDARDIZATION
from webhook.service.cases.facts import facts_for
from webhook.service.cases.lookup import load_case
from webhook.service.papers.making import MAKER
from webhook.service.ports import Clock, office_day
from webhook.service.problems import Invalid, NotFound, Refused
from webhook.store.database import Store
from webhook.store.letters import WITHDRAWN, StoredLetter

ANNEX_2, ANNEX_3 = "annex2-evaluation-application", "annex3-evaluation-report"
ANNEX_4, ANNEX_5, ANNEX_6 = "annex4-recheck-self-inspection", "annex5-recheck-application", "annex6-recheck-report"
FOR_UNITS = (ANNEX_2, ANNEX_4, ANNEX_5)
"""What a pilot's unit fills in."""
WITH_PAPER: dict[str, tuple[str, ...]] = {"D21": (ANNEX_4, ANNEX_5), "D10": (ANNEX_3,), "D24": (ANNEX_6,)}
"""The forms that go with a paper."""

_UNIT = ("unit_name", "lead_unit")
CARRIED = frozenset({
    "pilot_name", "pilot_period", "organization_code", "legal_representative", "unit_address", "postcode",
    "contact_name", "contact_phone", "email", "standardization_body", "standardization_lead_name",
    "standardization_lead_phone", "task_document_number", "qualification_document_number", "qualified_on",
    "valid_until", *_UNIT,
})  # fmt: skip
"""What names pilot and unit, and stays as it was: opinions, dates of filing and reports are the form's own."""
_EXPERTISE = {STANDARDIZATION: "标准化", INDUSTRY: "行业", MANAGEMENT: "管理"}


@dataclass(frozen=True)
class Handout:
    """A form that can be handed out with a letter; ``pilot`` is its place among the letter's pilots."""

    form: str
    title: str
    pilot: int
    name: str


class Handouts:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def for_unit(self, submission_id: str, form_id: str, paper: str | None = None, script: str = "hans") -> bytes:
        """附件2, 4 or 5 with what a form of the submission says of pilot and unit, as .docx bytes.

        A value that is marked and unconfirmed is left empty, and so is all that is not known. Raises
        :class:`NotFound` without such a submission, :class:`Invalid` for another form.
        """
        if form_id not in FOR_UNITS:
            raise Invalid("form-wrong", f"可发放的表：{'、'.join(FOR_UNITS)}。", "请改用其中之一。")
        with self._store.read() as tx:
            case = load_case(tx, submission_id)
            record = case.paper(paper).record
            passed = facts_for(tx, case.submission, record).passed
        form = self._form(form_id)
        return _filled(form, _Known(record, passed).fields(form), script)

    def for_units(self) -> tuple[tuple[str, str], ...]:
        """Id and title of each form that a pilot's unit fills in."""
        return tuple((form_id, self._form(form_id).title) for form_id in FOR_UNITS)

    def offered(self, letter: StoredLetter) -> tuple[Handout, ...]:
        """The forms that go with the letter, for each of its pilots; none with one that was withdrawn."""
        told = _told(letter)
        if told is None or letter.state == WITHDRAWN:
            return ()
        titles = {form_id: self._form(form_id).title for form_id in WITH_PAPER.get(letter.paper, ())}
        return tuple(
            Handout(form_id, title, number, pilot["name"])
            for number, pilot in enumerate(told["pilots"])
            for form_id, title in titles.items()
        )

    def for_letter(self, letter_id: str, form_id: str, pilot: int = 0) -> tuple[Handout, bytes]:
        """A form that goes with the letter, with what the letter and the pilot's record say.

        Raises :class:`NotFound` without such a letter, and where the form does not go with it.
        """
        with self._store.read() as tx:
            letter = tx.letters.get(letter_id)
        if letter is None:
            raise NotFound("no-such-letter", "没有这份文书。", "请核对编号。")
        handout = next((one for one in self.offered(letter) if (one.form, one.pilot) == (form_id, pilot)), None)
        told = _told(letter)
        if handout is None or told is None:
            raise NotFound(
                "no-such-handout", "这份文书没有附带此表。", "提醒通知附带附件4、附件5，组建通知附带附件3或者附件6。"
            )
        form = self._form(form_id)
        rows = _members(form, told["facts"].get(GROUP.id, ()))
        return handout, _filled(form, self._of_letter(form, told, pilot), told["script"], rows)

    def _of_letter(self, form: Form, told: Mapping[str, Any], pilot: int) -> dict[str, Answer]:
        """The form's answers: of the pilot's record where it has one, over it what the letter says."""
        about = told["pilots"][pilot]
        fields: dict[str, Answer] = {}
        if about["from"]:
            with self._store.read() as tx:
                case = load_case(tx, about["choice"]["submission"])
                record = case.paper(about["from"]).record
                passed = facts_for(tx, case.submission, record).passed
            fields = _Known(record, passed).fields(form)
        facts = told["facts"]
        said = {
            "pilot_name": about["name"],
            **dict.fromkeys(_UNIT, about["unit"]),
            "organizing_unit": told["signatory"] if form.id in (ANNEX_3, ANNEX_6) else None,
            **dict.fromkeys(("evaluated_on", "rechecked_on"), facts.get(PERIOD.id)),
            "evaluation_place": facts.get(PLACE.id),
            "valid_until": facts.get("valid_until"),
        }
        return fields | {slot: Answer(said[slot]) for slot in _slots(form) if said.get(slot)}

    def _form(self, form_id: str) -> Form:
        """The edition in force, the office's own before the shipped one."""
        return editions(form_id, office_day(self._clock()))[0]


@dataclass(frozen=True)
class _Known:
    """A record of a pilot and its pass, as another form asks for them."""

    record: Record
    passed: PassRecord | None

    def fields(self, form: Form) -> dict[str, Answer]:
        found = {slot: self._answer(slot) for slot in _slots(form) if slot in CARRIED}
        if self.passed and self.passed.passed:
            days = {"qualified_on": self.passed.published_on, "valid_until": self.passed.valid_until}
            found |= {slot: Answer(day.isoformat()) for slot, day in days.items() if day and slot in found}
        return {slot: answer for slot, answer in found.items() if answer is not None}

    def _answer(self, slot: str) -> Answer | None:
        """What the record says there, and nobody has still to look at."""
        named = dict.fromkeys((slot, *_UNIT)) if slot in _UNIT else (slot,)
        answers = (self.record.fields.get(name) for name in named)
        sure = (one for one in answers if one and not one.needs_review and one.value not in (None, "", []))
        found = next(sure, None)
        return Answer(found.value, found.raw) if found else None


def _slots(form: Form) -> tuple[str, ...]:
    parts = (form.cover, *(section.fields for section in form.sections if not isinstance(section, Rows)))
    return tuple(slot for fields in parts for one in fields for slot in one.ids)


def _members(form: Form, members: list[Mapping[str, Any]] | tuple[()]) -> dict[str, tuple[dict[str, Answer], ...]]:
    if not members or form.id not in (ANNEX_3, ANNEX_6):
        return {}
    return {"group": tuple(_member(number, one) for number, one in enumerate(members, start=1))}


def _member(number: int, one: Mapping[str, Any]) -> dict[str, Answer]:
    said = {
        "sequence": number,
        "name": one["name"],
        "unit": one["unit"],
        "position_or_title": one.get("post"),
        "expertise": _EXPERTISE.get(one["category"]),
        "group_role": one["duty"],
    }
    return {slot: Answer(value) for slot, value in said.items() if value}


def _filled(
    form: Form, fields: dict[str, Answer], script: str, rows: dict[str, tuple[dict[str, Answer], ...]] | None = None
) -> bytes:
    try:
        return filled(form, Record(form.id, form.edition, script, fields, rows or {}), script)
    except RenderError as error:
        raise Refused(error.code, error.message, "请核对该表的表样后再生成。") from error


def _told(letter: StoredLetter) -> dict[str, Any] | None:
    """What a letter of the catalogue was made from; ``None`` for another one."""
    if not letter.request or letter.request["maker"] != MAKER:
        return None
    told: dict[str, Any] = letter.request["letter"]
    return told
