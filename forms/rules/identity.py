"""That all papers of one pilot speak of the same pilot, unit and time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from forms.finding import Severity
from forms.law import Practice
from forms.outside import Stage
from forms.periods import chinese_date, earliest, is_date, latest
from forms.pilot import FORM_NAMES, Package
from forms.record import Record
from forms.rules.rule import Answers, Breach, Scope, Unknown, rule
from forms.rules.timing import span
from forms.script import fold
from forms.units import same_code

_UNIT_SLOTS = ("unit_name", "lead_unit")
_DAYS = (
    ("annex1-application", "filed_on"),
    ("annex2-evaluation-application", "applied_on"),
    ("annex3-evaluation-report", "reported_on"),
    ("annex5-recheck-application", "applied_on"),
    ("annex6-recheck-report", "reported_on"),
)
"""The day of each paper, in the order in which they come about."""
_EVERY_STAGE = tuple(stage.value for stage in Stage)


@dataclass(frozen=True)
class _Said:
    """What one paper says: which paper, and the value."""

    paper: str
    value: str


@rule(
    "X2",
    basis=Practice("同一试点的材料应当前后一致"),
    strength="—",
    gravest=Severity.WARN,
    reads=(
        "fields.pilot_name",
        "fields.unit_name",
        "fields.lead_unit",
        "fields.organization_code",
        "fields.pilot_period",
    ),
    on=_EVERY_STAGE,
    scope=Scope.PACKAGE,
)
def same_pilot(package: Package) -> Answers:
    """Pilot name, unit, code and period agree across the six forms and the 任务下达 list.

    Names are compared by folded keys, with the recorded renames; a code of 9 characters agrees with the one of 18 that
    holds it. Each paper is compared with the first that states the value, the task list before all others.
    """
    same_text: Callable[[str, str], bool] = lambda a, b: fold(a) == fold(b)  # noqa: E731
    pilots, units = list(_pilots(package)), list(_units(package))
    codes, periods = list(_codes(package)), list(_periods(package))
    if max(len(pilots), len(units), len(codes), len(periods)) < 2:
        yield Unknown("可比较的材料不足两份")
    yield from _agree(pilots, same_text, "pilot-mismatch", "试点名称")
    yield from _agree(units, package.programme.same_unit, "unit-mismatch", "单位名称")
    yield from _agree(codes, same_code, "code-mismatch", "机构代码")
    yield from _agree(periods, _same_period, "period-mismatch", "试点时间")


def _agree(said: list[_Said], same: Callable[[str, str], bool], code: str, what: str) -> Iterator[Breach]:
    for later in said[1:]:
        first = said[0]
        if not same(first.value, later.value):
            message = (
                f"{later.paper}的{what}为“{_shown(later.value)}”，与{first.paper}的“{_shown(first.value)}”不一致。"
                "请核对；如已变更，请附证明。"
            )
            yield Breach(code, Severity.WARN, None, message, subject=f"{later.paper}")


def _shown(value: str) -> str:
    start, _, end = value.partition("/")
    return f"{chinese_date(start)}至{chinese_date(end)}" if end else value


def _name(record: Record) -> str:
    return f"《{FORM_NAMES[record.form]}》"


def _pilots(package: Package) -> Iterator[_Said]:
    if package.outside.task:
        yield _Said("任务下达文件", package.outside.task.pilot_name)
    for record in package.records:
        if isinstance(value := record.value("pilot_name"), str) and value:
            yield _Said(_name(record), value)


def _units(package: Package) -> Iterator[_Said]:
    if package.outside.task:
        yield _Said("任务下达文件", package.outside.task.unit)
    for record in package.records:
        value = next((v for slot in _UNIT_SLOTS if isinstance(v := record.value(slot), str) and v), None)
        if value:
            yield _Said(_name(record), value)


def _codes(package: Package) -> Iterator[_Said]:
    for record in package.records:
        if isinstance(value := record.value("organization_code"), str) and value:
            yield _Said(_name(record), value)


def _periods(package: Package) -> Iterator[_Said]:
    task = package.outside.task
    if task and is_date(task.start) and is_date(task.end):
        yield _Said("任务下达文件", f"{task.start}/{task.end}")
    for record in package.records:
        period = span(record.fields.get("pilot_period"))
        if period:
            yield _Said(_name(record), f"{period[0]}/{period[1]}")


def _same_period(a: str, b: str) -> bool:
    """Whether both ends can be the same day: 2016-05 agrees with 2016-05-10."""
    return all(
        earliest(one) <= latest(other) and earliest(other) <= latest(one)
        for one, other in zip(a.split("/"), b.split("/"), strict=True)
    )


@rule(
    "X3",
    basis=Practice("日期先后应当合理"),
    strength="—",
    gravest=Severity.WARN,
    reads=tuple(f"{form}.{slot}" for form, slot in _DAYS),
    on=_EVERY_STAGE,
    scope=Scope.PACKAGE,
)
def papers_in_order(package: Package) -> Answers:
    """Applied for the pilot, then for its evaluation, then reported; nothing is dated after it was received.

    Of papers that come again after a rectification the first counts.
    """
    dated = [
        _Said(_name(record), day)
        for form, slot in _DAYS
        for record in package.forms(form)[:1]
        if is_date(day := record.value(slot))
    ]
    if len(dated) < 2 and package.outside.received_on is None:
        yield Unknown("可比较的日期不足两个")
    for before, after in pairwise(dated):
        if latest(after.value) < earliest(before.value):
            message = (
                f"{after.paper}的日期{chinese_date(after.value)}早于{before.paper}的日期{chinese_date(before.value)}。"
                "请核对原件上的日期。"
            )
            yield Breach("date-order", Severity.WARN, None, message, subject=after.paper)
    received = package.outside.received_on
    for said in dated if received else ():
        if received and earliest(said.value) > received:
            message = f"{said.paper}的日期{chinese_date(said.value)}晚于收到日期{chinese_date(received.isoformat())}。请核对。"
            yield Breach("date-future", Severity.WARN, None, message, subject=said.paper)
