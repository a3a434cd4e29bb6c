"""The officer's hand: correcting and confirming what was read, upholding and setting aside what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from forms.record import Record
from forms.registry import form as definition
from webhook.service.cases.case import Case, Paper
from webhook.service.cases.findings import OPEN, REASONS, SET_ASIDE, UPHELD
from webhook.service.cases.judging import judge, stored_findings
from webhook.service.cases.lookup import load_case
from webhook.service.cases.marked import slots
from webhook.service.plain_text import demand_text
from webhook.service.ports import Clock
from webhook.service.problems import Invalid, NoPrecondition, Stale
from webhook.service.review.corrections import Change, corrected
from webhook.store.database import Store, Tx
from webhook.store.results import Disposition, Revision

REASON_LENGTH = 500
RETRY = "请更正后重新提交；此次提交的处理均未保存。"


@dataclass(frozen=True)
class Ruling:
    """What is to become of the finding ``key``. Setting aside needs a code of :data:`REASONS`."""

    key: str
    disposition: str
    reason_code: str | None = None
    reason: str = ""

    def check(self) -> None:
        """Raise :class:`Invalid` where the ruling makes no sense by itself."""
        if self.disposition not in (OPEN, UPHELD, SET_ASIDE):
            raise Invalid(
                "invalid-disposition", f"没有“{self.disposition}”这种处理，可选：open、upheld、set-aside。", RETRY
            )
        if self.disposition == SET_ASIDE and self.reason_code not in REASONS:
            choices = "、".join(f"{code}（{title}）" for code, title in REASONS.items())
            raise Invalid("reason-missing", f"不予采信须说明理由，可选：{choices}。", RETRY)
        if self.disposition != SET_ASIDE and self.reason_code is not None:
            raise Invalid("invalid-disposition", "只有 set-aside 才附理由代码。", RETRY)
        if len(self.reason) > REASON_LENGTH:
            raise Invalid("invalid-disposition", f"理由最多{REASON_LENGTH}字。", RETRY)


@dataclass(frozen=True)
class Expected:
    """Which form of the submission is meant (``None``: the first), and the ETag that the change was made from."""

    tag: str | None
    form: str | None = None


def demand(expected: Expected, tag: str) -> None:
    """Raise unless the change was made from the state that ``tag`` names."""
    if expected.tag is None:
        raise NoPrecondition("if-match-missing", "更改须附 If-Match。", "请先读取，再以所得 ETag 作为 If-Match 提交。")
    if expected.tag != tag:
        raise Stale("changed-meanwhile", "内容在此期间已被更改，此次更改未保存。", "请重新读取后再改。")


class Review:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def correct(self, submission_id: str, changes: Sequence[Change], expected: Expected, by: str) -> Paper:
        """The form with a new revision of its record, judged anew.

        All changes are made or none. Raises :class:`Invalid` (a place or value that makes no sense),
        :class:`Stale`, :class:`NoPrecondition`, and what :meth:`Case.paper` raises.
        """
        if not changes:
            raise Invalid("no-changes", "没有给出任何更改。", "请在 changes 中逐项列出。")
        demand_text([change.to_json() for change in changes])
        with self._store.write() as tx:
            case = load_case(tx, submission_id)
            paper = case.paper(expected.form)
            demand(expected, paper.record_tag)
            record = _all_corrected(paper.record, changes)
            self._store_revision(tx, case, paper, record, changes, by)
            self._reopen_changed(tx, paper, record, by)
            return load_case(tx, submission_id).paper(paper.id)

    def rule(self, submission_id: str, rulings: Sequence[Ruling], expected: Expected, by: str) -> Paper:
        """The form with the findings disposed of. All rulings hold or none; raises as :meth:`correct`."""
        if not rulings:
            raise Invalid("no-changes", "没有给出任何处理。", "请在 changes 中逐项列出。")
        demand_text([vars(ruling) for ruling in rulings])
        with self._store.write() as tx:
            paper = load_case(tx, submission_id).paper(expected.form)
            demand(expected, paper.findings_tag)
            known = {finding.key for finding in paper.findings}
            for ruling in rulings:
                ruling.check()
                if ruling.key not in known:
                    raise Invalid("no-such-finding", f"没有编号为“{ruling.key}”的问题。", "请重新读取问题清单。")
                self._dispose(tx, paper, ruling, by)
            tx.submissions.touch(submission_id)
            return load_case(tx, submission_id).paper(paper.id)

    def _store_revision(
        self, tx: Tx, case: Case, paper: Paper, record: Record, changes: Sequence[Change], by: str
    ) -> None:
        now = self._clock()
        number = paper.revision.revision + 1
        made = [change.to_json() for change in changes]
        stored = stored_findings(paper.id, number, judge(tx, case.submission, record))
        tx.results.add_revision(Revision(paper.id, number, record.to_json(), made, by, now), stored)
        tx.submissions.touch(case.id)
        places = [change.where for change in changes]
        tx.audit.add(now, by, "record-corrected", ("form", paper.id), revision=number, places=places)

    def _reopen_changed(self, tx: Tx, paper: Paper, record: Record, by: str) -> None:
        """A fault that was set aside for one value is open again once another value stands there."""
        before, after = _values(paper.record), _values(record)
        for finding in paper.findings:
            where = finding.body["where"]
            if finding.disposition == SET_ASIDE and where in after and before.get(where) != after[where]:
                self._dispose(tx, paper, Ruling(finding.key, OPEN, reason="内容已更正，重新判断"), by)

    def _dispose(self, tx: Tx, paper: Paper, ruling: Ruling, by: str) -> None:
        now = self._clock()
        code, reason = ruling.reason_code, ruling.reason.strip()
        tx.results.dispose(Disposition(paper.id, ruling.key, ruling.disposition, code, reason, by, now))
        detail = {"key": ruling.key, "disposition": ruling.disposition, "reason_code": code}
        tx.audit.add(now, by, "finding-disposed", ("form", paper.id), **detail)


def _all_corrected(record: Record, changes: Sequence[Change]) -> Record:
    form = definition(record.form, record.edition)
    for change in changes:
        record = corrected(record, form, change)
    return record


def _values(record: Record) -> Mapping[str, Any]:
    """What stands at each place, without how sure it is."""
    return {where: getattr(held, "value", None) or getattr(held, "present", None) for where, held in slots(record)}
