"""What is asked of a paper: who issues it to whom about which pilots, and the facts that no record holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from forms.programme import Programme
from forms.record import Answer, Record
from render.papers.kinds import DocumentType, Format

_NAME = ("pilot_name",)
_UNIT = ("unit_name", "lead_unit")
_GUARANTORS = ("guarantor_units",)
_CODE = ("organization_code",)
_PERIOD = ("pilot_period",)


@dataclass(frozen=True)
class PilotFacts:
    """One pilot as papers name it. ``""`` and ``()`` mean that the fact is not known.

    ``period`` holds two dates of which only year and month may be known (``2026-03``); ``result`` is a conclusion in a
    word (合格). ``unconfirmed`` are labels of values marked for review that nobody has confirmed, ``lacking`` of those
    that the record does not hold.
    """

    name: str
    unit: str
    guarantors: tuple[str, ...] = ()
    code: str = ""
    period: tuple[str, str] | None = None
    recommended_by: str = ""
    result: str = ""
    unconfirmed: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
    """The places of the record that the facts come from (``fields.pilot_name``)."""


def pilot_facts(record: Record, script: str = "hans", recommended_by: str = "", result: str = "") -> PilotFacts:
    """What papers need of the pilot in ``record``; a traditional paper takes names as they were written."""
    reading = _Reading(record, script)
    return PilotFacts(
        name=reading.text("试点名称", _NAME),
        unit=reading.text("承担单位", _UNIT),
        guarantors=reading.list_of("保证单位", _GUARANTORS),
        code=reading.text("统一社会信用代码", _CODE),
        period=reading.period("试点期限", _PERIOD),
        recommended_by=recommended_by.strip(),
        result=result.strip(),
        unconfirmed=tuple(reading.unconfirmed),
        lacking=tuple(reading.lacking),
        used=tuple(reading.used),
    )


class _Reading:
    """One record looked through; what was used, doubtful or absent is noted on the way."""

    def __init__(self, record: Record, script: str) -> None:
        self.record = record
        self.as_written = script == "hant"
        self.used: list[str] = []
        self.unconfirmed: list[str] = []
        self.lacking: list[str] = []

    def text(self, label: str, slots: Sequence[str]) -> str:
        answer = self._answer(label, slots)
        if answer is None:
            return ""
        written = answer.raw.strip() if self.as_written else ""
        return written or str(answer.value)

    def list_of(self, label: str, slots: Sequence[str]) -> tuple[str, ...]:
        answer = self._answer(label, slots)
        if answer is None:
            return ()
        values = answer.value if isinstance(answer.value, list) else [answer.value]
        if self.as_written and answer.raw.strip():
            return (answer.raw.strip(),)
        return tuple(dict.fromkeys(str(value) for value in values if value))

    def period(self, label: str, slots: Sequence[str]) -> tuple[str, str] | None:
        answer = self._answer(label, slots)
        value = answer.value if answer else None
        if not isinstance(value, dict) or not value.get("start") or not value.get("end"):
            if answer is not None:
                self.lacking.append(label)
            return None
        return str(value["start"]), str(value["end"])

    def _answer(self, label: str, slots: Sequence[str]) -> Answer | None:
        for slot in slots:
            answer = self.record.fields.get(slot)
            if answer is not None and answer.value not in (None, "", []):
                self.used.append(f"fields.{slot}")
                if answer.needs_review:
                    self.unconfirmed.append(label)
                return answer
        self.lacking.append(label)
        return None


@dataclass(frozen=True)
class PaperRequest:
    """What a paper is made of. Who issues, who signs and whose seal it bears are three things.

    ``today`` is the day of making: nothing final is dated after it. ``layout`` and ``type`` are the paper's usual ones
    unless given. ``facts`` hold a value for each need of the paper, by its id. ``enclosures`` are added to those that
    the paper always has. A ``draft`` may lack number and date, shown as blanks.
    """

    paper: str
    programme: Programme
    issuer: str
    signatory: str
    addressees: tuple[str, ...]
    today: date
    layout: Format | None = None
    type: DocumentType | None = None
    seal_owner: str | None = None
    number: str | None = None
    issued_on: date | None = None
    copies_to: tuple[str, ...] = ()
    pilots: tuple[PilotFacts, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    enclosures: tuple[str, ...] = ()
    contact: str = ""
    script: str = "hans"
    draft: bool = True

    @property
    def day(self) -> date:
        """The letter's own date, or the day of making where it has none yet."""
        return self.issued_on or self.today
