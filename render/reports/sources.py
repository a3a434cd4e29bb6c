"""Which reports are made of which applications, and which of their slots an application fills."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from forms.record import Answer, Record
from forms.script import fold
from forms.spec import Form
from render.errors import RenderError

SOURCES: Mapping[str, tuple[str, ...]] = {
    "annex3-evaluation-report": ("annex2-evaluation-application",),
    "annex6-recheck-report": ("annex4-recheck-self-inspection", "annex5-recheck-application"),
}
"""The forms of the applications that each report rests on, by the report's form."""
_UNIT = ("unit_name", "lead_unit")
_SLOTS: Mapping[str, tuple[str, ...]] = {"pilot_name": ("pilot_name",), "lead_unit": _UNIT, "unit_name": _UNIT}
"""The slots of a report that an application fills, each with the application's names for it."""
FROM_APPLICATIONS = frozenset(_SLOTS)
"""The slots of a report that an application fills."""


@dataclass(frozen=True)
class Taken:
    """One answer taken from an application, with the application's form and the place it comes from."""

    slot: str
    answer: Answer
    form: str
    place: str


def known_report(form_id: str) -> tuple[str, ...]:
    """The forms that the report rests on; :class:`RenderError` ``kind-unknown`` for another form."""
    if form_id not in SOURCES:
        raise RenderError("kind-unknown", f"“{form_id}”不是由记录生成的报告，可选：{'、'.join(SOURCES)}。")
    return SOURCES[form_id]


def taken_from(form: Form, applications: Sequence[Record]) -> Iterator[Taken]:
    """What the applications say for the slots of ``form``, application by application; blank answers are left out."""
    for slot in form.kinds():
        for record in applications:
            for name in _SLOTS.get(slot, ()):
                answer = record.fields.get(name)
                if answer is not None and answer.value not in (None, "", []):
                    yield Taken(slot, answer, record.form, f"fields.{name}")
                    break


def agree(answers: Sequence[Answer]) -> bool:
    """Whether all answers say the same, whatever their script."""
    return len({fold(str(answer.value)) for answer in answers}) <= 1
