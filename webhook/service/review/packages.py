"""The officer's hand on what stands beside and between the papers: facts, programme, which papers belong together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from forms.outside import OutsideFacts
from forms.programme import UnknownProgramme
from forms.programme import programme as find_programme
from webhook.service.cases.case import Case
from webhook.service.cases.facts import state, stated
from webhook.service.cases.joint import Together
from webhook.service.cases.judging import judge_anew
from webhook.service.cases.lookup import load_case
from webhook.service.plain_text import demand_text
from webhook.service.ports import Clock
from webhook.service.problems import Invalid, NotFound, Refused
from webhook.service.review.decisions import FINAL
from webhook.service.review.deliveries import join_deliveries
from webhook.service.review.hand import RETRY, Expected, Ruling, demand
from webhook.store.database import Store, Tx
from webhook.store.packages import PackageDisposition


class Packages:
    """Every change is made from the state that ``expected`` names, on the audit trail, and judged anew at once.

    All raise :class:`Stale`, :class:`NoPrecondition` and :class:`NotFound`.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def facts(self, submission_id: str) -> OutsideFacts:
        """What people stated of the submission."""
        with self._store.read() as tx:
            return stated(tx, load_case(tx, submission_id).id)

    def state(self, submission_id: str, told: OutsideFacts, expected: Expected, by: str) -> Case:
        """The case as judged by the facts now stated, which take the place of all stated before."""
        with self._store.write() as tx:
            _changeable(tx, submission_id, expected)
            now = self._clock()
            if state(tx, submission_id, told, by, now):
                judge_anew(tx, submission_id, by, now)
            return load_case(tx, submission_id)

    def change_programme(self, submission_id: str, programme: str, expected: Expected, by: str) -> Case:
        """The case as judged under another programme, with those that its papers belong together with.

        Raises :class:`Invalid` for a programme there is none of, :class:`Refused` after the decision.
        """
        try:
            chosen = find_programme(programme).id
        except UnknownProgramme as unknown:
            raise Invalid("unknown-programme", str(unknown), "请改用所列编号之一。") from None
        with self._store.write() as tx:
            case = _changeable(tx, submission_id, expected)
            for member in case.together.submissions if case.together else (case.id,):
                _refuse_decided(load_case(tx, member))
                self._change_programme(tx, load_case(tx, member), chosen, by, self._clock())
            return load_case(tx, submission_id)

    def _change_programme(self, tx: Tx, case: Case, chosen: str, by: str, now: datetime) -> None:
        before = case.submission.programme
        if before == chosen:
            return
        tx.submissions.set_programme(case.id, chosen)
        tx.submissions.touch(case.id)
        tx.audit.add(now, by, "programme-changed", ("submission", case.id), before=before, programme=chosen)
        judge_anew(tx, case.id, by, now)

    def group(self, submission_id: str, package: str | None, expected: Expected, by: str) -> Case:
        """The case with its papers judged together with those of ``package`` (its own id: its own papers alone).

        ``None`` lets each paper stand for itself. Raises :class:`Refused` after the decision, for a submission to
        another programme, and for one that others are filed under.
        """
        with self._store.write() as tx:
            case = _changeable(tx, submission_id, expected)
            target = self._package_of(tx, case, package) if package is not None else None
            if target == case.submission.package_id:
                return case
            _refuse_paired(case)
            others = [m for m in tx.submissions.in_package(case.id) if m.id != case.id]
            if others:
                advice = "请先把其他各件移出，再更改本件。"
                raise Refused("package-in-use", f"另有{len(others)}件与本件合为一套。", advice)
            tx.submissions.set_package(case.id, target)
            tx.submissions.touch(case.id)
            detail = {"package": target} if target else {}
            tx.audit.add(self._clock(), by, "package-changed", ("submission", case.id), **detail)
            join_deliveries(tx, submission_id, by, self._clock())
            return load_case(tx, submission_id)

    def _package_of(self, tx: Tx, case: Case, package: str) -> str:
        """The id under which the papers of ``package`` are filed; it becomes one where it was none."""
        if package == case.id:
            return case.id
        other = load_case(tx, package)
        if other.submission.programme != case.submission.programme:
            raise Refused("other-programme", "两件申报的项目不同，不能合为一套。", "请先改为同一申报项目。")
        if other.submission.package_id is None:
            _refuse_decided(other)
            tx.submissions.set_package(other.id, other.id)
            tx.submissions.touch(other.id)
        return other.submission.package_id or other.id

    def rule(self, submission_id: str, rulings: Sequence[Ruling], expected: Expected, by: str) -> Case:
        """The case with findings across the papers disposed of; all rulings hold or none."""
        if not rulings:
            raise Invalid("no-changes", "没有给出任何处理。", "请在 changes 中逐项列出。")
        demand_text([vars(ruling) for ruling in rulings])
        with self._store.write() as tx:
            package = demand_package(load_case(tx, submission_id))
            demand(expected, package.tag)
            known = {found.standing.key for found in package.findings}
            for ruling in rulings:
                ruling.check()
                if ruling.key not in known:
                    raise Invalid("no-such-finding", f"没有编号为“{ruling.key}”的问题。", RETRY)
                self._dispose(tx, submission_id, package, ruling, by)
            for member in package.submissions:
                tx.submissions.touch(member)
            return load_case(tx, submission_id)

    def _dispose(self, tx: Tx, submission_id: str, package: Together, ruling: Ruling, by: str) -> None:
        now, code, reason = self._clock(), ruling.reason_code, ruling.reason.strip()
        tx.packages.dispose(PackageDisposition(package.id, ruling.key, ruling.disposition, code, reason, by, now))
        detail = {"key": ruling.key, "disposition": ruling.disposition, "reason_code": code}
        tx.audit.add(now, by, "finding-disposed", ("submission", submission_id), **detail)


def demand_package(case: Case) -> Together:
    """The papers judged together; :class:`NotFound` where each stands for itself."""
    if case.together is None:
        raise NotFound("no-package", "本件的材料没有按一套材料检查。", "请先指定本件属于哪一套材料。")
    return case.together


def _changeable(tx: Tx, submission_id: str, expected: Expected) -> Case:
    case = load_case(tx, submission_id)
    demand(expected, str(case.submission.version))
    _refuse_decided(case)
    return case


def _refuse_paired(case: Case) -> None:
    """Raise :class:`Refused` while a form of the submission is one with a form of another one."""
    across = [p for p in case.papers if p.pair is not None and p.pair.other.submission_id != case.id]
    if across or case.elsewhere:
        advice = "请先拆开两种报送件，再更改成套关系。"
        raise Refused("pair-in-package", "本件与另一次申报中的同一份表已合为一份。", advice)


def _refuse_decided(case: Case) -> None:
    if case.decision and case.decision.decision in FINAL:
        raise Refused("already-decided", "已作出决定，不能再更改申报项目、材料外的情况和成套关系。", "请先重新决定。")
