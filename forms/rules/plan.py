"""What the work plan must cover and who leads the work (第十五条, 第十六条)."""

from __future__ import annotations

import re

from forms.finding import Severity
from forms.rules.facts import Facts, Standing, standing
from forms.rules.rule import Answers, Breach, Unknown, rule
from forms.script import fold
from forms.statutes import RULES

# 标准 as a thing that is written or applied: not 标准化, 标准体系, 标准明细表.
_STANDARD = "标准(?!化|体系|综合体|明细)"
_WRITE = "制定|制订|编制|编写|起草|修订|制修订|完善|转化"
_GATHER = "收集|搜集|梳理|整理|汇集|汇编"
_APPLY = "实施|执行|贯彻|落实|推行|运行|应用"
_NOT_APPLIED = "(?!评价|情况|效果|检查|监督|考核|记录|方案|细则|计划)"
_PAPERS = "资料|材料|档案|记录|文件"

TASKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("建立健全标准体系", re.compile("标准.{0,4}体系|标准综合体|体系框架|标准明细|体系(?:表|文件|建设|构建)")),
    (
        "收集和制定相关标准",
        re.compile(f"(?:{_GATHER}|{_WRITE}).{{0,12}}{_STANDARD}|{_STANDARD}.{{0,8}}(?:{_GATHER}|{_WRITE})"),
    ),
    ("开展标准的宣传培训", re.compile("宣贯|宣传|培训|讲座|学习.{0,6}标准")),
    (
        "组织标准实施",
        re.compile(
            f"(?:{_APPLY}).{{0,8}}{_STANDARD}|{_STANDARD}.{{0,10}}(?:{_APPLY}){_NOT_APPLIED}|组织实施|全面实施|贯标"
            "|发布实施|体系.{0,4}(?:试?运行|实施)|试运行"
        ),
    ),
    ("开展标准实施评价", re.compile("评价|自评|自查|检查|考核|评估|督查|督导|测评|监督|满意度")),
    ("制定持续改进措施", re.compile("改进|整改|优化|纠正|(?:巩固|完善|整改)提[升高]|提[升高]完善|修订完善|查漏补缺")),
    ("创建品牌", re.compile("品牌|示范|典型|标杆|样板")),
    (
        "实施记录归档",
        re.compile(
            f"归档|档案|建档|存档|台[账帐]|总结验收资料|(?:{_PAPERS}).{{0,6}}(?:整理|汇总|汇编|收集|保存|保管)"
            f"|(?:整理|汇总|汇编|收集|保存|保管).{{0,6}}(?:{_PAPERS})"
        ),
    ),
)
"""The eight tasks of article 15, each with the words by which a plan shows it; generous, for a miss is only asked."""

LEADING_GROUP = re.compile("领导(?:小)?组|领导机构|领导班子|工作专班|推进小组|指挥部")


_DEPUTY = re.compile(
    "(?:副(?:局长|主任|书记|院长|校长|市长|区长|县长|镇长|所长|处长|科长|站长|会长|总经理)|分管领导)"
    "[^，。；、]{0,10}?(?:任|担任|为|兼任)(?:试点|工作|标准化|领导小组|的)*组长"
)


def head_of_group(text: str) -> str | None:
    """What a folded text says of a leading group whose head is no 主要负责人; ``None`` where it says no such thing."""
    found = _DEPUTY.search(text)
    return found[0] if found else None


def _plan_texts(facts: Facts) -> tuple[list[str], bool]:
    """The folded cells of the plan's steps and work, and whether one of them could not be read."""
    texts, lost = [], False
    for row in facts.rows("plan") or ():
        for column in ("step", "work"):
            answer = row.get(column)
            if answer is not None and isinstance(answer.value, str):
                texts.append(fold(answer.value))
            lost = lost or standing(answer) is Standing.UNREADABLE
    return texts, lost


@rule("R15", basis=RULES.art(15), strength="应当", gravest=Severity.WARN, reads=("rows.plan.step", "rows.plan.work"))
def eight_tasks(facts: Facts) -> Answers:
    """试点工作主要任务：建立健全标准体系；收集和制定相关标准；开展标准的宣传培训；组织标准实施；开展标准实施评价；

    制定持续改进措施；创建品牌；实施记录归档。 A warning for each that the plan's text shows by none of its words.
    """
    texts, lost = _plan_texts(facts)
    if not texts:
        yield Unknown("工作计划未印出或者没有内容")
        return
    for number, (task, words) in enumerate(TASKS, start=1):
        if any(words.search(text) for text in texts):
            continue
        if lost:
            yield Unknown(f"工作计划有内容无法识别，不能判断是否包括“{task}”")
            continue
        basis = RULES.art(15, item=number)
        yield Breach(
            "task-missing",
            Severity.WARN,
            None,
            f"工作计划未见“{task}”的内容（{basis}）。请核对计划，确未安排的请补充。",
            subject=task,
        )


@rule(
    "R16",
    basis=RULES.art(16),
    strength="应当",
    gravest=Severity.WARN,
    reads=("fields.conditions", "rows.plan.step", "rows.plan.work", "rows.plan.responsible_units"),
)
def leading_group(facts: Facts) -> Answers:
    """试点单位应当成立由主要负责人任组长的试点工作领导小组: named in the plan or in the conditions.

    A group whose head is said to be a deputy is not the one that the article asks for.
    """
    texts, lost = _plan_texts(facts)
    for row in facts.rows("plan") or ():
        units = row["responsible_units"].value if "responsible_units" in row else None
        texts.extend(fold(unit) for unit in (units if isinstance(units, list) else []) if isinstance(unit, str))
    conditions = facts.text("conditions")
    deputies = (head_of_group(text) for text in [*texts, fold(conditions or "")])
    if said := next(filter(None, deputies), None):
        message = f"写明“{said}”。试点工作领导小组应当由主要负责人任组长，请核对。"
        yield Breach("leading-group-unstated", Severity.WARN, None, message)
        return
    if any(LEADING_GROUP.search(text) for text in [*texts, fold(conditions or "")]):
        return
    answer = facts.answer("conditions")
    if conditions is None or answer is None or not texts or lost:
        yield Unknown("工作计划和创建条件未全部读出")
        return
    yield Breach(
        "leading-group-unstated",
        Severity.WARN,
        "fields.conditions",
        "工作计划和创建条件均未提到试点工作领导小组。请说明是否已成立由主要负责人任组长的领导小组。",
        evidence=answer.evidence,
    )
