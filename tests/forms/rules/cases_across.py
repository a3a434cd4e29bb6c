"""Cases of the rules across papers, on companion papers and on papers that go out, in the words of the articles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from forms.outgoing import Enclosure, Ground, OutgoingPaper, PaperKind
from forms.outside import Recommender, RecommenderKind
from tests.forms.papers import PILOT, SUMMARY, companion, letter, paper
from tests.forms.records import record
from tests.forms.rules.case import Case, fires, silent, unsure

MEETING = "宜昌市社会管理和公共服务标准化联席会议"
OFFICE = "湖北省社会管理和公共服务标准化联席会议办公室"
MINISTRY = "社会管理和公共服务标准化联席会议办公室"
UNIT = "宜昌市西陵区政务服务中心"
APPLICATION = (record(), letter())
EVALUATION = (paper(2), companion(), companion("standards-list", ""))
RESULT = (*EVALUATION, paper(3))
RECHECK = (paper(4), paper(5))
PERIOD = {"start": "2016-05", "end": "2019-05"}
BRIEF = "试点任务全部完成。"


def from_city(
    kind: RecommenderKind = RecommenderKind.CITY_MEETING, has_meeting: bool = True, count: int = 1
) -> Recommender:
    return Recommender(MEETING, kind, has_meeting, count)


MEMBER = RecommenderKind.MEMBER_UNIT


def sent(kind: PaperKind, issuer: str = OFFICE, to: str = MINISTRY, **more: Any) -> OutgoingPaper:
    whole = OutgoingPaper(kind, (issuer,), to=(to,), joint_review=True)
    return replace(whole, **more)


def enclosed(*papers: str) -> tuple[Enclosure, ...]:
    return (Enclosure(PILOT, frozenset(papers)),)


UPWARDS = sent(PaperKind.APPLICATION_REPORT, cc=("湖北省人民政府",))
OUTCOME = sent(
    PaperKind.EVALUATION_RESULT,
    copies=2,
    enclosures=enclosed("annex2-evaluation-application", "summary-report", "annex3-evaluation-report"),
)
RECHECKED = sent(
    PaperKind.RECHECK_RESULT,
    enclosures=enclosed("annex4-recheck-self-inspection", "annex5-recheck-application", "annex6-recheck-report"),
)
ORDER = sent(
    PaperKind.RECTIFICATION_ORDER,
    MINISTRY,
    OFFICE,
    dated=date(2018, 8, 31),
    due=date(2019, 2, 28),
    failures=1,
    after_recheck=False,
)
TASK = sent(PaperKind.TASK_NOTICE, MINISTRY, OFFICE)
LISTED = sent(PaperKind.RECHECK_PASS_LIST, MINISTRY, OFFICE, dated=date(2016, 6, 1), valid_until=date(2019, 6, 1))
FOLLOW_UP = sent(PaperKind.FOLLOW_UP_RECTIFICATION, to=UNIT, cc=(MINISTRY,), due=date(2018, 9, 1))
STOPPED = sent(PaperKind.RECHECK_STOP, to=UNIT, ground=Ground.ACCIDENT)
FRAUD = replace(STOPPED, ground=Ground.FRAUD)
APPROVED = sent(PaperKind.PROVINCIAL_APPROVAL, to=MEETING, screened=True, approved=True)

ACROSS: tuple[Case, ...] = (
    fires("R11", "未经推荐", (record(),), "paper-missing block"),
    silent("R11", "经推荐", APPLICATION),
    unsure("R11", "推荐函所列试点未读出", (record(), letter(pilots=()))),
    fires("R15.1", "未报标准明细表", (paper(2), companion()), "standards-list-missing warn"),
    silent("R15.1", "报有标准明细表", EVALUATION),
    fires("R18.5", "未同时提交总结报告", (paper(2),), "paper-missing block"),
    silent("R18.5", "同时提交总结报告", EVALUATION),
    fires("R23.1", "缺少评估申请表", RESULT[1:], "paper-missing block"),
    fires("R23.1", "只有一份", RESULT, "copies-short block", copies=1, covering_letter=True),
    silent("R23.1", "一式2份，有报送公函", RESULT, copies=2, covering_letter=True),
    unsure("R23.1", "份数不知道", RESULT, covering_letter=True),
    fires("R32.2", "缺少复查自检报告", (paper(5),), "paper-missing block"),
    silent("R32.2", "两表并提交", RECHECK),
    fires("R35", "缺少复查申请表", (paper(4), paper(6)), "paper-missing block"),
    silent("R35", "三表齐全", (*RECHECK, paper(6))),
    fires("H5", "一市推荐2个", APPLICATION, "quota-exceeded warn", recommender=from_city(count=2)),
    silent("H5", "一市推荐1个", APPLICATION, recommender=from_city()),
    unsure("H5", "推荐数量不知道", APPLICATION),
    fires("H6", "成员单位推荐3个", APPLICATION, "quota-exceeded block", recommender=from_city(MEMBER, count=3)),
    silent("H6", "成员单位推荐2个", APPLICATION, recommender=from_city(MEMBER, count=2)),
    unsure("H6", "推荐数量不知道", APPLICATION),
    fires(
        "H8",
        "有联席会议而以质监局名义推荐",
        APPLICATION,
        "recommender-name block",
        recommender=from_city(RecommenderKind.CITY_BUREAU),
    ),
    silent("H8", "以联席会议名义推荐", APPLICATION, recommender=from_city()),
    unsure("H8", "推荐单位的情况不知道", APPLICATION),
    fires("H9", "只有三份", APPLICATION, "copies-short block", copies=3, electronic=True),
    fires("H9", "没有电子档", APPLICATION, "electronic-missing warn", copies=4, electronic=False),
    silent("H9", "一式四份并电子档", APPLICATION, copies=4, electronic=True),
    unsure("H9", "份数不知道", APPLICATION, electronic=True),
    fires("H10", "5月21日收到", APPLICATION, "received-late block", received_on=date(2016, 5, 21)),
    silent("H10", "5月20日收到", APPLICATION, received_on=date(2016, 5, 20)),
    unsure("H10", "收到日期不知道", APPLICATION),
    fires("X2", "试点时间前后不一致", (record(), paper(2, pilot_period=PERIOD)), "period-mismatch warn"),
    silent("X2", "各份材料一致", (record(), paper(2))),
    unsure("X2", "只有一份材料", (record(),)),
    fires("X3", "评估申请早于试点申请", (record(), paper(2, applied_on="2016-01-01")), "date-order warn"),
    silent("X3", "先申请试点再申请评估", (record(), paper(2))),
    unsure("X3", "只有一个日期", (record(),)),
)

COMPANIONS: tuple[Case, ...] = (
    fires("R15", "总结报告没有任务内容", companion(text="组织管理。"), *["task-missing warn"] * 8),
    silent("R15", "总结报告写明八项任务", companion()),
    unsure("R15", "总结报告没有文字", companion(text="")),
    fires("R16", "实施方案未提领导小组", companion("implementation-plan", BRIEF), "leading-group-unstated warn"),
    fires("R16", "由分管领导任组长", companion(text="分管领导任组长。"), "leading-group-unstated warn"),
    silent("R16", "成立领导小组", companion()),
    unsure("R16", "文字未全部读出", companion(text=BRIEF, whole=False)),
    fires("R18.6", "总结报告只写任务完成情况", companion(text=BRIEF), *["topic-missing warn"] * 4),
    silent("R18.6", "五个方面齐全", companion()),
    unsure("R18.6", "文字未全部读出", companion(text=BRIEF, whole=False)),
    fires("H4", "覆盖率79%", companion(text="标准覆盖率为79%"), "coverage-low warn"),
    silent("H4", "覆盖率92%", companion(text=SUMMARY)),
    unsure("H4", "未写覆盖率", companion(text=BRIEF)),
)

OUTGOING: tuple[Case, ...] = (
    fires("R04", "由市局上报", replace(UPWARDS, issuers=("宜昌市质量技术监督局",)), "issuer-wrong block"),
    silent("R04", "由省级联席办公室上报", UPWARDS),
    unsure("R04", "发文机关不知道", replace(UPWARDS, issuers=())),
    fires("R12.1", "未经成员单位统一审核", replace(UPWARDS, joint_review=False), "joint-review-missing block"),
    silent("R12.1", "统一审核后上报", UPWARDS),
    unsure("R12.1", "不知道是否审核", replace(UPWARDS, joint_review=None)),
    fires("R12.2", "未抄送省级人民政府", replace(UPWARDS, cc=()), "addressee-missing block"),
    silent("R12.2", "同时抄送省级人民政府", UPWARDS),
    fires("R13", "未协商一致即下达", replace(TASK, joint_review=False), "joint-review-missing block"),
    silent("R13", "协商一致后下达", TASK),
    unsure("R13", "不知道是否审核", replace(TASK, joint_review=None)),
    fires("R22", "只报省级联席办公室", sent(PaperKind.EVALUATION_REPORT, to=OFFICE), "addressee-missing info"),
    silent("R22", "报省级联席办公室和成员单位", sent(PaperKind.EVALUATION_REPORT, to=OFFICE, cc=("湖北省教育厅",))),
    unsure("R22", "提交对象不知道", replace(sent(PaperKind.EVALUATION_REPORT), to=())),
    fires("R23.1", "公函只报一份", replace(OUTCOME, copies=1), "copies-short block"),
    silent("R23.1", "公函一式2份", OUTCOME),
    unsure("R23.1", "公函份数不知道", replace(OUTCOME, copies=None)),
    fires("R23.3", "限期三个月整改", replace(ORDER, due=date(2018, 11, 30)), "due-date block"),
    silent("R23.3", "限期6个月，月末顺延至2月末", ORDER),
    unsure("R23.3", "成文日期不知道", replace(ORDER, dated=None)),
    fires("R23.4", "两次不合格仍责令整改", replace(ORDER, failures=2), "failures-unfit block"),
    silent("R23.4", "第一次不合格责令整改", ORDER),
    unsure("R23.4", "次数不知道", replace(ORDER, failures=None)),
    fires("R26.1", "未写明期限", replace(FOLLOW_UP, due=None), "due-date warn"),
    silent("R26.1", "责令限期整改并报部级联席办公室", FOLLOW_UP),
    unsure("R26.1", "不知道是否另行报告", replace(FOLLOW_UP, cc=())),
    fires(
        "R26.2", "未经审核即撤销合格", sent(PaperKind.PASS_REVOCATION, joint_review=False), "joint-review-missing warn"
    ),
    silent("R26.2", "审核后书面警告", sent(PaperKind.WARNING)),
    unsure("R26.2", "不知道是否审核", sent(PaperKind.CRITICISM, joint_review=None)),
    fires("R35", "复查结果缺附件", replace(RECHECKED, enclosures=()), "paper-missing block"),
    silent("R35", "三表报部级联席办公室", RECHECKED),
    unsure("R35", "不知道是否确认", replace(RECHECKED, joint_review=None)),
    fires("R36", "复查不合格还责令整改", replace(ORDER, after_recheck=True), "due-date warn"),
    silent("R36", "有效期3年", LISTED),
    unsure("R36", "有效期不知道", replace(LISTED, valid_until=None)),
    fires("R37.1", "未写明事由", replace(STOPPED, ground=None), "ground-missing warn"),
    silent("R37.1", "因重大服务质量事故停止", STOPPED),
    fires("R37.2", "弄虚作假而未通报批评", replace(FRAUD, criticised=False), "criticism-missing warn"),
    silent("R37.2", "停止复查并通报批评", replace(FRAUD, criticised=True)),
    unsure("R37.2", "不知道是否通报批评", FRAUD),
    fires("R38", "未向相关单位通报", replace(sent(PaperKind.DISQUALIFICATION), to=()), "addressee-missing warn"),
    silent("R38", "向相关单位通报", sent(PaperKind.DISQUALIFICATION, to="湖北省标准化研究院")),
    fires("H12", "未经联席会议批准", replace(APPROVED, approved=False), "approval-missing warn"),
    silent("H12", "初审并经联席会议批准", APPROVED),
    unsure("H12", "不知道是否初审", replace(APPROVED, screened=None)),
)

CASES = ACROSS + COMPANIONS + OUTGOING
