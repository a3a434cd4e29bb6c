"""What has happened to the unit in the last three years (第九条第（三）项; 湖北通知第三部分)."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from forms.finding import Severity
from forms.periods import add_months, earliest, latest
from forms.record import Answer
from forms.rules.facts import Facts, Standing, page_note, quote
from forms.rules.missing import missing
from forms.rules.rule import Answers, Breach, Unknown, rule
from forms.statutes import HUBEI_2016, RULES

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?:(\d{1,2})月)?")
_STILL = re.compile("至今|以来|近年|延续|持续|期间|多次")
_TO_STATE = "应当写明近三年有无事故和处分"
_IF_REPORTED = "三年内不得发生重大服务质量、安全、环境保护等事故或者受到通报批评、行政处分，请核实情况并附说明材料。"


@rule(
    "R09.3",
    basis=RULES.art(9, item=3),
    strength="应当",
    gravest=Severity.BLOCK,
    reads=("fields.incidents_last_3_years", "fields.filed_on"),
)
def no_incidents(facts: Facts) -> Answers:
    """三年内未发生重大服务质量、安全、环境保护等事故，未受到相关部门的通报批评、行政处分，以及被媒体曝光造成严重社会影响。

    What is stated to have happened before the three years that end with the application is only asked about.
    """
    yield from _of_late(facts)


def _of_late(facts: Facts) -> Answers:
    answer = facts.answer("incidents_last_3_years")
    for found in incidents(facts, "incidents_last_3_years", _TO_STATE, _IF_REPORTED):
        if answer is not None and isinstance(found, Breach) and found.code == "incident-reported":
            yield Unknown("所写事项在规定年限之前", _before(facts, answer)) if _is_past(facts, answer.raw) else found
        else:
            yield found


def _is_past(facts: Facts, text: str) -> bool:
    """Whether everything that is stated bears a year, and none of it lies within the months that count."""
    filed, text = facts.day("filed_on"), unicodedata.normalize("NFKC", text)
    years = _YEAR.findall(text)
    if filed is None or not years or _STILL.search(text):
        return False
    since = add_months(earliest(filed), -facts.programme.incident_months)
    return all(_last_day_of(year, month) < since for year, month in years)


def _last_day_of(year: str, month: str) -> date:
    """The last day that can be meant; a month that there is not says no more than its year."""
    known = 1 <= int(month or 0) <= 12
    return latest(f"{year}-{int(month):02}") if known else latest(f"{year}-12")


def _before(facts: Facts, answer: Answer) -> Breach:
    months = facts.programme.incident_months
    return Breach(
        "incident-unclear",
        Severity.WARN,
        "fields.incidents_last_3_years",
        f"“{facts.label('incidents_last_3_years')}”栏填写为{quote(answer.raw)}{page_note(answer.evidence)}，"
        f"所写年份在申报前{months}个月之前。请核对{months}个月内有无事故和处分。",
        evidence=answer.evidence,
    )


@rule(
    "H2",
    basis=HUBEI_2016.part("第三部分"),
    strength="必要条件",
    gravest=Severity.BLOCK,
    reads=("fields.incidents_last_3_years", "fields.filed_on"),
    local=True,
)
def good_record(facts: Facts) -> Answers:
    """三年内未发生管理和服务方面的严重问题或者事故，社会责任及诚信记录良好。"""
    yield from _of_late(facts)


def incidents(facts: Facts, slot: str, to_state: str, if_reported: str) -> Answers:
    """What a slot that asks 有无 says of incidents: 无 holds, 有 or blank blocks, anything else is asked about."""
    answer, state = facts.answer(slot), facts.standing(slot)
    if answer is None:
        yield Unknown("此栏未印出")
    elif state is Standing.BLANK:
        yield missing(facts, slot, to_state)
    elif state is Standing.UNREADABLE or not isinstance(answer.value, dict):
        yield Unknown("有无事故表述不明", _incident_unclear(facts, slot, answer))
    elif answer.value.get("answer") is True:
        yield Breach(
            "incident-reported",
            Severity.BLOCK,
            f"fields.{slot}",
            f"“{facts.label(slot)}”栏填写为有：{quote(answer.raw)}{page_note(answer.evidence)}。{if_reported}",
            evidence=answer.evidence,
        )
    elif answer.value.get("answer") is None:
        yield Unknown("有无事故表述不明", _incident_unclear(facts, slot, answer))


def _incident_unclear(facts: Facts, slot: str, answer: Answer) -> Breach:
    return Breach(
        "incident-unclear",
        Severity.WARN,
        f"fields.{slot}",
        f"“{facts.label(slot)}”栏填写为{quote(answer.raw)}{page_note(answer.evidence)}，"
        "不能判断是有还是无。请核对原件，必要时请单位写明“有”或者“无”。",
        evidence=answer.evidence,
        instead_of=("unreadable-value", *answer.doubts),
    )
