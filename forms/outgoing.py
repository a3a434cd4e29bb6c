"""A paper that goes out, as far as the rules look at it: who sends it to whom, with what, and on what ground."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from forms.pilot import COMPANIONS, FORM_NAMES
from forms.programme import Level, Programme
from forms.script import fold


class PaperKind(StrEnum):
    """The outgoing papers that an article or a notice speaks of."""

    APPLICATION_REPORT = "application-report"
    TASK_NOTICE = "task-notice"
    PROVINCIAL_APPROVAL = "provincial-approval"
    EVALUATION_PLAN = "evaluation-plan-report"
    EVALUATION_REPORT = "evaluation-report"
    EVALUATION_RESULT = "evaluation-result"
    PASS_LIST = "pass-list"
    RECTIFICATION_ORDER = "rectification-order"
    PILOT_REVOCATION = "pilot-revocation"
    TERMINATION = "termination"
    FOLLOW_UP_RECTIFICATION = "follow-up-rectification"
    FOLLOW_UP_REPORT = "follow-up-report"
    WARNING = "warning"
    CRITICISM = "criticism"
    PASS_REVOCATION = "pass-revocation"
    RECHECK_RESULT = "recheck-result"
    RECHECK_PASS_LIST = "recheck-pass-list"
    CANCELLATION = "cancellation"
    RECHECK_STOP = "recheck-stop"
    DISQUALIFICATION = "disqualification"


NAMES: dict[PaperKind, str] = {
    PaperKind.APPLICATION_REPORT: "上报函",
    PaperKind.TASK_NOTICE: "任务下达通知",
    PaperKind.PROVINCIAL_APPROVAL: "省级批复",
    PaperKind.EVALUATION_PLAN: "评估方案报送函",
    PaperKind.EVALUATION_REPORT: "评估报告",
    PaperKind.EVALUATION_RESULT: "评估结果报送公函",
    PaperKind.PASS_LIST: "合格单位名单公布通知",
    PaperKind.RECTIFICATION_ORDER: "限期整改通知",
    PaperKind.PILOT_REVOCATION: "撤销试点资格通知",
    PaperKind.TERMINATION: "终止试点任务通知",
    PaperKind.FOLLOW_UP_RECTIFICATION: "跟踪考核限期整改通知",
    PaperKind.FOLLOW_UP_REPORT: "跟踪考核情况报送函",
    PaperKind.WARNING: "书面警告",
    PaperKind.CRITICISM: "通报批评",
    PaperKind.PASS_REVOCATION: "撤销合格决定",
    PaperKind.RECHECK_RESULT: "复查结果报送函",
    PaperKind.RECHECK_PASS_LIST: "复查合格名单公布通知",
    PaperKind.CANCELLATION: "取消试点资格通知",
    PaperKind.RECHECK_STOP: "停止复查通知",
    PaperKind.DISQUALIFICATION: "取消复查工作资格的通报",
}

FROM_PROVINCE = frozenset(
    {
        PaperKind.APPLICATION_REPORT,
        PaperKind.PROVINCIAL_APPROVAL,
        PaperKind.EVALUATION_PLAN,
        PaperKind.EVALUATION_RESULT,
        PaperKind.FOLLOW_UP_RECTIFICATION,
        PaperKind.FOLLOW_UP_REPORT,
        PaperKind.RECHECK_RESULT,
    }
)
"""Papers that only the province's office sends."""

FROM_MINISTRY = frozenset(
    {
        PaperKind.TASK_NOTICE,
        PaperKind.PASS_LIST,
        PaperKind.RECTIFICATION_ORDER,
        PaperKind.PILOT_REVOCATION,
        PaperKind.WARNING,
        PaperKind.CRITICISM,
        PaperKind.PASS_REVOCATION,
        PaperKind.RECHECK_PASS_LIST,
        PaperKind.CANCELLATION,
    }
)
"""Papers that only the ministries' office sends, or 国标委 jointly with the departments; the province in its own pilots."""


class Ground(StrEnum):
    """Why a recheck is stopped (第三十七条)."""

    ACCIDENT = "重大服务质量事故"
    SYSTEM_PROBLEM = "标准体系运行出现重大问题"
    FRAUD = "弄虚作假"


@dataclass(frozen=True)
class Enclosure:
    """What is enclosed for one pilot: ids of forms and companion papers."""

    pilot: str
    papers: frozenset[str]

    def contradiction(self) -> tuple[str, str] | None:
        """The key whose value names no form or companion paper, and which do."""
        known = {**FORM_NAMES, **COMPANIONS}
        if unknown := sorted(self.papers - known.keys()):
            listed = "、".join(f"{paper}（{name}）" for paper, name in known.items())
            return "papers", f"没有编号为“{unknown[0]}”的材料，可用的编号：{listed}。"
        return None


@dataclass(frozen=True)
class OutgoingPaper:
    """One outgoing paper. ``None`` means that a fact is not known.

    ``issuers`` are all who issue it jointly; ``copies`` the sets sent; ``due`` the last day of an ordered
    rectification; ``joint_review`` whether the member units' review or confirmation is recorded; ``failures`` how many
    evaluations the pilot has failed, this one included; ``criticised`` whether a 通报批评 goes with it.
    """

    kind: PaperKind
    issuers: tuple[str, ...]
    signatory: str | None = None
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    copies: int | None = None
    enclosures: tuple[Enclosure, ...] = ()
    dated: date | None = None
    due: date | None = None
    valid_until: date | None = None
    joint_review: bool | None = None
    failures: int | None = None
    after_recheck: bool | None = None
    ground: Ground | None = None
    criticised: bool | None = None
    screened: bool | None = None
    approved: bool | None = None

    @property
    def name(self) -> str:
        return NAMES[self.kind]


@dataclass(frozen=True)
class Sending:
    """An outgoing paper with the programme it is judged under: what a rule on it looks at."""

    paper: OutgoingPaper
    programme: Programme
    on: date

    @property
    def matter(self) -> str:
        return self.paper.kind.value

    def province(self, names: Iterable[str]) -> bool:
        """Whether the province's joint-meeting office is among ``names``."""
        ours = self.programme.level is Level.PROVINCIAL
        return any(_PROVINCE_OFFICE.search(fold(name)) or (ours and self.programme.receives(name)) for name in names)

    def ministry(self, names: Iterable[str]) -> bool:
        """Whether the ministries' joint-meeting office or 国标委 is among ``names``."""
        offices = self.programme.ministry_offices
        return any(self.programme.same_unit(name, office) for name in names for office in offices)


_PROVINCE = "(?:省|自治区|直辖市|北京市|天津市|上海市|重庆市|兵团)"
_PROVINCE_OFFICE = re.compile(f"{_PROVINCE}级?(?:社会管理和公共服务标准化)?联席(?:会议)?办公室$")
PROVINCE_GOVERNMENT = re.compile(f"{_PROVINCE}级?人民政府$|^新疆生产建设兵团$")
"""A province's government, as folded text."""
