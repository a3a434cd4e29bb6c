"""Drafts of 附件3 and 附件6: drawn from the applications of one pilot and from what was recorded on the visit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from forms import registry
from forms.finding import Finding
from forms.programme import programme
from forms.record import Answer
from forms.spec import Form
from render.errors import RenderError
from render.reports.report import Report, ReportRequest, make_report
from render.reports.sources import SOURCES, taken_from
from render.script import SCRIPTS
from webhook.service.cases.case import Case, Paper
from webhook.service.cases.lookup import load_case
from webhook.service.plain_text import demand_text
from webhook.service.ports import Clock, office_day
from webhook.service.problems import Invalid, NotFound, Problem, Refused
from webhook.store.database import Store, Tx

RETRY = "请按所指各栏补充或者更正后重新生成；没有保存任何内容。"


@dataclass(frozen=True)
class ReportOrder:
    """What a report is asked for with: its form, its edition (the newest in force by default), and the facts.

    ``application`` is the id of the paper it rests on, where a submission holds several of a kind.
    """

    form: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    edition: str | None = None
    script: str = "hans"
    application: str | None = None


@dataclass(frozen=True)
class MadeReport:
    """The draft: a file's name, its bytes, and what the rules say of it before it is signed."""

    name: str
    docx: bytes
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Basis:
    """What a report of a submission rests on: the form, the applications there are, what they say, and what is absent."""

    form: Form
    papers: tuple[Paper, ...]
    known: Mapping[str, Answer]
    absent: tuple[Form, ...]


class Reports:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def possible(self, case: Case) -> tuple[Form, ...]:
        """The reports for which the submission holds an application, in the order of their annexes."""
        mine = {paper.record.form for paper in case.papers}
        return tuple(self._form(report, None) for report, needed in SOURCES.items() if mine & set(needed))

    def form(self, form_id: str, edition: str | None = None) -> Form:
        """The report's form in the edition asked for; :class:`NotFound` where there is none."""
        if form_id not in SOURCES:
            raise NotFound("no-such-report", f"没有“{form_id}”这种报告。", f"可选：{'、'.join(SOURCES)}。")
        return self._form(form_id, edition)

    def applications(self, case: Case, form_id: str) -> tuple[Paper, ...]:
        """The submission's own papers that the report may rest on."""
        return tuple(paper for paper in case.papers if paper.record.form in SOURCES[form_id])

    def basis(self, submission_id: str, order: ReportOrder) -> Basis:
        """What the report rests on, from the submission and those put together with it."""
        with self._store.read() as tx:
            return self._basis(tx, submission_id, order)

    def _basis(self, tx: Tx, submission_id: str, order: ReportOrder) -> Basis:
        form = self.form(order.form, order.edition)
        papers = _applications(tx, load_case(tx, submission_id), SOURCES[order.form], order.application)
        held = [paper.record for paper in papers]
        known: dict[str, Answer] = {}
        for taken in taken_from(form, held):
            known.setdefault(taken.slot, taken.answer)
        absent = [name for name in SOURCES[order.form] if name not in {record.form for record in held}]
        return Basis(form, papers, known, tuple(registry.editions(name)[0] for name in absent))

    def judge(self, submission_id: str, order: ReportOrder) -> tuple[Finding, ...]:
        """What the rules say of the report before it is signed; raises what :meth:`make` raises."""
        with self._store.read() as tx:
            return self._made(tx, submission_id, order)[1].findings

    def make(self, submission_id: str, order: ReportOrder, by: str) -> MadeReport:
        """The draft, named in the audit trail and not kept: it is signed by hand and comes back as a paper.

        Raises :class:`Invalid` with every place that lacks an answer or holds none, :class:`Refused` where a value has
        not been confirmed, :class:`NotFound`.
        """
        with self._store.write() as tx:
            form, made = self._made(tx, submission_id, order)
            tx.audit.add(self._clock(), by, "report-drafted", ("submission", submission_id), annex=form.annex)
        pilot = str(made.record.value("pilot_name") or "")
        return MadeReport(f"附件{form.annex}{pilot}.docx", made.docx, made.findings)

    def _made(self, tx: Tx, submission_id: str, order: ReportOrder) -> tuple[Form, Report]:
        demand_text(dict(order.facts))
        if order.script not in SCRIPTS:
            raise Invalid("unknown-script", "没有这种字体。", "script 请用 hans（简体）或者 hant（繁体）。")
        basis, case = self._basis(tx, submission_id, order), load_case(tx, submission_id)
        records = tuple(paper.record for paper in basis.papers)
        rules, today = programme(case.submission.programme), office_day(self._clock())
        edition = basis.form.edition
        try:
            request = ReportRequest(order.form, records, order.facts, rules, today, edition, order.script)
            return basis.form, make_report(request)
        except RenderError as error:
            raise as_problem(error) from error

    def _form(self, form_id: str, edition: str | None) -> Form:
        begun = registry.editions(form_id, office_day(self._clock()))
        if edition is None:
            return begun[0]
        for form in begun:
            if form.edition == edition:
                return form
        raise NotFound(
            "no-such-edition", f"没有“{edition}”这个版本。", f"可选：{'、'.join(f.edition for f in begun)}。"
        )


def as_problem(error: RenderError) -> Problem:
    """What a paper could not be made for, as the service says it."""
    kind = Refused if error.code == "value-unconfirmed" or error.code.startswith("official") else Invalid
    return kind(error.code, error.message, RETRY, error.places)


def _applications(tx: Tx, case: Case, needed: Sequence[str], chosen: str | None) -> tuple[Paper, ...]:
    """One paper of each form that is needed: the submission's own, else the newest of the same pilot put with it."""
    own = [paper for paper in case.papers if paper.record.form in needed]
    anchors = [paper for paper in own if paper.id == chosen] if chosen else own
    if chosen and not anchors:
        raise NotFound("no-such-form", "这次申报中没有该编号的申请材料。", "请用申报信息所列的编号。")
    same = _same_pilot(case, anchors)
    found = {paper.record.form: paper for paper in anchors}
    if len(found) < len(anchors):
        raise Refused("several-applications", "这次申报中有几份同样的申请材料。", "请写明用哪一份（application）。")
    for paper in (*(paper for paper in reversed(own) if paper.id in same), *_put_with(tx, case, same)):
        if paper.record.form in needed:
            found.setdefault(paper.record.form, paper)
    return tuple(found[name] for name in needed if name in found)


def _same_pilot(case: Case, anchors: Sequence[Paper]) -> set[str]:
    """The ids of the papers that belong to the pilot of ``anchors``."""
    mine = {paper.id for paper in anchors}
    pilots = case.together.pilots if case.together else ()
    return mine | {one for pilot in pilots if mine & set(pilot.papers) for one in pilot.papers}


def _put_with(tx: Tx, case: Case, same: set[str]) -> Iterator[Paper]:
    for member in reversed(case.together.submissions if case.together else ()):
        if member != case.id:
            yield from (paper for paper in reversed(load_case(tx, member).papers) if paper.id in same)
