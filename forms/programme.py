"""One call for applications: who calls, on what paper, and the numbers an office may set. Settings, not constants."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any

from forms.finding import Severity
from forms.law import Basis, Practice, Statute
from forms.statutes import HUBEI_2016, RULES
from forms.units import Renames, same_unit


class Level(StrEnum):
    """Whose pilots: the ministries' or a province's own (第三十九条)."""

    NATIONAL = "national"
    PROVINCIAL = "provincial"


class UnknownProgramme(LookupError):
    """No programme has this id; the message, in Chinese, names those there are."""


MINISTRY_OFFICES = ("国家标准化管理委员会", "社会管理和公共服务标准化联席会议办公室", "部级联席办公室")


class Window(StrEnum):
    """What 「期满前3个月」 means: within the last three months, or at the latest three months before."""

    LAST_MONTHS = "last-months"
    LATEST_BEFORE = "latest-before"


class PassStart(StrEnum):
    """From when the three years of a pass count: its publication, or as the published list itself states."""

    PUBLICATION = "publication"
    AS_STATED = "as-stated"


CORRECTION_BY_PRACTICE = Practice("细则未规定补正期限，由受理单位设定")


@dataclass(frozen=True)
class Change:
    """A setting that takes another value on a day, and on what basis; ``until`` is its last day, ``None`` if open."""

    name: str
    value: Any
    basis: Basis
    since: date
    until: date | None = None

    def in_force(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True)
class Programme:
    """The settings under which an application is judged. Both ends of a pair are allowed.

    ``local_rules`` are the rules of the provincial notice that hold beside the 细则; ``renames`` recorded renames of
    units; ``changes`` settings that hold from a day on. :meth:`source` says where each number comes from.
    """

    id: str
    title: str
    level: Level
    notice: Statute
    province: str | None = None
    receiving_offices: tuple[str, ...] = ()
    ministry_offices: tuple[str, ...] = MINISTRY_OFFICES
    term_months: tuple[int, int] = (24, 36)
    incident_months: int = 36
    """How long before the application a unit must have been without incident."""
    min_groundwork_characters: int = 30
    """Our own limit under which a description of the groundwork is called thin."""
    admits_enterprises: bool = False
    local_rules: frozenset[str] = frozenset()
    copies: int | None = None
    deadline: date | None = None
    deadline_inclusive: bool = True
    correction_days: int = 15
    correction_basis: Basis = CORRECTION_BY_PRACTICE
    renames: Renames = ()
    midterm_percent: int = 50
    window_meaning: Window = Window.LAST_MONTHS
    evaluation_window_months: int = 3
    system_run_months: int = 6
    group_size: tuple[int, int] = (5, 7)
    standardization_share: tuple[int, int] = (1, 3)
    """Numerator and denominator of the least share of standardization experts; the count is rounded up."""
    score_total: int | float | None = None
    pass_mark: int | float | None = None
    report_copies: int = 2
    pass_months: int = 36
    pass_starts: PassStart = PassStart.PUBLICATION
    rectification_months: int = 6
    failures_allowed: int = 1
    """Failed evaluations after which a pilot may still rectify; the next one ends it."""
    ban_months: int = 24
    ban_end_inclusive: bool = True
    expert_years: int = 5
    recheck_window_months: int = 3
    recheck_months: int = 3
    recheck_warning_months: int = 2
    recheck_group_size: tuple[int, int] = (5, 7)
    recheck_days: tuple[int, int] = (1, 2)
    coverage_percent: int = 80
    city_quota: int = 1
    member_quota: int = 2
    specimen_marks: Severity = Severity.WARN
    """How grave it is when a block of a form in our own layout lacks what only that layout asks for."""
    own_sources: tuple[tuple[str, Basis], ...] = ()
    """Settings that this programme's own notice gives, with the place."""
    changes: tuple[Change, ...] = ()

    def __post_init__(self) -> None:
        known = {field.name for field in fields(self)} - {"id", "own_sources", "changes"}
        for change in self.changes:
            if change.name not in known:
                raise ValueError(f"programme {self.id!r} has no setting {change.name!r}")

    def at(self, on: date) -> Programme:
        """The programme with the settings in force on a day; of several changes of one setting the latest counts."""
        now = sorted((c for c in self.changes if c.in_force(on)), key=lambda change: change.since)
        return replace(self, **{change.name: change.value for change in now}) if now else self

    def source(self, name: str, on: date) -> Basis:
        """Where a setting's value on that day comes from; ``KeyError`` for what is no setting of numbers or days."""
        now = [c for c in self.changes if c.name == name and c.in_force(on)]
        if now:
            return max(now, key=lambda change: change.since).basis
        if name == "correction_days":
            return self.correction_basis
        return dict(self.own_sources).get(name) or SOURCES[name]

    def receives(self, unit: str) -> bool:
        """Whether ``unit`` is the office that receives the applications."""
        return any(same_unit(unit, office, self.renames) for office in self.receiving_offices)

    def same_unit(self, a: str, b: str) -> bool:
        """Whether two names mean one unit, the renames recorded for this programme included."""
        return same_unit(a, b, self.renames)


SOURCES: dict[str, Basis] = {
    "term_months": RULES.art(18, paragraph=1),
    "incident_months": RULES.art(9, item=3),
    "min_groundwork_characters": Practice("少于此字数的说明难以判断"),
    "copies": Practice("未另行规定份数"),
    "deadline": Practice("未另行规定截止日期"),
    "deadline_inclusive": Practice("截止日当日收到的视为按期"),
    "correction_days": CORRECTION_BY_PRACTICE,
    "midterm_percent": Practice("第十八条只说“中期”，取一半"),
    "window_meaning": Practice("“期满前3个月”理解为期满前三个月之内"),
    "evaluation_window_months": RULES.art(18, paragraph=1),
    "system_run_months": RULES.art(18, paragraph=2),
    "group_size": RULES.art(19),
    "standardization_share": RULES.art(19),
    "score_total": RULES.art(20),
    "pass_mark": RULES.art(20),
    "report_copies": RULES.art(23, paragraph=1),
    "pass_months": RULES.art(23, paragraph=2),
    "pass_starts": Practice("第二十三条未写明起算日，自公布之日起算"),
    "rectification_months": RULES.art(23, paragraph=3),
    "failures_allowed": RULES.art(23, paragraph=3),
    "ban_months": RULES.art(26),
    "ban_end_inclusive": Practice("期间的最后一日仍在期间之内"),
    "expert_years": RULES.art(28),
    "recheck_window_months": RULES.art(32),
    "recheck_months": RULES.art(33),
    "recheck_warning_months": Practice("复查期限届满前一个月提醒"),
    "recheck_group_size": RULES.art(34, item=1),
    "recheck_days": RULES.art(34),
    "coverage_percent": HUBEI_2016.part("第一部分"),
    "city_quota": HUBEI_2016.part("第四部分第1项"),
    "member_quota": HUBEI_2016.part("第四部分第1项"),
    "specimen_marks": Practice("本系统样表的意见栏不是规定的式样"),
}
"""Where the default of each setting comes from."""

NATIONAL = Programme(
    "national",
    "国家级社会管理和公共服务综合标准化试点",
    Level.NATIONAL,
    RULES,
    receiving_offices=MINISTRY_OFFICES,
)

PROVINCIAL = Programme(
    "provincial",
    "省级社会管理和公共服务综合标准化试点",
    Level.PROVINCIAL,
    RULES,
    receiving_offices=("省级联席办公室", "省社会管理和公共服务标准化联席会议办公室"),
)

HUBEI = Programme(
    "hubei-2016",
    "湖北省社会管理和公共服务综合标准化第二批试点",
    Level.PROVINCIAL,
    HUBEI_2016,
    province="湖北省",
    receiving_offices=(
        "湖北省社会管理和公共服务标准化联席会议办公室",
        "省联席会议办公室",
        "湖北省质量技术监督局",
        "省质监局",
    ),
    admits_enterprises=True,
    local_rules=frozenset({"H1", "H2", "H3", "H4", "H5", "H6", "H7", "H8", "H9", "H10", "H11", "H12"}),
    copies=4,
    deadline=date(2016, 5, 20),
    own_sources=(
        ("term_months", HUBEI_2016.part("第四部分第2项")),
        ("incident_months", HUBEI_2016.part("第三部分")),
        ("copies", HUBEI_2016.part("第四部分第3项")),
        ("deadline", HUBEI_2016.part("第四部分第3项")),
    ),
)

PROGRAMMES: tuple[Programme, ...] = (NATIONAL, PROVINCIAL, HUBEI)
_ALSO_CALLED = {"hubei": "hubei-2016"}


def programme(programme_id: str = "national") -> Programme:
    """The programme of that id, ``hubei`` standing for ``hubei-2016``; :class:`UnknownProgramme` where none has it."""
    wanted = _ALSO_CALLED.get(programme_id, programme_id)
    for known in PROGRAMMES:
        if known.id == wanted:
            return known
    ids = "、".join([*(p.id for p in PROGRAMMES), *_ALSO_CALLED])
    raise UnknownProgramme(f"没有编号为“{programme_id}”的申报项目。可用的编号：{ids}。")
