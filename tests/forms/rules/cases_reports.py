"""Cases of the rules on 附件2 to 附件6, in the words of the articles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from forms.outside import ExpertFile, PassRecord
from forms.programme import NATIONAL
from tests.forms.papers import group, member, paper, sign_block
from tests.forms.records import NOT_PRINTED, UNIT, answer, blank, unread
from tests.forms.rules.case import Case, fires, silent, unsure

HAPPENED = answer({"answer": True, "text": "重大服务质量事故"}, "有，2017年发生重大服务质量事故")
NOT_DONE = answer({"answer": False, "text": ""}, "否")
POOL = (ExpertFile("专家甲", degree=True, senior=True, years=5),)
BEGINNER = (ExpertFile("专家甲", degree=True, senior=True, years=4),)
SCORED = replace(NATIONAL, score_total=100, pass_mark=80)
ONE = (member("专家甲"),)

CASES: tuple[Case, ...] = (
    fires(
        "R18.1",
        "期限四年的试点申请评估",
        paper(2, pilot_period={"start": "2014-05", "end": "2018-05"}),
        "period-length warn",
    ),
    silent("R18.1", "期限2年的试点申请评估", paper(2)),
    fires("R18.3", "期满四个月前提出", paper(2, applied_on="2018-01-20"), "window-early warn"),
    fires("R18.3", "期满后提出", paper(2, applied_on="2018-06-01"), "window-late warn"),
    silent("R18.3", "期满前3个月内提出", paper(2)),
    unsure("R18.3", "申请日期空白", paper(2, applied_on=blank("年 月 日"))),
    fires("R18.4", "自查不合格", paper(2, self_check_result="不合格"), "self-check-failed block"),
    fires("R18.4", "自查晚于申请", paper(2, self_check_on="2018-03-21"), "self-check-late block"),
    silent("R18.4", "自查合格后申请", paper(2)),
    unsure("R18.4", "未印自查结论栏", paper(2, self_check_result=NOT_PRINTED)),
    fires("R18.7", "运行未满半年", paper(2, standards_system_running_since="2017-09-21"), "system-run-short block"),
    fires("R18.7", "运行起始日期空白", paper(2, standards_system_running_since=blank()), "field-missing block"),
    silent("R18.7", "运行恰满半年", paper(2, standards_system_running_since="2017-09-20")),
    unsure("R18.7", "只写到月", paper(2, standards_system_running_since="2017-09")),
    fires("R24", "创建期间发生重大事故", paper(2, incidents=HAPPENED), "incident-reported block"),
    silent("R24", "创建期间未发生", paper(2)),
    unsure("R24", "表中未印此栏", paper(2, incidents=NOT_PRINTED)),
    fires("R15.1", "评估报告未附标准明细表", paper(3), "standards-list-missing warn", standards_list_attached=False),
    silent("R15.1", "评估报告附标准明细表", paper(3), standards_list_attached=True),
    unsure("R15.1", "不知道是否附有", paper(3)),
    fires("R19.1", "评估组4人", paper(3, group=group(2, 1, 1)), "group-size warn"),
    silent("R19.1", "评估组5人", paper(3)),
    silent("R19.1", "评估组7人", paper(3, group=group(3, 2, 2))),
    unsure("R19.1", "评估组零人", paper(3, group=())),
    fires("R19.2", "5人中标准化专家1人", paper(3, group=group(1, 3, 1)), "standardization-share block"),
    fires("R19.2", "7人中标准化专家2人", paper(3, group=group(2, 3, 2)), "standardization-share block"),
    silent("R19.2", "6人中标准化专家2人", paper(3, group=group(2, 3, 1))),
    unsure("R19.2", "一人类别不明", paper(3, group=(*group(1, 2, 1), member("陈某", expertise=unread())))),
    fires("R19.3", "没有管理人员", paper(3, group=group(3, 2)), "group-composition warn"),
    silent("R19.3", "由三类人员组成", paper(3)),
    unsure("R19.3", "一人类别不明", paper(3, group=(*group(2, 2), member("陈某", expertise=unread())))),
    fires("R19.4", "未从专家库选取", paper(3, group=ONE), "expert-outside-pool info", experts=()),
    silent("R19.4", "从专家库选取", paper(3, group=ONE), experts=POOL),
    unsure("R19.4", "未提供专家库", paper(3, group=ONE)),
    fires("R19.5", "组员来自试点单位", paper(3, group=(member("陈某", UNIT),)), "member-own-unit warn"),
    fires("R19.5", "同一人列两次", paper(6, group=ONE * 2), "member-twice warn"),
    silent("R19.5", "组员均来自别的单位", paper(3)),
    unsure("R19.5", "组员单位不明", paper(3, group=(member("陈某", blank()),))),
    fires("R20", "未写得分", paper(3, score=blank()), "field-missing warn", score_sheet_attached=True),
    fires("R20", "未附计分表", paper(3), "score-sheet-missing warn", score_sheet_attached=False),
    fires("R20", "得分超过总分", paper(3, score=101), "score-range warn", programme=SCORED, score_sheet_attached=True),
    fires(
        "R20",
        "不到合格线却合格",
        paper(3, score=79),
        "score-conclusion warn",
        programme=SCORED,
        score_sheet_attached=True,
    ),
    silent("R20", "对照计分表评分", paper(3), score_sheet_attached=True),
    unsure(
        "R20", "得分一栏写的是文字", paper(3, score=unread("九十多分", "number-invalid")), score_sheet_attached=True
    ),
    fires(
        "R21", "未随机调查公众满意程度", paper(3, procedure_satisfaction_survey=NOT_DONE), "procedure-step-missing warn"
    ),
    silent("R21", "八项程序均有记录", paper(3)),
    unsure("R21", "一项未印出", paper(3, procedure_feedback=NOT_PRINTED)),
    fires("H4", "覆盖率60%", paper(3, overview="标准覆盖率达到60%。"), "coverage-low warn"),
    silent("H4", "覆盖率80%", paper(3, overview="标准覆盖率达到80%。")),
    unsure("H4", "未写覆盖率", paper(3)),
    fires("R23.2", "有效期写成四年", paper(4, valid_until="2020-06-01"), "validity-mismatch warn"),
    silent("R23.2", "有效期3年", paper(5)),
    unsure("R23.2", "公布日期空白", paper(5, qualified_on=blank())),
    fires("R28", "从事相关工作4年", paper(3, group=ONE), "expert-qualification warn", experts=BEGINNER),
    silent("R28", "从事相关工作5年", paper(6, group=ONE), experts=POOL),
    unsure("R28", "未提供专家库", paper(6, group=ONE)),
    fires("R30", "未曾合格", paper(5), "no-pass block", passed=PassRecord(False)),
    silent("R30", "合格且有效", paper(5), passed=PassRecord(True)),
    unsure("R30", "未提供合格记录", paper(5)),
    fires("R32.1", "提前四个月提出", paper(5, applied_on="2019-02-01"), "window-early warn"),
    fires("R32.1", "逾期提出", paper(5, applied_on="2019-06-02"), "window-late block"),
    silent("R32.1", "届满之日提出", paper(5, applied_on="2019-06-01")),
    unsure("R32.1", "期内填写而届满后收到", paper(5), received_on=date(2019, 6, 2)),
    unsure("R32.1", "有效期空白", paper(5, valid_until=blank())),
    fires("R34.1", "复查组8人", paper(6, group=group(3, 3, 2)), "group-size warn"),
    silent("R34.1", "复查组5人而标准化专家不足三分之一", paper(6, group=group(1, 3, 1))),
    unsure("R34.1", "复查组零人", paper(6, group=())),
    fires(
        "R34.2", "复查三天", paper(6, rechecked_on={"start": "2019-05-08", "end": "2019-05-10"}), "recheck-days warn"
    ),
    silent("R34.2", "复查一天", paper(6, rechecked_on={"start": "2019-05-08", "end": "2019-05-08"})),
    unsure("R34.2", "复查日期空白", paper(6, rechecked_on=blank())),
    fires(
        "R34.3", "材料评价晚于现场复查", paper(6), "material-after-visit block", material_evaluated_on=date(2019, 5, 9)
    ),
    silent("R34.3", "先评价材料", paper(6), material_evaluated_on=date(2019, 5, 7)),
    unsure("R34.3", "材料不符合要求仍去现场", paper(6, material_evaluation="申请材料不符合要求。")),
    fires("R34.4", "未写现场抽查", paper(6, spot_check=blank()), "recheck-content-missing warn"),
    silent("R34.4", "两个方面四项重点齐全", paper(6)),
    unsure("R34.4", "一项无法识别", paper(6, mechanism=unread())),
    fires("R34.5", "未写结论意见", paper(6, conclusion=blank()), "recheck-content-missing warn"),
    silent("R34.5", "提出结论并已沟通", paper(6)),
    unsure("R34.5", "未印问题一栏", paper(6, problems=NOT_PRINTED)),
    fires(
        "X1",
        "盖章处单位不一致",
        paper(2, blocks=(sign_block("unit", "annex2-evaluation-application", unit="西陵区教育局"),)),
        "unit-mismatch warn",
    ),
    fires("X3", "报告早于评估", paper(3, reported_on="2018-05-07"), "date-order warn"),
    silent("X3", "评估之后出报告", paper(3)),
)
