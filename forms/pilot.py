"""The papers of one pilot as they lie on the table: forms as read, and the companion papers that come with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from forms.outside import NONE, OutsideFacts, Stage
from forms.paper import PaperReading
from forms.programme import Programme
from forms.record import Record

COMPANIONS = {
    "recommendation-letter": "推荐函",
    "summary-report": "总结报告",
    "evaluation-plan": "评估方案",
    "score-sheet": "评估计分表",
    "standards-list": "标准明细表",
    "implementation-plan": "试点实施方案",
    "covering-letter": "报送公函",
}
"""The companion papers by id, with what they are called."""

INCOMING = {
    "task-notice": "任务下达通知",
    "provincial-approval": "省级批复",
    "pass-list": "合格单位名单公布通知",
    "rectification-order": "限期整改通知",
    "pilot-revocation": "撤销试点资格通知",
    "termination": "终止试点任务通知",
    "pass-revocation": "撤销合格决定",
    "recheck-pass-list": "复查合格名单公布通知",
    "cancellation": "取消试点资格通知",
}
"""The papers that come in from a higher office, by the id that our own going out have (forms.outgoing.PaperKind)."""

FORM_NAMES = {
    "annex1-application": "试点申请书",
    "annex2-evaluation-application": "评估申请表",
    "annex3-evaluation-report": "评估报告",
    "annex4-recheck-self-inspection": "复查自检报告",
    "annex5-recheck-application": "复查申请表",
    "annex6-recheck-report": "复查报告",
}

_STAGE_OF = (
    ("annex6-recheck-report", Stage.RECHECK_RESULT),
    ("annex5-recheck-application", Stage.RECHECK),
    ("annex4-recheck-self-inspection", Stage.RECHECK),
    ("annex3-evaluation-report", Stage.EVALUATION_RESULT),
    ("annex2-evaluation-application", Stage.EVALUATION),
    ("annex1-application", Stage.APPLICATION),
)


def paper_name(paper_id: str) -> str:
    """What a form or any other paper is called: 评估申请表, 推荐函, 任务下达通知. ``KeyError`` for what is none."""
    return (FORM_NAMES | COMPANIONS | INCOMING)[paper_id]


@dataclass(frozen=True)
class Companion:
    """A companion or incoming paper as read.

    ``text`` has a line for each paragraph; ``whole`` is false where a part was lost, so that what is not found may
    have stood there. ``issuer`` is who signs, ``pilots`` are those it names. ``reading`` holds every answer with its
    evidence; ``None`` where only these facts are known.
    """

    kind: str
    text: str = ""
    whole: bool = True
    issuer: str | None = None
    number: str | None = None
    dated: str | None = None
    pilots: tuple[str, ...] = ()
    reading: PaperReading | None = None

    def __post_init__(self) -> None:
        known = COMPANIONS | INCOMING
        if self.kind not in known:
            raise KeyError(f"{self.kind!r} is no companion paper; there are {', '.join(known)}")

    @staticmethod
    def of(reading: PaperReading) -> Companion:
        """The companion paper that a reading tells of; of several who sign jointly the first is the issuer."""
        issuers = reading.names("issuers") or reading.names("unit_name")
        number, dated = reading.value("number"), reading.value("dated")
        return Companion(
            reading.kind,
            reading.text,
            reading.whole,
            issuers[0] if issuers else None,
            str(number) if number else None,
            str(dated) if dated else None,
            reading.column("pilots", "pilot_name") or reading.names("pilot_name"),
            reading,
        )


Paper = Record | Companion


@dataclass(frozen=True)
class ReadCompanion:
    """A companion paper with the programme it is judged under: what a rule on it looks at."""

    paper: Companion
    programme: Programme
    on: date

    @property
    def matter(self) -> str:
        return self.paper.kind


@dataclass(frozen=True)
class Package:
    """All papers of one pilot, oldest first, with what is known beside them: what a rule across papers looks at."""

    papers: tuple[Paper, ...]
    programme: Programme
    on: date
    outside: OutsideFacts = NONE

    @property
    def matter(self) -> str:
        return self.stage.value if self.stage else ""

    @cached_property
    def stage(self) -> Stage | None:
        """What the papers are handed in for: as stated, else by the latest form among them."""
        if self.outside.stage is not None:
            return self.outside.stage
        return next((stage for form, stage in _STAGE_OF if self.forms(form)), None)

    def forms(self, form_id: str) -> tuple[Record, ...]:
        return tuple(p for p in self.papers if isinstance(p, Record) and p.form == form_id)

    def companions(self, kind: str) -> tuple[Companion, ...]:
        return tuple(p for p in self.papers if isinstance(p, Companion) and p.kind == kind)

    @property
    def records(self) -> tuple[Record, ...]:
        return tuple(paper for paper in self.papers if isinstance(paper, Record))

    def holds(self, paper_id: str) -> bool:
        """Whether a form or companion paper of that id is among the papers."""
        return bool(self.forms(paper_id) or self.companions(paper_id))
