"""What the 总结报告 must speak of (第十五条, 第十六条, 第十八条)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from forms.finding import Severity
from forms.pilot import ReadCompanion
from forms.rules.coverage import coverage
from forms.rules.plan import LEADING_GROUP, TASKS, head_of_group
from forms.rules.rule import Answers, Breach, Scope, Unknown, rule
from forms.script import fold
from forms.statutes import HUBEI_2016, RULES

_REPORT = ("summary-report",)

TOPICS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("组织管理", re.compile("组织管理|组织领导|组织机构|组织保障|领导小组|工作机构")),
    (
        "标准体系建设",
        re.compile(
            "标准.{0,4}体系.{0,6}(?:建设|构建|建立|编制|完善|框架)|(?:构建|建立|建设|编制|完善|健全|搭建).{0,10}标准.{0,4}体系"
        ),
    ),
    ("标准实施应用", re.compile("标准.{0,10}(?:实施|应用|执行|宣贯|运行)|(?:实施|应用|执行|贯彻|宣贯).{0,10}标准")),
    (
        "任务完成情况",
        re.compile("任务.{0,8}(?:完成|落实)|(?:完成|落实).{0,8}任务|(?:完成|实现).{0,8}目标|目标.{0,8}(?:完成|实现)"),
    ),
    ("试点效果", re.compile("效果|成效|成果|效益|满意度|成绩")),
)
"""The five topics that article 18 names, each with the words by which a report shows it; generous, a miss is only asked."""


def _missing(
    read: ReadCompanion, topics: Iterable[tuple[str, re.Pattern[str]]], code: str, asks: str
) -> Iterable[Breach | Unknown]:
    text = fold(read.paper.text)
    if not text:
        yield Unknown("总结报告没有读出文字")
        return
    for topic, words in topics:
        if words.search(text):
            continue
        if not read.paper.whole:
            yield Unknown(f"总结报告有内容未读出，不能判断是否包括“{topic}”")
            continue
        yield Breach(code, Severity.WARN, None, f"总结报告未见“{topic}”的内容。{asks}", subject=topic)


@rule(
    "R18.6",
    basis=RULES.art(18),
    strength="包括",
    gravest=Severity.WARN,
    reads=("text",),
    on=_REPORT,
    scope=Scope.COMPANION,
)
def five_topics(read: ReadCompanion) -> Answers:
    """总结报告内容包括组织管理、标准体系建设、标准实施应用、任务完成情况和试点效果等。"""
    yield from _missing(read, TOPICS, "topic-missing", "请核对报告，确未写明的请补充。")


@rule(
    "R15",
    basis=RULES.art(15),
    strength="应当",
    gravest=Severity.WARN,
    reads=("text",),
    on=_REPORT,
    scope=Scope.COMPANION,
)
def eight_tasks_done(read: ReadCompanion) -> Answers:
    """试点工作主要任务：建立健全标准体系；收集和制定相关标准；开展标准的宣传培训；组织标准实施；开展标准实施评价；

    制定持续改进措施；创建品牌；实施记录归档。 A warning for each that the report shows by none of its words.
    """
    for number, task in enumerate(TASKS, start=1):
        asks = f"应当完成的任务见{RULES.art(15, item=number)}，请核对报告，确未开展的请说明。"
        yield from _missing(read, (task,), "task-missing", asks)


@rule(
    "R16",
    basis=RULES.art(16),
    strength="应当",
    gravest=Severity.WARN,
    reads=("text",),
    on=(*_REPORT, "implementation-plan"),
    scope=Scope.COMPANION,
)
def led_by_its_head(read: ReadCompanion) -> Answers:
    """试点单位应当成立由主要负责人任组长的试点工作领导小组。"""
    text = fold(read.paper.text)
    if said := head_of_group(text):
        message = f"写明“{said}”。试点工作领导小组应当由主要负责人任组长，请核对。"
        yield Breach("leading-group-unstated", Severity.WARN, None, message)
        return
    if LEADING_GROUP.search(text):
        return
    if not text or not read.paper.whole:
        yield Unknown("文字未全部读出")
        return
    name = "总结报告" if read.paper.kind == "summary-report" else "试点实施方案"
    message = f"{name}未提到试点工作领导小组。请说明是否已成立由主要负责人任组长的领导小组。"
    yield Breach("leading-group-unstated", Severity.WARN, None, message)


@rule(
    "H4",
    basis=HUBEI_2016.part("第一部分"),
    strength="目标",
    gravest=Severity.WARN,
    reads=("text",),
    on=_REPORT,
    scope=Scope.COMPANION,
    local=True,
)
def coverage_reached(read: ReadCompanion) -> Answers:
    """标准对主要管理和服务事项的覆盖率达到80%以上: a target; the highest share that the report states is taken."""
    shares = coverage(read.paper.text)
    if not shares:
        yield Unknown("总结报告未写明标准覆盖率")
    elif max(shares) < read.programme.coverage_percent:
        message = f"总结报告所述标准覆盖率为{max(shares):g}%，目标为{read.programme.coverage_percent}%以上。请核对，未达目标的请说明。"
        yield Breach("coverage-low", Severity.WARN, None, message)
