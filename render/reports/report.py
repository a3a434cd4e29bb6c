"""A report of an evaluation or a recheck, ready to be signed: drawn from the records and the facts of the visit alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from forms.check import check
from forms.finding import Finding
from forms.programme import Programme
from forms.record import Record
from forms.registry import UnknownEdition
from forms.registry import form as definition
from forms.spec import Form
from render.errors import RenderError
from render.forms_out import filled
from render.reports.answers import Answers
from render.reports.sources import known_report

_SIGNED = ("blocks", "signature")
"""Places that are signed by hand later: nothing is wrong with them yet."""


@dataclass(frozen=True)
class ReportRequest:
    """What a report is made of. ``form`` is the report's form, ``applications`` the records it rests on.

    ``facts`` hold what was recorded on the visit by the slots of the form, each as it would be written or as a value;
    the members of the group are ``facts["group"]``, one mapping of columns each. ``today`` is the day of making,
    ``pilot`` the code that stands at the foot of a form of our own.
    """

    form: str
    applications: tuple[Record, ...]
    facts: Mapping[str, Any]
    programme: Programme
    today: date
    edition: str = "national"
    script: str = "hans"
    pilot: str = ""


@dataclass(frozen=True)
class Report:
    """A report as .docx with the record it states, the places of records it quotes (``form:fields.slot``), and what the
    rules say of it before it is signed.
    """

    docx: bytes
    record: Record
    used: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = field(default=())


def make_report(request: ReportRequest) -> Report:
    """The report, its signatures, opinions and seals left empty for those who sign by hand.

    Raises :class:`RenderError`: ``kind-unknown``; ``detail-missing`` with every slot that the form needs and nobody
    gave, ``detail-wrong`` with every fact that is no answer of its slot, each by its place; ``value-unconfirmed``.
    """
    form = _form(request)
    answers = Answers(form, request.applications, request.facts, request.script)
    record = answers.record()
    found = check(record, request.programme, request.today, form)
    docx = filled(form, answers.as_printed(record), request.script, pilot=request.pilot)
    return Report(docx, record, answers.used(), tuple(finding for finding in found if not _signed_later(finding)))


def _form(request: ReportRequest) -> Form:
    needed = known_report(request.form)
    try:
        form = definition(request.form, request.edition)
    except UnknownEdition:
        raise RenderError("kind-unknown", f"没有“{request.form}”的“{request.edition}”版本。") from None
    strange = [record.form for record in request.applications if record.form not in needed]
    if strange:
        raise RenderError("detail-wrong", f"《{form.title}》不由“{strange[0]}”生成，请选择{'、'.join(needed)}的记录。")
    absent = [f"附件{_annex(name)}" for name in needed if name not in {r.form for r in request.applications}]
    if absent:
        raise RenderError(
            "detail-missing",
            f"《{form.title}》缺少{'、'.join(absent)}的记录，请先收取并核对。",
            {"applications": f"缺少{'、'.join(absent)}。"},
        )
    return form


def _annex(form_id: str) -> str:
    return form_id.removeprefix("annex").partition("-")[0]


def _signed_later(finding: Finding) -> bool:
    return finding.where is not None and any(part in finding.where for part in _SIGNED)
