"""推荐项目汇总表 of chosen submissions: each row from the record of its 附件1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from render.errors import RenderError
from render.papers.request import PilotFacts, pilot_facts
from render.script import SCRIPTS
from render.summary.sheet import summary_xlsx
from render.summary.table import MAX_ROWS, TITLE, SummaryRequest
from render.summary.word import summary_docx
from webhook.service.cases.case import Case, Paper
from webhook.service.cases.facts import APPLICATION, stated
from webhook.service.cases.lookup import load_case
from webhook.service.papers.reports import as_problem
from webhook.service.plain_text import demand_text
from webhook.service.ports import Clock
from webhook.service.problems import Invalid
from webhook.store.database import Store, Tx

DOCX, XLSX = "docx", "xlsx"
MAKERS = {DOCX: summary_docx, XLSX: summary_xlsx}
TEXT_LENGTH = 100


@dataclass(frozen=True)
class Row:
    """A submission whose application is listed; ``form`` names one of several, ``None`` lists them all."""

    submission: str
    form: str | None = None


@dataclass(frozen=True)
class SummaryOrder:
    """The rows in their order, and how the table is made. ``annex`` is its mark in a letter."""

    rows: tuple[Row, ...]
    kind: str = DOCX
    title: str = ""
    annex: str = ""
    script: str = "hans"

    def check(self) -> None:
        """Raise :class:`Invalid` for an order that makes no sense by itself."""
        demand_text(self.title, self.annex)
        if self.kind not in MAKERS or self.script not in SCRIPTS:
            raise Invalid(
                "unknown-choice", "没有这种格式或者字体。", "格式请用 docx 或者 xlsx，字体请用 hans 或者 hant。"
            )
        if max(len(self.title), len(self.annex)) > TEXT_LENGTH:
            raise Invalid("too-long", f"标题和附件序号各不超过{TEXT_LENGTH}字。", "请缩短后重新生成。")
        if len(self.rows) > MAX_ROWS:
            raise Invalid("too-many", f"汇总表最多列{MAX_ROWS}个试点。", "请分成几份生成。")


class Summaries:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def make(self, order: SummaryOrder, by: str) -> tuple[str, bytes]:
        """The table's file name and bytes; named in the audit trail of every submission in it.

        Raises :class:`Invalid` and :class:`webhook.service.problems.Refused` with the faults of all rows, by
        ``pilots[n]``; :class:`NotFound` for no such submission.
        """
        order.check()
        with self._store.write() as tx:
            found = [(row, load_case(tx, row.submission)) for row in dict.fromkeys(order.rows)]
            request = SummaryRequest(_pilots(tx, found, order.script), order.title or TITLE, order.annex, order.script)
            try:
                data = MAKERS[order.kind](request)
            except RenderError as error:
                raise as_problem(error) from error
            now, cases = self._clock(), dict.fromkeys(case.id for _, case in found)
            for case_id in cases:
                tx.audit.add(now, by, "summary-made", ("submission", case_id), rows=len(request.pilots))
        return f"推荐项目汇总表.{order.kind}", data


def applications(case: Case, form: str | None = None) -> tuple[Paper, ...]:
    """The applications of a submission, or the one whose id is ``form``."""
    found = (paper for paper in case.papers if paper.record.form == APPLICATION)
    return tuple(paper for paper in found if form in (None, paper.id))


def _pilots(tx: Tx, found: Sequence[tuple[Row, Case]], script: str) -> tuple[PilotFacts, ...]:
    """The pilots in the order of the rows, each application once."""
    without = [n for n, (row, case) in enumerate(found) if not applications(case, row.form)]
    if without:
        told = "、".join(f"第{n + 1}项" for n in without)
        places = {f"rows[{n}]": "没有附件1申请书的记录。" for n in without}
        raise Invalid("no-application", f"所选的申报中{told}没有附件1申请书的记录。", "请去掉后重新生成。", places)
    papers = {paper.id: (paper, case) for row, case in found for paper in applications(case, row.form)}
    return tuple(_pilot(tx, paper, case, script) for paper, case in papers.values())


def _pilot(tx: Tx, paper: Paper, case: Case, script: str) -> PilotFacts:
    recommender = stated(tx, case.id).recommender
    return pilot_facts(paper.record, script, recommender.name if recommender else "")
