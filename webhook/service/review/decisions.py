"""What is to become of a submission: proposed by what was read and found, decided by an officer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from forms.programme import Programme, programme
from forms.registry import form as definition
from webhook.service.cases.case import COMPLETE, Case
from webhook.service.cases.findings import OPEN, UPHELD, Standing
from webhook.service.cases.lookup import load_case
from webhook.service.cases.marked import marked_slots
from webhook.service.plain_text import demand_text
from webhook.service.ports import Clock, office_day
from webhook.service.problems import Invalid, Refused
from webhook.service.review.finding_list import named_place
from webhook.service.review.hand import Expected, demand
from webhook.store.database import Store
from webhook.store.decisions import Decision

PENDING, CORRECTION, ACCEPTED, REFUSED = "pending", "correction", "accepted", "refused"

FINAL = (ACCEPTED, REFUSED)
"""Decisions that close a submission; until then what is known beside its papers may change."""

TITLES: dict[str, str] = {
    PENDING: "待核对",
    CORRECTION: "补正",
    ACCEPTED: "收件",
    REFUSED: "不予受理",
}


@dataclass(frozen=True)
class Proposal:
    """What the product proposes, and why, in one Chinese sentence."""

    decision: str
    why: str

    def to_json(self) -> dict[str, Any]:
        return {"decision": self.decision, "title": TITLES[self.decision], "why": self.why}


def propose(case: Case) -> Proposal:
    """The decision that follows from the state of the case.

    What is not yet certain comes first (待核对); then lateness (不予受理); then faults (补正); else 收件.
    """
    if doubt := _doubt(case):
        return Proposal(PENDING, doubt)
    rules = programme(case.submission.programme)
    if is_late(case, rules):
        return Proposal(REFUSED, f"收到之日已过截止日期{rules.deadline:%Y年%m月%d日}。")
    faults = list(blocking(case))
    if faults:
        return Proposal(CORRECTION, f"有{len(faults)}处须补正后才能收件。")
    what = "材料齐全，" if case.together else "申报表"
    return Proposal(ACCEPTED, f"{what}没有须补正的问题。")


def _doubt(case: Case) -> str | None:
    """Why nothing can be proposed yet; ``None`` where all is certain."""
    if case.reading:
        return "文件尚在读取。"
    if case.together and case.together.reading:
        return "同一试点的其他材料尚在读取。"
    if not case.papers:
        return "没有读出申报表，请人工核对原件。"
    if case.status != COMPLETE:
        return "部分文件或者页面没有读出，请人工核对原件。"
    marked = sum(len(marked_slots(paper.record)) for paper in case.papers)
    return f"有{marked}处读得不够确定，请对照原件确认。" if marked else None


def is_late(case: Case, rules: Programme) -> bool:
    """Whether the submission came after the programme's deadline, by the office's calendar."""
    if rules.deadline is None:
        return False
    received = office_day(case.submission.received_at)
    return received > rules.deadline or (received == rules.deadline and not rules.deadline_inclusive)


def blocking(case: Case) -> Iterator[Standing]:
    """The blocking findings that nobody has set aside."""
    return (f for f in _all_findings(case) if f.blocks and f.holds)


def upheld(case: Case) -> Iterator[Standing]:
    return (f for f in _all_findings(case) if f.disposition == UPHELD)


def _all_findings(case: Case) -> tuple[Standing, ...]:
    """Those of each form, and those across the papers that concern one of them."""
    return (*(finding for paper in case.papers for finding in paper.findings), *case.joint)


class Decisions:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def decide(self, submission_id: str, decision: str, expected: Expected, by: str, reason: str = "") -> Case:
        """The case with the officer's decision, made from the version that ``expected.tag`` names.

        Raises :class:`Invalid` for no such decision, :class:`Refused` where the state of the case contradicts it,
        :class:`Stale` and :class:`NoPrecondition`.
        """
        if decision not in TITLES:
            choices = "、".join(f"{code}（{title}）" for code, title in TITLES.items())
            raise Invalid("invalid-decision", f"没有“{decision}”这种决定，可选：{choices}。", "请改用其中之一。")
        demand_text(reason)
        with self._store.write() as tx:
            case = load_case(tx, submission_id)
            demand(expected, str(case.submission.version))
            refuse_contradiction(case, decision, reason)
            proposed, now = propose(case).decision, self._clock()
            tx.decisions.add(Decision(submission_id, decision, proposed, reason.strip(), by, now))
            tx.submissions.touch(submission_id)
            subject = ("submission", submission_id)
            tx.audit.add(now, by, "decided", subject, decision=decision, proposed=proposed)
            return load_case(tx, submission_id)


def refuse_contradiction(case: Case, decision: str, reason: str) -> None:
    """Raise :class:`Refused` where the findings or the dates speak against ``decision``."""
    if case.reading:
        raise Refused("still-reading", "文件尚在读取，不能作出决定。", "请稍后再试。")
    if case.together and case.together.reading:
        raise Refused("still-reading", "同一试点的其他材料尚在读取，不能作出决定。", "请稍后再试。")
    late = is_late(case, programme(case.submission.programme))
    if decision == ACCEPTED:
        refuse_open(case)
        if next(blocking(case), None):
            raise Refused("findings-upheld", "有认定的问题，不能收件。", "请改为补正，或者逐项说明不予采信的理由。")
        if late and not reason.strip():
            raise Refused("late", "材料已过截止日期，收件须说明理由。", "请在 reason 中说明，例如纸质材料已按期送达。")
    elif decision == CORRECTION:
        refuse_open(case)
        if next(upheld(case), None) is None:
            raise Refused("nothing-upheld", "没有认定的问题，不能要求补正。", "请先认定至少一个问题。")
    elif decision == REFUSED and not late:
        raise Refused("not-late", "材料没有逾期；不予受理须以条文为依据。", "请改为补正或者收件。")


def refuse_open(case: Case) -> None:
    """Raise :class:`Refused`, naming the places, while a blocking finding is open."""
    waiting = [f for f in blocking(case) if f.disposition == OPEN]
    if waiting:
        places = "、".join(_place(case, finding) for finding in waiting)
        raise Refused(
            "findings-open", f"有{len(waiting)}个问题尚未处理：{places}。", "请逐项认定，或者说明不予采信的理由。"
        )


def _place(case: Case, finding: Standing) -> str:
    where = finding.body["where"]
    if not where:
        return "材料整体"
    of = next((paper.record for paper in case.papers if finding in paper.findings), None)
    return named_place(where, of, definition(of.form, of.edition)) if of else str(where)
