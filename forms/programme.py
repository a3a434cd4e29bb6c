"""One call for applications: who calls, on what paper, and the numbers an office may set. Settings, not constants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from forms.law import Basis, Practice, Statute
from forms.statutes import HUBEI_2016, RULES
from forms.units import Renames, same_unit


class Level(StrEnum):
    """Whose pilots: the ministries' or a province's own (第三十九条)."""

    NATIONAL = "national"
    PROVINCIAL = "provincial"


class UnknownProgramme(LookupError):
    """No programme has this id; the message, in Chinese, names those there are."""


CORRECTION_BY_PRACTICE = Practice("细则未规定补正期限，由受理单位设定")


@dataclass(frozen=True)
class Programme:
    """The settings under which an application is judged.

    ``local_rules`` are the rules of the provincial notice that hold beside the 细则; ``term_months`` the usual
    length of a pilot, both ends allowed; ``min_groundwork_characters`` our own limit under which a description of
    the groundwork is called thin; ``correction_days`` calendar days for 补正; ``renames`` recorded renames of units.
    """

    id: str
    title: str
    level: Level
    notice: Statute
    province: str | None = None
    receiving_offices: tuple[str, ...] = ()
    term_months: tuple[int, int] = (24, 36)
    min_groundwork_characters: int = 30
    admits_enterprises: bool = False
    local_rules: frozenset[str] = frozenset()
    copies: int | None = None
    deadline: date | None = None
    deadline_inclusive: bool = True
    correction_days: int = 15
    correction_basis: Basis = CORRECTION_BY_PRACTICE
    renames: Renames = ()

    def receives(self, unit: str) -> bool:
        """Whether ``unit`` is the office that receives the applications."""
        return any(same_unit(unit, office, self.renames) for office in self.receiving_offices)

    def same_unit(self, a: str, b: str) -> bool:
        """Whether two names mean one unit, the renames recorded for this programme included."""
        return same_unit(a, b, self.renames)


NATIONAL = Programme(
    "national",
    "国家级社会管理和公共服务综合标准化试点",
    Level.NATIONAL,
    RULES,
    receiving_offices=("国家标准化管理委员会", "社会管理和公共服务标准化联席会议办公室", "部级联席办公室"),
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
    local_rules=frozenset({"H1", "H2", "H3", "H7", "H11"}),
    copies=4,
    deadline=date(2016, 5, 20),
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
