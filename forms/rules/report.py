"""What the reports of an evaluation and of a recheck must hold (第二十条, 第二十一条, 第三十四条)."""

from __future__ import annotations

import re
from datetime import timedelta

from forms.finding import Severity
from forms.law import Citation
from forms.patterns import late
from forms.periods import chinese_date, earliest, latest
from forms.rules.coverage import coverage
from forms.rules.facts import Facts, Standing, page_note, quote
from forms.rules.missing import at_slot, missing
from forms.rules.rule import Answers, Breach, Unknown, rule
from forms.rules.timing import span
from forms.script import fold
from forms.statutes import HUBEI_2016, RULES

_ANNEX_3 = ("annex3-evaluation-report",)
_ANNEX_6 = ("annex6-recheck-report",)

STEPS: tuple[tuple[str, str], ...] = (
    ("procedure_announcement", "宣布评估组成员、评估程序及有关事宜"),
    ("procedure_briefing", "听取试点单位工作汇报"),
    ("procedure_documents", "查阅相应的文件、记录、标准文本等资料"),
    ("procedure_site_visit", "考核现场"),
    ("procedure_satisfaction_survey", "随机调查公众满意程度"),
    ("procedure_scoring", "对照评估计分表进行测评"),
    ("procedure_conclusion", "形成考核评估结论"),
    ("procedure_feedback", "向试点单位通报评估情况，提出改进意见和建议"),
)
"""The eight steps of article 21 in their order, each with its slot."""

_ON_SITE: tuple[tuple[str, str], ...] = (
    ("document_review", "审查标准体系文件"),
    ("spot_check", "现场抽查"),
    ("mechanism", "标准化工作运行机制和有效性评价等制度情况"),
    ("plan_implementation", "标准化规划、年度工作计划有效实施情况"),
    ("system_operation", "标准体系的有效运行实施和持续改进情况"),
    ("staff_awareness_and_satisfaction", "全员标准化意识和公众满意度提升等情况"),
)

_NO_FAULT = late("(?:未发现|没有|无|不存在)[^，。；]{0,10}不(?:符合|齐全|完整|合格)[^，。；]*")
_UNFIT = re.compile("不(?:符合|齐全|完整|合格|齐)|未通过|欠缺")


@rule(
    "R20",
    basis=RULES.art(20),
    strength="应当",
    gravest=Severity.WARN,
    reads=("fields.score", "fields.evaluation_basis", "fields.conclusion"),
    on=_ANNEX_3,
)
def scored(facts: Facts) -> Answers:
    """评估组应当依据评估方案，对照社会管理和公共服务综合标准化试点评估计分表，对试点单位进行现场考核评估。

    Score and basis are written, the sheet is attached, the score lies within the sheet's total, and the conclusion
    does not contradict the pass mark; total and pass mark are settings, unset until the sheet is issued.
    """
    for slot, need in (("score", "不能说明已对照评估计分表测评"), ("evaluation_basis", "不能说明评估依据")):
        match facts.standing(slot):
            case Standing.BLANK:
                yield missing(facts, slot, need, Severity.WARN)
            case Standing.NOT_PRINTED | Standing.UNREADABLE as state:
                yield Unknown(f"{slot} {state}")
    if facts.outside.score_sheet_attached is False:
        message = "未附评估计分表。请补附现场评估使用的计分表。"
        yield Breach("score-sheet-missing", Severity.WARN, None, message)
    elif facts.outside.score_sheet_attached is None:
        yield Unknown("不知道是否附有评估计分表")
    yield from _score(facts)


def _score(facts: Facts) -> Answers:
    score, total, mark = facts.number("score"), facts.programme.score_total, facts.programme.pass_mark
    if score is None:
        return
    if score < 0 or (total is not None and score > total):
        most = f"0至{total:g}分" if total is not None else "不得为负"
        message = f"评估得分为{score:g}分，超出计分表的范围（{most}）。请核对原件和计分表。"
        yield at_slot(facts, "score", "score-range", Severity.WARN, message)
    elif mark is not None and facts.text("conclusion") in {"合格", "不合格"}:
        passed = facts.text("conclusion") == "合格"
        if passed != (score >= mark):
            message = f"评估得分{score:g}分，合格线为{mark:g}分，评估结论却为“{facts.text('conclusion')}”。请核对。"
            yield at_slot(facts, "conclusion", "score-conclusion", Severity.WARN, message)


@rule(
    "R21",
    basis=RULES.art(21),
    strength="应当",
    gravest=Severity.WARN,
    reads=tuple(f"fields.{slot}" for slot, _ in STEPS),
    on=_ANNEX_3,
)
def eight_steps(facts: Facts) -> Answers:
    """现场考核评估应当按照下列程序进行：宣布评估组成员、评估程序及有关事宜；听取试点单位工作汇报；

    查阅相应的文件、记录、标准文本等资料；考核现场；随机调查公众满意程度；对照评估计分表进行测评；形成考核评估结论；
    向试点单位通报评估情况，提出改进意见和建议。 A warning for each step that is left blank or stated as not taken.
    """
    for number, (slot, step) in enumerate(STEPS, start=1):
        answer, state = facts.answer(slot), facts.standing(slot)
        taken = answer.value.get("answer") if answer is not None and isinstance(answer.value, dict) else None
        if state is Standing.BLANK or taken is False:
            yield _step_missing(facts, slot, step, RULES.art(21, item=number))
        elif answer is None or state is Standing.UNREADABLE or (isinstance(answer.value, dict) and taken is None):
            yield Unknown(f"“{step}” {state}")


def _step_missing(facts: Facts, slot: str, step: str, basis: Citation) -> Breach:
    answer = facts.answer(slot)
    evidence = answer.evidence if answer else None
    return Breach(
        "procedure-step-missing",
        Severity.WARN,
        f"fields.{slot}",
        f"未见“{step}”的记录{page_note(evidence)}。请补充记录；确未进行的请说明。",
        evidence=evidence,
        instead_of=("field-missing",),
        basis=basis,
    )


@rule(
    "R15.1",
    basis=RULES.art(15, item=1),
    strength="应当",
    gravest=Severity.WARN,
    reads=("fields.procedure_documents",),
    on=_ANNEX_3,
)
def standards_list_seen(facts: Facts) -> Answers:
    """编制标准明细表: the list is attached, where it is known what is."""
    if facts.outside.standards_list_attached is None:
        yield Unknown("不知道是否附有标准明细表")
    elif not facts.outside.standards_list_attached:
        message = "未见标准明细表。请补附试点单位的标准明细表。"
        yield Breach("standards-list-missing", Severity.WARN, None, message)


@rule(
    "H4",
    basis=HUBEI_2016.part("第一部分"),
    strength="目标",
    gravest=Severity.WARN,
    reads=("fields.overview", "fields.problems", "fields.suggestions"),
    on=_ANNEX_3,
    local=True,
)
def coverage_reported(facts: Facts) -> Answers:
    """标准对主要管理和服务事项的覆盖率达到80%以上: a target; the highest share that the report states is taken."""
    slots = [slot for slot in ("overview", "problems", "suggestions") if facts.text(slot)]
    stated = [(slot, share) for slot in slots for share in coverage(facts.text(slot) or "")]
    if not stated:
        yield Unknown("报告未写明标准覆盖率")
        return
    slot, share = max(stated, key=lambda pair: pair[1])
    if share < facts.programme.coverage_percent:
        message = (
            f"报告所述标准覆盖率为{share:g}%，目标为{facts.programme.coverage_percent}%以上。请核对，未达目标的请说明。"
        )
        yield at_slot(facts, slot, "coverage-low", Severity.WARN, message)


@rule(
    "R34.2",
    basis=RULES.art(34),
    strength="应当",
    gravest=Severity.WARN,
    reads=("fields.rechecked_on",),
    on=_ANNEX_6,
)
def recheck_days(facts: Facts) -> Answers:
    """复查工作应当按下列步骤进行，时间为1至2天: both days counted."""
    period = span(facts.answer("rechecked_on"))
    if period is None:
        yield Unknown("复查日期未印出、未填写或者不完整")
        return
    least, most = facts.programme.recheck_days
    shortest = (earliest(period[1]) - latest(period[0])) // timedelta(days=1) + 1
    longest = (latest(period[1]) - earliest(period[0])) // timedelta(days=1) + 1
    if longest < least or shortest > most:
        message = (
            f"复查日期自{chinese_date(period[0])}至{chinese_date(period[1])}，应为{least}至{most}天。"
            "请核对日期，确需如此的请说明理由。"
        )
        yield at_slot(facts, "rechecked_on", "recheck-days", Severity.WARN, message)
    elif shortest < least or longest > most:
        yield Unknown("复查日期只写到月")


@rule(
    "R34.3",
    basis=RULES.art(34, item=3),
    strength="应当",
    gravest=Severity.BLOCK,
    reads=("fields.rechecked_on", "fields.material_evaluation"),
    on=_ANNEX_6,
)
def material_first(facts: Facts) -> Answers:
    """申请材料符合要求的，专家组应当对申请单位进行现场复查: the material is evaluated before anyone goes on site."""
    period, evaluated = span(facts.answer("rechecked_on")), facts.outside.material_evaluated_on
    if evaluated is None or period is None:
        yield Unknown("申请材料评价的日期或者复查日期不知道")
    elif evaluated > latest(period[0]):
        message = (
            f"申请材料评价日期{chinese_date(evaluated.isoformat())}晚于现场复查开始日期{chinese_date(period[0])}。"
            "应当先评价申请材料，符合要求的再进行现场复查，请核对日期。"
        )
        yield at_slot(facts, "rechecked_on", "material-after-visit", Severity.BLOCK, message)
    text = _NO_FAULT.sub("", fold(facts.text("material_evaluation") or ""))
    if _UNFIT.search(text) and facts.text("spot_check"):
        message = (
            f"申请材料评价为{quote(facts.text('material_evaluation') or '')}，仍进行了现场复查。"
            "申请材料符合要求的方可进行现场复查，请核对。"
        )
        ask = at_slot(facts, "material_evaluation", "material-unfit", Severity.WARN, message)
        yield Unknown("材料评价是否符合要求须由人判断", ask)


@rule(
    "R34.4",
    basis=RULES.art(34, item=3),
    strength="—",
    gravest=Severity.WARN,
    reads=tuple(f"fields.{slot}" for slot, _ in _ON_SITE),
    on=_ANNEX_6,
)
def on_site_points(facts: Facts) -> Answers:
    """现场复查包括审查标准体系文件及现场抽查两个方面。重点查看标准化工作运行机制和有效性评价等制度情况；

    标准化规划、年度工作计划有效实施情况；标准体系的有效运行实施和持续改进情况；全员标准化意识和公众满意度提升等情况。
    """
    yield from _written(facts, _ON_SITE)


@rule(
    "R34.5",
    basis=RULES.art(34, item=4),
    strength="—",
    gravest=Severity.WARN,
    reads=("fields.problems", "fields.conclusion"),
    on=_ANNEX_6,
)
def concluded_together(facts: Facts) -> Answers:
    """专家组根据复查情况，集体讨论后提出结论意见，并就有关问题与被复查单位沟通。"""
    yield from _written(facts, (("conclusion", "复查结论意见"), ("problems", "有关问题及与被复查单位沟通的情况")))


def _written(facts: Facts, slots: tuple[tuple[str, str], ...]) -> Answers:
    for slot, what in slots:
        answer, state = facts.answer(slot), facts.standing(slot)
        if state is Standing.BLANK:
            evidence = answer.evidence if answer else None
            yield Breach(
                "recheck-content-missing",
                Severity.WARN,
                f"fields.{slot}",
                f"复查报告未写明{what}{page_note(evidence)}。请补充。",
                evidence=evidence,
                instead_of=("field-missing",),
            )
        elif state is not Standing.GIVEN:
            yield Unknown(f"{what} {state}")
