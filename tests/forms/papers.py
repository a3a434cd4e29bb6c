"""Forms 2 to 6 as small definitions, and records of them, complete by default; companion papers and a whole package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from forms.check import check, verdicts
from forms.finding import Finding
from forms.law import Practice
from forms.outside import NONE, OutsideFacts
from forms.pilot import Companion
from forms.programme import NATIONAL, Programme
from forms.record import Answer, BlockRecord, Printed, Record, SealMark, SignatureMark
from forms.rules.rule import Outcome
from forms.spec import Block, Field, FilledBy, Form, Needs, Rows, Section
from forms.statutes import RULES
from forms.types import Date, DateRange, LongText, MonthRange, Options, Org, Person, SignatureCell, Text, YesNoText
from forms.types.kind import Kind
from tests.forms.records import FIELDS, NOT_PRINTED, UNIT, answer, at

ON = date(2020, 1, 1)
"""The day of judging: after every date of the default papers."""

ANNEX_2 = "annex2-evaluation-application"
PILOT = FIELDS["pilot_name"]
CODE = FIELDS["organization_code"]
OFFICE = "湖北省社会管理和公共服务标准化联席会议办公室"

_KINDS: dict[str, Kind] = {
    "pilot_period": MonthRange(),
    "unit_name": Org(),
    "lead_unit": Org(),
    "self_check_result": Text(),
    "conclusion": Text(),
    "evaluated_on": DateRange(),
    "rechecked_on": DateRange(),
    "incidents": YesNoText(),
    "valid_until": Date(),
}


def _kind(slot: str) -> Kind:
    if slot in _KINDS:
        return _KINDS[slot]
    if slot.endswith(("_on", "_since")):
        return Date()
    return YesNoText() if slot.startswith("procedure_") else LongText()


WHY = Practice("试验用的表样")

MEMBERS = ("name", "unit", "expertise", "group_role")

PROCEDURE = (
    "procedure_announcement",
    "procedure_briefing",
    "procedure_documents",
    "procedure_site_visit",
    "procedure_satisfaction_survey",
    "procedure_scoring",
    "procedure_conclusion",
    "procedure_feedback",
)

VALUES: dict[str, dict[str, Any]] = {
    "annex2-evaluation-application": {
        "pilot_name": PILOT,
        "pilot_period": {"start": "2016-05", "end": "2018-05"},
        "unit_name": UNIT,
        "organization_code": CODE,
        "standards_system_issued_on": "2016-12-20",
        "standards_system_running_since": "2017-03-01",
        "self_check_on": "2018-03-10",
        "self_check_result": "合格",
        "task_completion": "试点任务全部完成。",
        "incidents": {"answer": False, "text": ""},
        "applied_on": "2018-03-20",
    },
    "annex3-evaluation-report": {
        "pilot_name": PILOT,
        "lead_unit": UNIT,
        "organizing_unit": OFFICE,
        "evaluated_on": {"start": "2018-05-08", "end": "2018-05-09"},
        **{slot: {"answer": True, "text": ""} for slot in PROCEDURE},
        "evaluation_basis": "评估方案",
        "score": 92,
        "overview": "试点工作扎实。",
        "problems": "个别标准需要修订。",
        "suggestions": "继续完善。",
        "conclusion": "合格",
        "reported_on": "2018-05-20",
    },
    "annex4-recheck-self-inspection": {
        "pilot_name": PILOT,
        "unit_name": UNIT,
        "qualified_on": "2016-06-01",
        "valid_until": "2019-06-01",
        "mechanism": "每年评价一次。",
        "self_check_result": "符合",
        "reported_on": "2019-03-20",
    },
    "annex5-recheck-application": {
        "pilot_name": PILOT,
        "unit_name": UNIT,
        "organization_code": CODE,
        "qualified_on": "2016-06-01",
        "valid_until": "2019-06-01",
        "incidents": {"answer": False, "text": ""},
        "self_check_result": "符合",
        "applied_on": "2019-03-25",
    },
    "annex6-recheck-report": {
        "pilot_name": PILOT,
        "unit_name": UNIT,
        "organizing_unit": OFFICE,
        "rechecked_on": {"start": "2019-05-08", "end": "2019-05-09"},
        "material_evaluation": "申请材料齐全，符合要求。",
        "document_review": "标准体系文件完整。",
        "spot_check": "抽查三个窗口。",
        "mechanism": "机制健全。",
        "plan_implementation": "规划得到实施。",
        "system_operation": "体系运行有效。",
        "staff_awareness_and_satisfaction": "满意度提升。",
        "problems": "已与被复查单位沟通。",
        "conclusion": "合格",
        "reported_on": "2019-05-15",
    },
}

SLOTS = {slot for values in VALUES.values() for slot in values} | set(FIELDS) | set(MEMBERS)
SLOTS |= {"step", "work", "period", "responsible_units", "unit", "opinion", "signature", "seal", "date"}
"""Every slot that a rule may read."""

_LEADER = Needs.SIGNATURE | Needs.DATE
_BLOCKS: dict[str, tuple[Block, ...]] = {
    "annex2-evaluation-application": (
        Block("unit", "申请单位意见", WHY),
        Block("province_office", "省级联席办公室意见", WHY, filled_by=FilledBy.RECEIVING_OFFICE),
    ),
    "annex3-evaluation-report": (Block("group_leader", "评估组组长签字", WHY, _LEADER, filled_by=FilledBy.GROUP),),
    "annex4-recheck-self-inspection": (Block("unit", "单位负责人签字、单位盖章", WHY, Needs.ALL & ~Needs.OPINION),),
    "annex5-recheck-application": (Block("unit", "申请单位意见", WHY),),
    "annex6-recheck-report": (Block("group_leader", "专家组组长签字", WHY, _LEADER, filled_by=FilledBy.GROUP),),
}
_SIGNED = {
    "annex2-evaluation-application": "2018-03-21",
    "annex3-evaluation-report": "2018-05-09",
    "annex4-recheck-self-inspection": "2019-03-21",
    "annex5-recheck-application": "2019-03-26",
    "annex6-recheck-report": "2019-05-09",
}


def _form(number: int, form_id: str) -> Form:
    fields = tuple(Field(slot, f"栏目{slot}", _kind(slot), WHY) for slot in VALUES[form_id])
    group = Rows(
        "group",
        "成员",
        (
            Field("name", "姓名", Person(), WHY),
            Field("unit", "工作单位", Org(), WHY),
            Field("expertise", "专业（类别）", Options(("标准化", "行业", "管理")), WHY),
            Field("group_role", "组内职务", Options(("组长", "副组长", "成员")), WHY),
            Field("signature", "签名", SignatureCell(), WHY),
        ),
    )
    sections = (Section("content", "内容", fields), *((group,) if number in {3, 6} else ()))
    return Form(
        form_id,
        "specimen",
        number,
        f"试验用附件{number}",
        RULES.art(18),
        sections=sections,
        blocks=_BLOCKS[form_id],
        specimen=True,
    )


FORMS = {form_id: _form(number, form_id) for number, form_id in enumerate(VALUES, start=2)}


def member(name: Any, unit: Any = "省标准化研究院", expertise: Any = "标准化") -> Mapping[str, Answer]:
    """One row of a group's table; a value may be an :class:`Answer`."""
    values = {"name": name, "unit": unit, "expertise": expertise, "group_role": "成员"}
    return {column: v if isinstance(v, Answer) else answer(v) for column, v in values.items()}


def group(standardization: int, industry: int = 0, managers: int = 0) -> tuple[Mapping[str, Answer], ...]:
    """So many members of each category, all of different names."""
    kinds = ["标准化"] * standardization + ["行业"] * industry + ["管理"] * managers
    return tuple(member(f"专家{'甲乙丙丁戊己庚辛壬癸'[place]}", expertise=kind) for place, kind in enumerate(kinds))


def sign_block(block_id: str, form_id: str, **changes: Any) -> BlockRecord:
    """The block as complete as the default paper has it."""
    group_block = block_id.startswith("group")
    whole = BlockRecord(
        block_id,
        answer(None if group_block else UNIT, "" if group_block else None),
        answer(None if group_block else "情况属实，同意申请。", "" if group_block else None),
        answer(_SIGNED[form_id]),
        SignatureMark(True, evidence=at(3)),
        SealMark(not group_block, "round", UNIT, matches_unit=True, evidence=at(3)),
        at(3),
    )
    for name, change in changes.items():
        if name in {"opinion", "date", "unit"} and not isinstance(change, Answer):
            change = answer(change)
        if name == "signature":
            change = SignatureMark(change, evidence=at(3))
        if name == "seal" and not isinstance(change, SealMark):
            change = SealMark(change, evidence=at(3))
        whole = replace(whole, **{name: change})
    return whole


def empty_sign_block(block_id: str, form_id: str) -> BlockRecord:
    empty = answer(None, "")
    return sign_block(block_id, form_id, unit=empty, opinion=empty, date=empty, signature=False, seal=False)


def paper(number: int, **changes: Any) -> Record:
    """A complete 附件``number`` (2–6); ``changes`` are fields, or ``group``, ``blocks``."""
    form_id = list(VALUES)[number - 2]
    rows = {"group": changes.pop("group", group(2, 2, 1))} if number in {3, 6} else {}
    default = tuple(
        empty_sign_block(b.id, form_id) if b.filled_by is FilledBy.RECEIVING_OFFICE else sign_block(b.id, form_id)
        for b in _BLOCKS[form_id]
    )
    blocks = changes.pop("blocks", default)
    values = {**VALUES[form_id], **changes}
    fields = {
        slot: value if isinstance(value, Answer) else answer(value)
        for slot, value in values.items()
        if value is not NOT_PRINTED
    }
    return Record(form_id, "specimen", fields=fields, rows=rows, blocks=blocks, printed=Printed(FORMS[form_id].title))


def judged(
    of: Record, programme: Programme = NATIONAL, on: date = ON, facts: OutsideFacts = NONE
) -> tuple[Finding, ...]:
    """The findings of a 附件2–6 under its small definition."""
    return check(of, programme, on, FORMS[of.form], facts)


def codes(
    of: Record, programme: Programme = NATIONAL, on: date = ON, facts: OutsideFacts = NONE
) -> list[tuple[str, str, str | None]]:
    """Code, severity and place of every finding that blocks, warns or informs; what awaits the office left out."""
    found = judged(of, programme, on, facts)
    return [(f.code, f.severity.value, f.where) for f in found if f.code != "pending-office"]


def ruled(rule: str, of: Record, programme: Programme = NATIONAL, on: date = ON, facts: OutsideFacts = NONE) -> Outcome:
    """What one rule says of a 附件2–6."""
    (found,) = [o for o in verdicts(of, programme, on, FORMS[of.form], facts) if o.rule.id == rule]
    return found


SUMMARY = (
    "一、组织管理：成立由主要负责人任组长的试点工作领导小组。\n"
    "二、标准体系建设：构建标准体系框架，编制标准明细表，收集国家标准并制定内部标准。\n"
    "三、标准实施应用：开展宣贯培训，组织标准实施，检查考核，自我评价，持续改进。\n"
    "四、任务完成情况：试点任务全部完成，记录及时归档。\n"
    "五、试点效果：满意度提升，形成服务品牌，标准覆盖率达到92%。"
)


def companion(kind: str = "summary-report", text: str = SUMMARY, **more: Any) -> Companion:
    return Companion(kind, text, **more)


def letter(**changes: Any) -> Companion:
    """A 推荐函 that names the pilot of the default application."""
    values: dict[str, Any] = {"issuer": "宜昌市社会管理和公共服务标准化联席会议", "pilots": (PILOT,), **changes}
    return Companion("recommendation-letter", **values)
