"""What has happened to the unit in the last three years (第九条第（三）项; 湖北通知第三部分)."""

from __future__ import annotations

from forms.finding import Severity
from forms.record import Answer
from forms.rules.facts import Facts, Standing, page_note, quote
from forms.rules.missing import missing
from forms.rules.rule import Answers, Breach, Unknown, rule
from forms.statutes import HUBEI_2016, RULES

_TO_STATE = "应当写明近三年有无事故和处分"
_IF_REPORTED = "三年内不得发生重大服务质量、安全、环境保护等事故或者受到通报批评、行政处分，请核实情况并附说明材料。"


@rule(
    "R09.3",
    basis=RULES.art(9, item=3),
    strength="应当",
    gravest=Severity.BLOCK,
    reads=("fields.incidents_last_3_years",),
)
def no_incidents(facts: Facts) -> Answers:
    """三年内未发生重大服务质量、安全、环境保护等事故，未受到相关部门的通报批评、行政处分，以及被媒体曝光造成严重社会影响。"""
    yield from incidents(facts, "incidents_last_3_years", _TO_STATE, _IF_REPORTED)


@rule(
    "H2",
    basis=HUBEI_2016.part("第三部分"),
    strength="必要条件",
    gravest=Severity.BLOCK,
    reads=("fields.incidents_last_3_years",),
    local=True,
)
def good_record(facts: Facts) -> Answers:
    """三年内未发生管理和服务方面的严重问题或者事故，社会责任及诚信记录良好。"""
    yield from incidents(facts, "incidents_last_3_years", _TO_STATE, _IF_REPORTED)


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
