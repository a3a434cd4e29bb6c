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


@rule(
    "R26.3",
    basis=RULES.art(26),
    strength="不得",
    gravest=Severity.BLOCK,
    reads=("fields.unit_name", "fields.lead_unit", "fields.organization_code", "fields.filed_on"),
)
def not_banned(facts: Facts) -> Answers:
    """经撤销合格的单位，两年内不得重新申请试点: by code where both are known, else by name.

    Only 撤销合格 bans; 撤销试点资格, 终止试点任务 and 取消试点资格 do not. The day that counts is that of filing, else
    that of receipt.
    """
    if facts.outside.ended is None:
        yield Unknown("未提供撤销合格的记录")
        return
    filed = facts.day("filed_on") or (facts.outside.received_on.isoformat() if facts.outside.received_on else None)
    revoked = [ended for ended in facts.outside.ended if ended.how is Ending.PASS_REVOKED and _same(facts, ended)]
    if revoked and filed is None:
        yield Unknown("填报日期和收到日期均不知道")
        return
    for ended in revoked:
        end = add_months(ended.on, facts.programme.ban_months)
        last = end if facts.programme.ban_end_inclusive else end - timedelta(days=1)
        if filed and latest(filed) <= last:
            yield _banned(facts, ended, filed, last.isoformat())
        elif filed and earliest(filed) <= last:
            yield Unknown("填报日期只写到月，不能判断是否仍在两年之内")


def _slot(facts: Facts) -> str:
    return facts.first("unit_name", "lead_unit", "organization_code") or "lead_unit"


def _banned(facts: Facts, ended: EndedPilot, filed: str, end: str) -> Breach:
    message = (
        f"“{ended.unit}”于{chinese_date(ended.on.isoformat())}被撤销合格，至{chinese_date(end)}的期间内不得重新申请试点，"
        f"填报日期为{chinese_date(filed)}。请核对单位名称和撤销记录；属实的不予受理。"
    )
    return at_slot(facts, _slot(facts), "banned-unit", Severity.BLOCK, message)


def _same(facts: Facts, ended: EndedPilot) -> bool:
    code = facts.text("organization_code")
    if code and ended.code:
        return code == ended.code
    names = (*facts.names("unit_name"), *facts.names("lead_unit"))
    return any(facts.programme.same_unit(name, ended.unit) for name in names)
