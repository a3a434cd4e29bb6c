"""Who may not apply again yet (第二十六条)."""

from __future__ import annotations

from datetime import timedelta

from forms.finding import Severity
from forms.outside import EndedPilot, Ending
from forms.periods import add_months, chinese_date, earliest, latest
from forms.rules.facts import Facts
from forms.rules.missing import at_slot
from forms.rules.rule import Answers, Breach, Unknown, rule
from forms.statutes import RULES
from forms.units import same_code


@rule(
    "R26.3",
    basis=RULES.art(26),
    strength="不得",
    gravest=Severity.BLOCK,
    reads=("fields.unit_name", "fields.lead_unit", "fields.organization_code", "fields.filed_on"),
)
def not_banned(facts: Facts) -> Answers:
    """经撤销合格的单位，两年内不得重新申请试点: by code where both are known, else by name.

    Only 撤销合格 bans; 撤销试点资格, 终止试点任务 and 取消试点资格 do not. The day that counts is that of filing or, if
    earlier, that of receipt: a later day written on the form opens no door. An application from before the
    revocation is none that comes again. A unit of the same name under another code is asked about.
    """
    if facts.outside.ended is None:
        yield Unknown("未提供撤销合格的记录")
        return
    revoked = [ended for ended in facts.outside.ended if ended.how is Ending.PASS_REVOKED]
    applied = _applied(facts)
    for ended in revoked:
        same = _same(facts, ended)
        if same is not False:
            yield from _within_the_ban(facts, ended, applied, sure=same is True)


def _applied(facts: Facts) -> str | None:
    """The day of the application: that of filing or that of receipt, whichever is earlier."""
    received = facts.outside.received_on
    days = [day for day in (facts.day("filed_on"), received.isoformat() if received else None) if day]
    return min(days, key=latest, default=None)


def _within_the_ban(facts: Facts, ended: EndedPilot, applied: str | None, *, sure: bool) -> Answers:
    end = add_months(ended.on, facts.programme.ban_months)
    last = end if facts.programme.ban_end_inclusive else end - timedelta(days=1)
    if applied is None:
        yield Unknown("填报日期和收到日期均不知道")
    elif earliest(applied) > last or latest(applied) < ended.on:
        return
    elif latest(applied) > last or earliest(applied) < ended.on:
        yield Unknown("申请日期只写到月，不能判断是否仍在两年之内")
    elif sure:
        yield _banned(facts, ended, applied, last.isoformat())
    else:
        yield Unknown("名称相同，代码不同", _name_banned(facts, ended))


def _slot(facts: Facts) -> str:
    return facts.first("unit_name", "lead_unit", "organization_code") or "lead_unit"


def _banned(facts: Facts, ended: EndedPilot, filed: str, end: str) -> Breach:
    message = (
        f"“{ended.unit}”于{chinese_date(ended.on.isoformat())}被撤销合格，至{chinese_date(end)}的期间内不得重新申请试点，"
        f"申请日期为{chinese_date(filed)}。请核对单位名称和撤销记录；属实的不予受理。"
    )
    return at_slot(facts, _slot(facts), "banned-unit", Severity.BLOCK, message)


def _name_banned(facts: Facts, ended: EndedPilot) -> Breach:
    code = "organization_code"
    message = (
        f"“{ended.unit}”于{chinese_date(ended.on.isoformat())}被撤销合格，登记代码为{ended.code}，"
        f"与本表名称相同而代码（{facts.text(code)}）不同。请核对代码和撤销记录，确认是否同一单位。"
    )
    return at_slot(facts, code, "banned-name", Severity.WARN, message)


def _same(facts: Facts, ended: EndedPilot) -> bool | None:
    """Whether the unit is the one whose pass was revoked; ``None`` where it bears the name and another code."""
    names = (*facts.names("unit_name"), *facts.names("lead_unit"))
    named = any(facts.programme.same_unit(name, ended.unit) for name in names)
    code = facts.text("organization_code")
    if not (code and ended.code):
        return named
    return True if same_code(code, ended.code) else None if named else False
