"""Facts that no paper holds: when it came in, what the registers say, what else was handed in with it.

``None`` always means that a fact is not known; a rule that needs it then cannot tell.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from forms.periods import is_date


class Stage(StrEnum):
    """What the papers of one pilot are handed in for."""

    APPLICATION = "application"
    EVALUATION = "evaluation"
    EVALUATION_RESULT = "evaluation-result"
    RECHECK = "recheck"
    RECHECK_RESULT = "recheck-result"


class Ending(StrEnum):
    """How a pilot or its pass came to an end. Only 撤销合格 keeps a unit from applying again (第二十六条)."""

    PASS_REVOKED = "撤销合格"
    PILOT_REVOKED = "撤销试点资格"
    TERMINATED = "终止试点任务"
    CANCELLED = "取消试点资格"


@dataclass(frozen=True)
class PassRecord:
    """The register's entry of a pass: the day of its publication, until when it holds, and how it ended if it did."""

    passed: bool
    published_on: date | None = None
    valid_until: date | None = None
    ended: Ending | None = None

    def contradiction(self) -> tuple[str, str] | None:
        """The key whose value cannot stand beside the others, and why."""
        if self.published_on and self.valid_until and self.valid_until < self.published_on:
            return "valid_until", "有效期届满之日早于公布之日。"
        return None


@dataclass(frozen=True)
class EndedPilot:
    """A unit whose pilot or pass was ended; ``on`` is the day of the decision."""

    unit: str
    how: Ending
    on: date
    code: str | None = None


@dataclass(frozen=True)
class ExpertFile:
    """One expert of the pool; ``degree`` says whether 本科以上, ``senior`` whether 高级以上职称, ``years`` of such work."""

    name: str
    unit: str | None = None
    degree: bool | None = None
    senior: bool | None = None
    years: int | None = None


_DATE = {"check": (is_date, "应为日期，例如 2016-05-20；只知道月份时写 2016-05。")}


@dataclass(frozen=True)
class Task:
    """The pilot's line in the 任务下达 list; ``start`` and ``end`` are date values."""

    pilot_name: str
    unit: str
    start: str | None = field(default=None, metadata=_DATE)
    end: str | None = field(default=None, metadata=_DATE)
    number: str | None = None


class RecommenderKind(StrEnum):
    """Who may recommend to a province's office."""

    CITY_MEETING = "市州联席会议"
    CITY_OFFICE = "市州政府办公室"
    CITY_BUREAU = "市州质监局"
    MEMBER_UNIT = "省联席会议成员单位"
    OTHER = "其他单位"


@dataclass(frozen=True)
class Recommender:
    """The unit that recommends. ``city_has_meeting``: whether its city has set up a 联席会议."""

    name: str
    kind: RecommenderKind
    city_has_meeting: bool | None = None
    recommended: int | None = None
    """Projects it recommends in this batch, this one included."""


@dataclass(frozen=True)
class OutsideFacts:
    """Whatever is known beside the papers themselves."""

    received_on: date | None = None
    passed: PassRecord | None = None
    ended: tuple[EndedPilot, ...] | None = None
    experts: tuple[ExpertFile, ...] | None = None
    task: Task | None = None
    score_sheet_attached: bool | None = None
    standards_list_attached: bool | None = None
    material_evaluated_on: date | None = None
    stage: Stage | None = None
    recommender: Recommender | None = None
    copies: int | None = None
    electronic: bool | None = None
    covering_letter: bool | None = None


NONE = OutsideFacts()
