"""Who may be rechecked and when (第二十三条, 第三十条, 第三十二条)."""

from __future__ import annotations

from datetime import date, timedelta

from forms.finding import Severity
from forms.periods import add_months, chinese_date, earliest, latest
from forms.programme import PassStart, Window
from forms.rules.facts import Facts
from forms.rules.missing import at_slot
from forms.rules.rule import Answers, Breach, Unknown, rule
from forms.statutes import RULES

_ANNEX_4 = ("annex4-recheck-self-inspection",)
_ANNEX_5 = ("annex5-recheck-application",)


def valid_until(facts: Facts) -> str | None:
    """Until when the pass holds: by the register, else as the form states it."""
    passed = facts.outside.passed
    if passed is not None and passed.valid_until is not None:
        return passed.valid_until.isoformat()
    return facts.day("valid_until")


@rule(
    "R30",
    basis=RULES.art(30),
    strength="—",
    gravest=Severity.BLOCK,
    reads=("fields.unit_name", "fields.pilot_name"),
    on=_ANNEX_5,
)
def passed_before(facts: Facts) -> Answers:
    """复查对象是试点合格且有效期届满的单位: the register knows a pass that has not been ended."""
    passed = facts.outside.passed
    if passed is None:
        yield Unknown("未提供合格记录")
    elif not passed.passed or passed.ended is not None:
        why = "没有该试点的合格记录" if passed.ended is None else f"该试点已被{passed.ended.value}"
        message = f"{why}。复查对象是试点合格且有效期届满的单位，请核对试点名称、单位名称和合格公布文件。"
        yield Breach("no-pass", Severity.BLOCK, None, message)


@rule(
    "R32.1",
    basis=RULES.art(32),
    strength="可以、视为",
    gravest=Severity.BLOCK,
    reads=("fields.applied_on", "fields.valid_until"),
    on=_ANNEX_5,
)
def recheck_window(facts: Facts) -> Answers:
    """试点合格单位在合格有效期届满前3个月，可以向所在地的省级联席办公室提出复查申请；逾期不提交的视为自动放弃。

    Early is a warning, late blocks; whether a unit has given up is for an officer to confirm. The register's day of
    expiry comes before the one the form states. A form dated in time that came in after it is asked about.
    """
    applied, until = facts.day("applied_on"), valid_until(facts)
    if applied is None or until is None:
        yield Unknown("申请日期或者有效期未印出、未填写或者无法识别")
        return
    months = facts.programme.recheck_window_months
    opens, closes = add_months(earliest(until), -months), latest(until)
    if facts.programme.window_meaning is Window.LATEST_BEFORE:
        opens, closes = date.min, add_months(latest(until), -months)
    said = f"申请日期{chinese_date(applied)}"
    if latest(applied) < opens:
        message = f"{said}早于有效期（至{chinese_date(until)}）届满前{months}个月，即{chinese_date(opens.isoformat())}。请核对。"
        yield at_slot(facts, "applied_on", "window-early", Severity.WARN, message)
    elif earliest(applied) > closes:
        message = (
            f"{said}晚于{chinese_date(closes.isoformat())}（合格有效期至{chinese_date(until)}）。逾期不提交的视为自动放弃；"
            "请先核对收到日期和是否另有按期提交的材料。"
        )
        yield at_slot(facts, "applied_on", "window-late", Severity.BLOCK, message)
    elif facts.outside.received_on is not None and facts.outside.received_on > closes:
        received = chinese_date(facts.outside.received_on.isoformat())
        message = (
            f"{said}，而申请材料于{received}收到，晚于{chinese_date(closes.isoformat())}。逾期不提交的视为自动放弃；"
            "请核对是否另有按期提交的材料。"
        )
        yield Unknown(
            "填写日期在期内，收到日期在期后", at_slot(facts, "applied_on", "window-late", Severity.WARN, message)
        )
    elif earliest(applied) < opens or latest(applied) > closes:
        yield Unknown("日期只写到月，不能判断是否在规定时段之内")


@rule(
    "R23.2",
    basis=RULES.art(23, paragraph=2),
    strength="—",
    gravest=Severity.WARN,
    reads=("fields.qualified_on", "fields.valid_until"),
    on=_ANNEX_4 + _ANNEX_5,
)
def three_years(facts: Facts) -> Answers:
    """合格结果有效期3年: from the day of publication, the last day being its anniversary or the day before.

    The article names no start; a programme may take what the published list states.
    """
    qualified, until = facts.day("qualified_on"), facts.day("valid_until")
    if qualified is None or until is None or facts.programme.pass_starts is PassStart.AS_STATED:
        yield Unknown("合格公布日期或者有效期未读出，或者以公布文件所载为准")
    else:
        months = facts.programme.pass_months
        first = add_months(earliest(qualified), months) - timedelta(days=1)
        last = add_months(latest(qualified), months)
        if latest(until) < first or earliest(until) > last:
            message = (
                f"有效期至{chinese_date(until)}，而合格公布日期为{chinese_date(qualified)}，"
                f"按{months}个月计算应至{chinese_date(last.isoformat())}。请核对合格公布文件。"
            )
            yield at_slot(facts, "valid_until", "validity-mismatch", Severity.WARN, message)
    yield from _as_registered(facts)


def _as_registered(facts: Facts) -> Answers:
    passed = facts.outside.passed
    if passed is None:
        return
    for slot, known, name in (
        ("qualified_on", passed.published_on, "合格公布日期"),
        ("valid_until", passed.valid_until, "有效期"),
    ):
        stated = facts.day(slot)
        if stated and known and not earliest(stated) <= known <= latest(stated):
            message = f"{name}填写为{chinese_date(stated)}，合格记录为{chinese_date(known.isoformat())}。请核对。"
            yield at_slot(facts, slot, "validity-mismatch", Severity.WARN, message)
