"""Applications as read, complete by default; a test changes the one thing it is about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from forms.check import check, verdicts
from forms.evidence import BBox, Evidence
from forms.finding import Finding
from forms.periods import chinese_date
from forms.programme import NATIONAL, Programme
from forms.record import Answer, BlockRecord, Printed, Record, SealMark, SignatureMark
from forms.rules.rule import Outcome, Verdict

ON = date(2016, 5, 10)
"""The day of judging: after every date of the complete application."""

UNIT = "宜昌市西陵区政务服务中心"
GUARANTOR = "宜昌市西陵区人民政府"
GUIDE = "宜昌市质量技术监督局"
MANAGER = "宜昌市社会管理和公共服务标准化联席会议"
OFFICE = "湖北省质量技术监督局"

NOT_PRINTED = object()
"""As a field's value: the document does not print the slot."""


def at(page: int) -> Evidence:
    return Evidence("pdf", page, BBox(20, 30, 80, 36))


def written(value: Any) -> str:
    """A good value as somebody writes it."""
    match value:
        case None:
            return ""
        case list():
            return "、".join(value)
        case {"start": start, "end": end}:
            return f"{written(start)}至{written(end)}"
        case {"answer": yes}:
            return "有" if yes else "无"
        case str() if re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", value):
            return chinese_date(value)
    return str(value)


def answer(value: Any, raw: str | None = None, *doubts: str, page: int = 2) -> Answer:
    """An answer as it would be read; ``raw`` follows the value, and a doubt marks it for review."""
    shown = raw if raw is not None else written(value)
    return Answer(value, shown, needs_review=bool(doubts), evidence=at(page), doubts=doubts)


def blank(raw: str = "") -> Answer:
    return answer(None, raw)


def unread(raw: str = "▓▓", code: str = "unreadable-value") -> Answer:
    return answer(None, raw, code)


FIELDS: dict[str, Any] = {
    "pilot_name": "西陵区政务服务综合标准化试点",
    "pilot_period": {"start": "2016-05", "end": "2018-05"},
    "lead_unit": UNIT,
    "guarantor_units": [GUARANTOR],
    "guiding_units": [GUIDE],
    "filed_on": "2016-04-11",
    "unit_name": UNIT,
    "organization_code": "12440600MB2C07549J",
    "legal_representative": "陈思远",
    "registered_address": "宜昌市西陵区环城北路12号",
    "unit_address": "宜昌市西陵区环城北路12号",
    "postcode": "443000",
    "industry": "政务服务",
    "economic_type": "事业单位",
    "contact_name": "李文静",
    "contact_phone": "0717-6445566",
    "email": "xlzw@example.cn",
    "standardization_body": "综合科",
    "standardization_lead_name": "王建国",
    "standardization_lead_phone": "0717-6445588",
    "business_scope": "承担全区行政审批和公共服务事项的集中办理、协调和监督。",
    "incidents_last_3_years": {"answer": False, "text": ""},
    "conditions": "中心已制定服务规范四十余项，配备专职标准化人员三名，成立由主要负责人任组长的领导小组，"
    "区财政安排专项经费二十万元。",
}

PLAN: tuple[tuple[str, str, str, str], ...] = (
    ("启动阶段", "2016-05", "2016-08", "召开动员会，开展标准化知识培训，构建标准体系框架，编制标准明细表。"),
    ("编制阶段", "2016-09", "2017-02", "收集国家标准、行业标准和地方标准，制定内部标准。"),
    ("实施阶段", "2017-03", "2017-12", "组织各窗口实施标准，定期检查考核，开展自我评价。"),
    ("提升阶段", "2018-01", "2018-05", "针对问题持续改进，创建服务品牌，将记录归档保存。"),
)

BLOCKS: tuple[tuple[str, str, str, str], ...] = (
    ("lead_unit", UNIT, "自愿申报，保证所填内容属实。", "2016-04-11"),
    ("guarantor_unit", GUARANTOR, "同意申报，将给予经费保障。", "2016-04-13"),
    ("guiding_unit", GUIDE, "同意推荐。", "2016-04-18"),
    ("managing_unit", MANAGER, "同意。", "2016-04-20"),
)


def block(block_id: str, **changes: Any) -> BlockRecord:
    """The block as complete as the default application has it; ``changes`` are answers, values or marks."""
    unit, opinion, day = next(
        (b[1:] for b in BLOCKS if b[0] == block_id), ("西陵区行政审批局", "同意参加。", "2016-04-12")
    )
    whole = BlockRecord(
        block_id,
        answer(unit, page=3),
        answer(opinion, page=3),
        answer(day, page=3),
        SignatureMark(True, evidence=at(3)),
        SealMark(True, "round", unit, matches_unit=True, evidence=at(3)),
        at(3),
    )
    for name, change in changes.items():
        if name == "signature" and not isinstance(change, SignatureMark):
            change = SignatureMark(change, needs_review=change is None, evidence=at(3))
        elif name == "seal" and not isinstance(change, SealMark):
            change = SealMark(change, needs_review=change is None, evidence=at(3))
        elif name in {"unit", "opinion", "date"}:
            change = replace(change if isinstance(change, Answer) else answer(change), evidence=at(3))
        whole = replace(whole, **{name: change})
    return whole


def empty_block(block_id: str, unit: str | None = None) -> BlockRecord:
    """The block as printed: nothing written, no mark; ``unit`` is filled in from elsewhere, so its raw is empty."""
    return block(block_id, unit=answer(unit, ""), opinion=blank(), date=blank("年 月 日"), signature=False, seal=False)


def blocks(*changed: BlockRecord, without: tuple[str, ...] = ()) -> tuple[BlockRecord, ...]:
    """The default blocks with ``changed`` in the place of those of the same id; new ids stand after the first."""
    ids = [b[0] for b in BLOCKS if b[0] not in without]
    if any(b.id not in ids for b in changed):
        ids.insert(1, next(b.id for b in changed if b.id not in ids))
    return tuple(found for wanted in ids for found in ([b for b in changed if b.id == wanted] or [block(wanted)]))


def plan(*rows: tuple[str, str, str, str]) -> tuple[Mapping[str, Answer], ...]:
    return tuple(
        {
            "step": answer(step, page=2),
            "period": answer({"start": start, "end": end}),
            "work": answer(work, page=2),
            "responsible_units": answer(["综合科"], "综合科", page=2),
        }
        for step, start, end, work in rows
    )


def record(**changes: Any) -> Record:
    """A complete application in the printing of 2016. ``changes`` are fields, or ``rows``, ``blocks``, ``printed``."""
    parts = {name: changes.pop(name) for name in ("rows", "blocks", "printed", "edition") if name in changes}
    values = {**FIELDS, **changes}
    fields = {
        name: value if isinstance(value, Answer) else answer(value)
        for name, value in values.items()
        if value is not NOT_PRINTED
    }
    printed = Printed(
        "湖北省社会管理和公共服务综合标准化试点申请书",
        ("unit", "plan", "blocks"),
        {"organization_code": "组织机构代码", "unit_name": "单位名称"},
    )
    return Record(
        "annex1-application",
        parts.get("edition", "hubei-2016"),
        fields=fields,
        rows=parts.get("rows", {"plan": plan(*PLAN)}),
        blocks=parts.get("blocks", blocks()),
        printed=parts.get("printed", printed),
    )


def findings(of: Record, programme: Programme = NATIONAL, on: date = ON) -> list[tuple[str, str, str | None]]:
    """Code, severity and place of every finding."""
    return [(f.code, f.severity.value, f.where) for f in check(of, programme, on)]


def finding(code: str, of: Record, programme: Programme = NATIONAL, on: date = ON) -> Finding:
    """The one finding of that code; fails where there is none or more than one."""
    (found,) = [f for f in check(of, programme, on) if f.code == code]
    return found


def outcome(rule: str, of: Record, programme: Programme = NATIONAL, on: date = ON) -> Outcome:
    """What one rule says of the paper."""
    (found,) = [o for o in verdicts(of, programme, on) if o.rule.id == rule]
    return found


def verdict(rule: str, of: Record, programme: Programme = NATIONAL, on: date = ON) -> Verdict:
    return outcome(rule, of, programme, on).verdict
