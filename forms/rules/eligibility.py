"""Who may apply: what the unit is, what it has, and who supports it (第八条, 第九条; 湖北通知第三部分)."""

from __future__ import annotations

import re

from forms.finding import Severity
from forms.rules.facts import Facts, Standing, page_note
from forms.rules.missing import missing
from forms.rules.rule import Answers, Breach, Unknown, rule
from forms.script import fold
from forms.statutes import HUBEI_2016, RULES
from forms.units import OrganLevel, UnitType, organ_level, unit_type

_CONDITIONS_OF_HUBEI = HUBEI_2016.part("第三部分")
_NOT_PUBLIC = {UnitType.ENTERPRISE, UnitType.SELF_EMPLOYED, UnitType.COOPERATIVE, UnitType.BRANCH}
_NOT_ADMITTED_IN_HUBEI = {UnitType.SELF_EMPLOYED, UnitType.BRANCH}
_SUPPORT = re.compile("经费|资金|政策|财政|预算|拨款|投入|补助|补贴|万元")


def _kind_of_unit(facts: Facts) -> UnitType | None:
    """By the code where it stands its own check, else by the name."""
    code = facts.text("organization_code")
    if any(fault.code == "code-invalid" for fault in facts.faults("organization_code")):
        code = None
    return unit_type(code, facts.text("unit_name") or facts.text("lead_unit"))


def _unit_slot(facts: Facts) -> str:
    return next((s for s in ("unit_name", "lead_unit") if facts.answer(s)), "organization_code")


def _unit_type_breach(facts: Facts, kind: UnitType, severity: Severity, ask: str) -> Breach:
    slot = _unit_slot(facts)
    answer = facts.answer(slot)
    name = facts.text(slot) or "承担单位"
    evidence = answer.evidence if answer else None
    return Breach(
        "unit-type",
        severity,
        f"fields.{slot}",
        f"“{name}”按代码或者名称判断为{kind.value}{page_note(evidence)}，{ask}",
        evidence=evidence,
    )


@rule(
    "R08",
    basis=RULES.art(8),
    strength="原则上",
    gravest=Severity.WARN,
    reads=("fields.unit_name", "fields.lead_unit", "fields.organization_code"),
)
def public_function(facts: Facts) -> Answers:
    """试点单位原则上应当是具有社会管理、公共服务职能的机构或者组织。

    A warning only, and none where a province's notice admits 提供公共服务的企业.
    """
    kind = _kind_of_unit(facts)
    if kind is None:
        yield Unknown("代码和名称均不能判断单位类型")
    elif kind in _NOT_PUBLIC and not facts.programme.admits_enterprises:
        yield _unit_type_breach(
            facts, kind, Severity.WARN, "原则上应当是具有社会管理、公共服务职能的机构或者组织。请核对其职能和设立依据。"
        )


@rule("R09.1a", basis=RULES.art(9, item=1), strength="应当", gravest=Severity.BLOCK, reads=("fields.business_scope",))
def clear_function(facts: Facts) -> Answers:
    """具有明确的社会管理、公共服务职能。"""
    match facts.standing("business_scope"):
        case Standing.NOT_PRINTED | Standing.UNREADABLE as state:
            yield Unknown(f"业务范围 {state}")
        case Standing.BLANK:
            yield missing(facts, "business_scope", "不能说明单位具有明确的社会管理、公共服务职能")


@rule(
    "R09.1b", basis=RULES.art(9, item=1), strength="应当", gravest=Severity.BLOCK, reads=("fields.organization_code",)
)
def legal_liability(facts: Facts) -> Answers:
    """能够独立承担法律责任: it has an organization code or a unified social credit code."""
    yield from _code_missing_or_unknown(facts)
    answer = facts.answer("organization_code")
    for fault in facts.faults("organization_code"):
        if answer is not None and fault.code in {"code-invalid", "code-early"}:
            severity = Severity.BLOCK if fault.severe else Severity.WARN
            name = f"“{facts.label('organization_code')}”栏{page_note(answer.evidence)}"
            message = f"{name}：{fault.message}"
            yield Breach(fault.code, severity, "fields.organization_code", message, evidence=answer.evidence)


def _code_missing_or_unknown(facts: Facts) -> Answers:
    match facts.standing("organization_code"):
        case Standing.NOT_PRINTED | Standing.UNREADABLE as state:
            yield Unknown(f"代码 {state}")
        case Standing.BLANK:
            yield missing(facts, "organization_code", "不能说明单位能够独立承担法律责任")


@rule(
    "R09.2a",
    basis=RULES.art(9, item=2),
    strength="应当",
    gravest=Severity.BLOCK,
    reads=("fields.standardization_body", "fields.standardization_lead_name"),
)
def standardization_body(facts: Facts) -> Answers:
    """有标准化管理机构及专兼职标准化人员: broken where both are printed and neither is filled in."""
    slots = ("standardization_body", "standardization_lead_name")
    states = [facts.standing(slot) for slot in slots]
    if Standing.GIVEN in states:
        return
    if states == [Standing.BLANK, Standing.BLANK]:
        for slot in slots:
            yield missing(facts, slot, "不能说明有标准化管理机构及专兼职标准化人员")
    else:
        yield Unknown("标准化机构或者负责人未印出或者无法识别")


@rule("R09.2b", basis=RULES.art(9, item=2), strength="应当", gravest=Severity.BLOCK, reads=("fields.conditions",))
def groundwork(facts: Facts) -> Answers:
    """具有一定的标准化工作基础: the description has at least the programme's number of characters, spaces apart."""
    state, answer = facts.standing("conditions"), facts.answer("conditions")
    if state is Standing.BLANK:
        yield missing(facts, "conditions", "不能说明具有一定的标准化工作基础")
        return
    if answer is None or state is not Standing.GIVEN:
        yield Unknown(f"标准化工作现状 {state}")
        return
    count = len("".join(str(answer.value).split()))
    if count < facts.programme.min_groundwork_characters:
        yield Breach(
            "groundwork-thin",
            Severity.WARN,
            "fields.conditions",
            f"“{facts.label('conditions')}”仅{count}字{page_note(answer.evidence)}，"
            f"少于{facts.programme.min_groundwork_characters}字，难以说明标准化工作基础。请补充说明或者核对原件。",
            evidence=answer.evidence,
        )


@rule("R09.4", basis=RULES.art(9, item=4), strength="应当", gravest=Severity.WARN, reads=("fields.conditions",))
def local_support(facts: Facts) -> Answers:
    """所在地政府重视标准化工作，能够为试点创建提供政策、资金及其他支持。"""
    answer = facts.answer("conditions")
    text = facts.text("conditions")
    if answer is None or text is None:
        yield Unknown(f"标准化工作现状 {facts.standing('conditions')}")
    elif not _SUPPORT.search(fold(text)):
        yield Breach(
            "support-unstated",
            Severity.WARN,
            "fields.conditions",
            f"“{facts.label('conditions')}”未说明经费、资金或者政策保障{page_note(answer.evidence)}。"
            "请补充说明所在地政府提供的支持，或者核对保证单位意见。",
            evidence=answer.evidence,
        )


@rule(
    "H1",
    basis=_CONDITIONS_OF_HUBEI,
    strength="必要条件",
    gravest=Severity.BLOCK,
    reads=("fields.unit_name", "fields.lead_unit", "fields.organization_code"),
    local=True,
)
def admitted_unit(facts: Facts) -> Answers:
    """包括行政机构、事业单位、行业协会、提供公共服务的企业及其它正式注册登记的社会组织，具有法人资格。"""
    yield from _code_missing_or_unknown(facts)
    kind = _kind_of_unit(facts)
    if kind is None:
        yield Unknown("代码和名称均不能判断单位类型")
    elif kind in _NOT_ADMITTED_IN_HUBEI:
        yield _unit_type_breach(
            facts, kind, Severity.BLOCK, "不属于通知所列的具有法人资格的承担单位。请由具有法人资格的单位申报。"
        )


@rule(
    "H3",
    basis=_CONDITIONS_OF_HUBEI,
    strength="必要条件",
    gravest=Severity.BLOCK,
    reads=("fields.guarantor_units", "blocks.guarantor_unit.unit"),
    local=True,
)
def county_support(facts: Facts) -> Answers:
    """获当地县级以上党政机关或主管部门支持: one 保证单位 at least is such an organ."""
    blocks = [placed for placed in facts.blocks if placed.spec.id == "guarantor_unit"]
    written = [(str(p.read.unit.value), p.where("unit"), p.read.unit.evidence) for p in blocks if p.read.unit.value]
    cover = facts.answer("guarantor_units")
    evidence = cover.evidence if cover else None
    named = [(name, "fields.guarantor_units", evidence) for name in facts.names("guarantor_units")]
    levels = {organ_level(name) for name, _, _ in written + named}
    if not levels or (None in levels and OrganLevel.COUNTY_OR_HIGHER not in levels):
        yield Unknown("保证单位名称不能说明其级别")
    elif OrganLevel.COUNTY_OR_HIGHER not in levels:
        name, where, evidence = (written + named)[0]
        yield Breach(
            "guarantor-level",
            Severity.BLOCK,
            where,
            f"保证单位“{name}”{page_note(evidence)}不是县级以上党政机关或者主管部门。"
            "请由当地县级以上党政机关或者主管部门作为保证单位签署意见。",
            evidence=evidence,
        )
