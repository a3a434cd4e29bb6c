"""Cases of the rules on the 试点申请书, in the words of the articles."""

from __future__ import annotations

from datetime import date

from forms.outside import EndedPilot, Ending
from forms.record import Printed, SealMark
from tests.forms.records import NOT_PRINTED, UNIT, answer, blank, block, blocks, plan, record, unread
from tests.forms.rules.case import Case, fires, silent, unsure

FIRM = record(unit_name="清风物业有限公司", lead_unit="清风物业有限公司", organization_code="91330100799655058B")
BRANCH = record(unit_name="清风物业有限公司宜昌分公司", lead_unit="清风物业有限公司宜昌分公司")
HAPPENED = answer({"answer": True, "text": "受到通报批评"}, "有，2015年受到通报批评")
UNCLEAR = answer({"answer": None, "text": "基本没有"}, "基本没有", "choice-unclear")
ONE_STEP = {"plan": plan(("启动阶段", "2016-05", "2018-05", "召开动员会。"))}
LED_BY_A_DEPUTY = "成立由副主任李某担任试点工作领导小组组长的领导小组，区财政安排专项经费，已制定服务规范四十余项。"
LED_BY_THE_HEAD = "成立领导小组，主任任组长，副主任任副组长，区财政安排专项经费，已制定服务规范四十余项，配备人员三名。"
REVOKED = (EndedPilot(UNIT, Ending.PASS_REVOKED, date(2014, 5, 1)),)
SEALED_BY_ANOTHER = SealMark(True, "round", "宜昌市教育局", matches_unit=False)
SEAL_NOT_READ = SealMark(True, "round", None, matches_unit=None, needs_review=True)
NOTHING = Printed("", (), {})

CASES: tuple[Case, ...] = (
    fires("R08", "企业申报", FIRM, "unit-type warn"),
    silent("R08", "具有公共服务职能的事业单位申报", record()),
    unsure("R08", "代码和名称均看不出单位类型", record(unit_name="西陵之家", organization_code=blank())),
    fires("R09.1a", "业务范围未填写", record(business_scope=blank()), "field-missing block"),
    silent("R09.1a", "具有明确的职能", record()),
    unsure("R09.1a", "表中未印业务范围栏", record(business_scope=NOT_PRINTED)),
    fires("R09.1b", "没有代码", record(organization_code=blank()), "field-missing block"),
    fires("R09.1b", "校验位不符的早期赋码", record(organization_code="91350203M0001QKT19"), "code-early warn"),
    silent("R09.1b", "能够独立承担法律责任", record()),
    unsure("R09.1b", "代码无法识别", record(organization_code=unread())),
    fires(
        "R09.2a",
        "既无标准化管理机构也无标准化人员",
        record(standardization_body=blank(), standardization_lead_name=blank()),
        "field-missing block",
        "field-missing block",
    ),
    silent("R09.2a", "有兼职标准化人员", record(standardization_body=blank())),
    unsure(
        "R09.2a",
        "未印标准化负责人栏",
        record(standardization_body=blank(), standardization_lead_name=NOT_PRINTED),
    ),
    fires("R09.2b", "标准化工作基础只有一句话", record(conditions="已有若干标准。"), "groundwork-thin warn"),
    fires("R09.2b", "标准化工作基础未填写", record(conditions=blank()), "field-missing block"),
    silent("R09.2b", "具有一定的标准化工作基础", record()),
    unsure("R09.2b", "该栏无法识别", record(conditions=unread())),
    fires("R09.3", "三年内受到通报批评", record(incidents_last_3_years=HAPPENED), "incident-reported block"),
    fires("R09.3", "有无事故一栏空白", record(incidents_last_3_years=blank()), "field-missing block"),
    silent("R09.3", "三年内未发生", record()),
    unsure("R09.3", "表述不明", record(incidents_last_3_years=UNCLEAR)),
    fires(
        "R09.4",
        "未说明政策、资金支持",
        record(conditions="中心已制定服务规范四十余项，配备专职标准化人员三名，成立领导小组，开展了培训。"),
        "support-unstated warn",
    ),
    silent("R09.4", "财政安排专项经费", record()),
    unsure("R09.4", "该栏未印出", record(conditions=NOT_PRINTED)),
    fires(
        "R10.1",
        "填写的是另一种表",
        record(printed=Printed("服务业标准化试点申报书", ("unit", "plan", "blocks"), {})),
        "title-mismatch block",
    ),
    silent("R10.1", "填写试点申请书", record()),
    unsure("R10.1", "表名未识别", record(printed=Printed("", ("unit", "plan", "blocks"), {}))),
    fires("R10.2", "保证单位未盖章", record(blocks=blocks(block("guarantor_unit", seal=False))), "seal-missing block"),
    fires(
        "R10.2",
        "业务指导单位不同意",
        record(blocks=blocks(block("guiding_unit", opinion="不同意。"))),
        "opinion-refused block",
    ),
    silent("R10.2", "各单位同意后报送", record()),
    unsure("R10.2", "有无签字无法判断", record(blocks=blocks(block("guiding_unit", signature=None)))),
    fires(
        "R15",
        "计划只有动员会",
        record(rows=ONE_STEP),
        *["task-missing warn"] * 8,
    ),
    silent("R15", "计划包括八项任务", record()),
    unsure("R15", "未见工作计划", record(rows={})),
    fires(
        "R16",
        "未成立领导小组",
        record(conditions="中心已制定服务规范四十余项，配备专职标准化人员三名，区财政安排专项经费。"),
        "leading-group-unstated warn",
    ),
    fires("R16", "由副主任任组长", record(conditions=LED_BY_A_DEPUTY), "leading-group-unstated warn"),
    silent("R16", "由主任任组长、副主任任副组长", record(conditions=LED_BY_THE_HEAD)),
    silent("R16", "成立由主要负责人任组长的领导小组", record()),
    unsure("R16", "创建条件无法识别", record(conditions=unread())),
    fires("R18.1", "期限一年", record(pilot_period={"start": "2016-05", "end": "2017-05"}), "period-length warn"),
    fires("R18.1", "止期早于起期", record(pilot_period={"start": "2018-05", "end": "2016-05"}), "period-order block"),
    silent("R18.1", "期限2年", record()),
    silent("R18.1", "期限恰为3年", record(pilot_period={"start": "2016-05-10", "end": "2019-05-10"})),
    unsure("R18.1", "未写止期", record(pilot_period={"start": "2016-05", "end": None})),
    fires("R26.3", "撤销合格未满两年", record(), "banned-unit block", ended=REVOKED),
    silent("R26.3", "撤销合格已满两年", record(filed_on="2016-05-02"), ended=REVOKED),
    unsure("R26.3", "未提供撤销合格的记录", record()),
    fires("H1", "没有法人资格的分公司申报", BRANCH, "unit-type block"),
    silent("H1", "提供公共服务的企业申报", FIRM),
    unsure("H1", "看不出单位类型", record(unit_name="西陵之家", organization_code=unread())),
    fires("H2", "三年内发生事故", record(incidents_last_3_years=HAPPENED), "incident-reported block"),
    silent("H2", "三年内未发生", record()),
    unsure("H2", "表述不明", record(incidents_last_3_years=UNCLEAR)),
    fires(
        "H3",
        "仅由街道办事处保证",
        record(
            guarantor_units=["西陵区窑湾街道办事处"],
            blocks=blocks(block("guarantor_unit", unit="西陵区窑湾街道办事处")),
        ),
        "guarantor-level block",
    ),
    silent("H3", "获区人民政府支持", record()),
    unsure(
        "H3",
        "保证单位的名称看不出级别",
        record(guarantor_units=["宜昌市标准化协会"], blocks=blocks(block("guarantor_unit", unit="宜昌市标准化协会"))),
    ),
    fires("H7", "创建时间四年", record(pilot_period={"start": "2016-05", "end": "2020-05"}), "period-length warn"),
    silent("H7", "创建时间2年", record()),
    unsure("H7", "创建时间未填写", record(pilot_period=blank())),
    fires("H11", "承担单位未加盖印章", record(blocks=blocks(block("lead_unit", seal=False))), "seal-missing block"),
    silent("H11", "承担单位只盖章未签字", record(blocks=blocks(block("lead_unit", signature=False)))),
    unsure("H11", "有无印章无法判断", record(blocks=blocks(block("guarantor_unit", seal=None)))),
    fires("X1", "封面与表内单位不一致", record(unit_name="西陵区教育局"), "unit-mismatch warn"),
    fires(
        "X1",
        "盖了别的单位的章",
        record(blocks=blocks(block("lead_unit", seal=SEALED_BY_ANOTHER))),
        "seal-mismatch block",
    ),
    silent("X1", "各处名称一致", record()),
    unsure("X1", "印章文字未识别", record(blocks=blocks(block("lead_unit", seal=SEAL_NOT_READ)))),
    fires(
        "X3", "签署日期早于填报日期", record(blocks=blocks(block("guiding_unit", date="2016-04-01"))), "date-order warn"
    ),
    fires("X3", "填报日期尚未到来", record(filed_on="2016-05-11"), "date-future warn"),
    silent("X3", "先填报后签署", record()),
    unsure("X3", "填报日期未填写", record(filed_on=blank("2016年 月 日"))),
    fires(
        "X4",
        "代码栏名称与各版均不相同",
        record(printed=Printed("试点申请书", ("unit", "plan", "blocks"), {"organization_code": "单位编号"})),
        "wording-unknown info",
    ),
    silent("X4", "2016年的表样", record()),
    unsure("X4", "代码栏名称未读出", record(printed=NOTHING)),
)
