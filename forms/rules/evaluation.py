"""When a pilot may apply for its evaluation, and what must be behind it (第十八条, 第二十四条)."""

from __future__ import annotations

from forms.finding import Severity
from forms.periods import add_months, chinese_date, earliest, latest
from forms.programme import Window
from forms.rules.facts import Facts, Standing, page_note
from forms.rules.incidents import incidents
from forms.rules.missing import at_slot, missing
from forms.rules.rule import Answers, Unknown, rule
from forms.rules.timing import span
from forms.statutes import RULES

_ANNEX_2 = ("annex2-evaluation-application",)


@rule(
    "R18.3",
    basis=RULES.art(18),
    strength="可以",
    gravest=Severity.WARN,
    reads=("fields.applied_on", "fields.pilot_period"),
    on=_ANNEX_2,
)
def evaluation_window(facts: Facts) -> Answers:
    """试点期满前3个月，试点单位应当按照试点目标和任务进行自查，自查合格的，可以提出评估申请。

    The window is ``[end − 3 months, end]`` unless the programme reads it as a latest day. The text takes nothing from
    a unit that applies late; an application of which only the month is known is outside only if every day of it is.
    """
    applied, period = facts.day("applied_on"), span(facts.answer("pilot_period"))
    if applied is None or period is None:
        yield Unknown("申请日期或者试点时间未印出、未填写或者不完整")
        return
    months = -facts.programme.evaluation_window_months
    opens, closes = add_months(earliest(period[1]), months), latest(period[1])
    if facts.programme.window_meaning is Window.LATEST_BEFORE:
        opens, closes = earliest("0001-01"), add_months(latest(period[1]), months)
    answer = facts.answer("applied_on")
    said = f"申请日期{chinese_date(applied)}{page_note(answer.evidence if answer else None)}"
    end = chinese_date(period[1])
    if latest(applied) < opens:
        message = (
            f"{said}早于试点期满（{end}）前{-months}个月，即{chinese_date(opens.isoformat())}。请核对是否提前提出申请。"
        )
        yield at_slot(facts, "applied_on", "window-early", Severity.WARN, message)
    elif earliest(applied) > closes:
        message = f"{said}晚于{chinese_date(closes.isoformat())}（试点期满日期{end}）。请核对，并请试点单位说明原因。"
        yield at_slot(facts, "applied_on", "window-late", Severity.WARN, message)
    elif earliest(applied) < opens or latest(applied) > closes:
        yield Unknown("日期只写到月，不能判断是否在规定时段之内")


@rule(
    "R18.4",
    basis=RULES.art(18),
    strength="应当",
    gravest=Severity.BLOCK,
    reads=("fields.self_check_result", "fields.self_check_on", "fields.applied_on"),
    on=_ANNEX_2,
)
def self_check(facts: Facts) -> Answers:
    """试点单位应当按照试点目标和任务进行自查，自查合格的，可以提出评估申请: checked, passed, and before applying."""
    match facts.standing("self_check_result"):
        case Standing.NOT_PRINTED | Standing.UNREADABLE as state:
            yield Unknown(f"自查结论 {state}")
        case Standing.BLANK:
            yield missing(facts, "self_check_result", "不能说明已自查合格")
        case _ if facts.text("self_check_result") != "合格":
            message = (
                f"自查结论为“{facts.text('self_check_result')}”，自查合格的方可提出评估申请。请整改并自查合格后申请。"
            )
            yield at_slot(facts, "self_check_result", "self-check-failed", Severity.BLOCK, message)
    checked, applied = facts.day("self_check_on"), facts.day("applied_on")
    if facts.standing("self_check_on") is Standing.BLANK:
        yield missing(facts, "self_check_on", "不能说明申请前已经自查")
    elif checked is None or applied is None:
        yield Unknown("自查日期或者申请日期未印出或者无法识别")
    elif earliest(checked) > latest(applied):
        message = (
            f"自查日期{chinese_date(checked)}晚于申请日期{chinese_date(applied)}。应当自查合格后申请，请核对日期。"
        )
        yield at_slot(facts, "self_check_on", "self-check-late", Severity.BLOCK, message)


@rule(
    "R18.7",
    basis=RULES.art(18, paragraph=2),
    strength="不得",
    gravest=Severity.BLOCK,
    reads=("fields.standards_system_running_since", "fields.applied_on"),
    on=_ANNEX_2,
)
def half_a_year(facts: Facts) -> Answers:
    """试点单位标准体系创建并运行未满半年的不得提出评估申请: running since + 6 months must not lie after the application.

    Where only a month is written and it depends on the day, a person is asked.
    """
    slot = "standards_system_running_since"
    if facts.standing(slot) is Standing.BLANK:
        yield missing(facts, slot, "不能说明标准体系运行已满半年")
        return
    since, applied = facts.day(slot), facts.day("applied_on")
    if since is None or applied is None:
        yield Unknown("标准体系运行起始日期或者申请日期未印出或者无法识别")
        return
    months = facts.programme.system_run_months
    said = f"标准体系自{chinese_date(since)}起运行，至申请日期{chinese_date(applied)}"
    if add_months(earliest(since), months) > latest(applied):
        message = f"{said}未满{months}个月，不得提出评估申请。请运行期满后申请；日期有误的请更正。"
        yield at_slot(facts, slot, "system-run-short", Severity.BLOCK, message)
    elif add_months(latest(since), months) > earliest(applied):
        message = f"{said}，日期只写到月，不能判断是否已满{months}个月。请核实具体日期。"
        yield Unknown("日期只写到月", at_slot(facts, slot, "system-run-unclear", Severity.WARN, message))


@rule("R24", basis=RULES.art(24), strength="应当", gravest=Severity.BLOCK, reads=("fields.incidents",), on=_ANNEX_2)
def no_incident_while_building(facts: Facts) -> Answers:
    """试点单位在创建试点期间发生重大服务质量、安全、环保等事故，或者受到通报批评、行政处分，以及被媒体曝光造成严重社会影响的，

    应当终止其试点任务。 What is reported here blocks; whether the task ends is for an officer to decide.
    """
    yield from incidents(
        facts,
        "incidents",
        "应当写明试点期间有无事故、通报批评、行政处分和媒体曝光",
        "创建试点期间发生重大事故或者受到通报批评、行政处分的，应当终止其试点任务，请核实情况并附说明材料。",
    )
