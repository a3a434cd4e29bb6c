"""Who sends what to whom, with which papers (第四条, 第十二条, 第十三条, 第二十二条, 第二十三条, 第三十五条; 湖北通知)."""

from __future__ import annotations

from forms.finding import Severity
from forms.outgoing import FROM_MINISTRY, FROM_PROVINCE, PROVINCE_GOVERNMENT, PaperKind, Sending
from forms.pilot import paper_name
from forms.programme import Level
from forms.rules.rule import Answers, Breach, Scope, Unknown, rule
from forms.script import fold
from forms.statutes import HUBEI_2016, RULES

_EVALUATION = ("annex2-evaluation-application", "summary-report", "annex3-evaluation-report")
_RECHECK = ("annex4-recheck-self-inspection", "annex5-recheck-application", "annex6-recheck-report")


def _on(*kinds: PaperKind) -> tuple[str, ...]:
    return tuple(kind.value for kind in kinds)


@rule(
    "R04",
    basis=RULES.art(4),
    strength="—",
    gravest=Severity.BLOCK,
    reads=("outgoing.issuers",),
    on=_on(*sorted(FROM_PROVINCE | FROM_MINISTRY)),
    scope=Scope.OUTGOING,
)
def right_sender(sending: Sending) -> Answers:
    """社会管理和公共服务标准化联席会议办公室（下称部级联席办公室）具体承担发布试点征集、下达试点任务、开展试点监督、确认试点评估结果等相关事宜；

    省级联席办公室，具体承担辖区内标准化试点的征集、初核、上报、评估等相关管理事宜。 Jointly
    with the departments 国标委 may issue; in a province's own pilots the province's office stands in the ministries' place.
    """
    paper = sending.paper
    own_pilots = sending.programme.level is Level.PROVINCIAL
    if not paper.issuers:
        yield Unknown("发文机关不知道")
    elif paper.kind in FROM_PROVINCE:
        if not sending.province(paper.issuers):
            yield _wrong_issuer(sending, "省级联席办公室")
    elif not sending.ministry(paper.issuers) and not (own_pilots and sending.province(paper.issuers)):
        yield _wrong_issuer(
            sending, "省级联席办公室" if own_pilots else "部级联席办公室，或者国家标准委与有关部门联合发文"
        )


def _wrong_issuer(sending: Sending, right: str) -> Breach:
    issuers = "、".join(sending.paper.issuers)
    message = f"{sending.paper.name}的发文机关为“{issuers}”，应为{right}。请更正后发出。"
    return Breach("issuer-wrong", Severity.BLOCK, None, message)


def _addressed(sending: Sending, there: bool, office: str, severity: Severity = Severity.BLOCK) -> Answers:
    if not there:
        message = f"{sending.paper.name}未送{office}。请补充主送或者抄送单位后发出。"
        yield Breach("addressee-missing", severity, None, message, subject=office)


def _reviewed(sending: Sending, act: str) -> Answers:
    if sending.paper.joint_review is None:
        yield Unknown(f"不知道成员单位是否已{act}")
    elif not sending.paper.joint_review:
        message = (
            f"没有成员单位{act}的记录，{sending.paper.name}不得发出。请先组织成员单位{act}并记录日期、参加单位和结果。"
        )
        yield Breach("joint-review-missing", Severity.BLOCK, None, message)


@rule(
    "R12.1",
    basis=RULES.art(12),
    strength="应当",
    gravest=Severity.BLOCK,
    reads=("outgoing.issuers", "outgoing.to", "outgoing.joint_review"),
    on=_on(PaperKind.APPLICATION_REPORT),
    scope=Scope.OUTGOING,
)
def reported_in_its_name(sending: Sending) -> Answers:
    """省级联席办公室应当组织成员单位对试点申请进行统一审核，确定后以省级联席办公室名义上报部级联席办公室。"""
    paper = sending.paper
    names = (paper.signatory,) if paper.signatory else paper.issuers
    if not sending.province(names):
        yield _wrong_issuer(sending, "省级联席办公室")
    yield from _addressed(sending, sending.ministry(paper.to), "部级联席办公室")
    yield from _reviewed(sending, "统一审核")


@rule(
    "R12.2",
    basis=RULES.art(12),
    strength="同时",
    gravest=Severity.BLOCK,
    reads=("outgoing.cc",),
    on=_on(PaperKind.APPLICATION_REPORT),
    scope=Scope.OUTGOING,
)
def copied_to_the_government(sending: Sending) -> Answers:
    """同时抄送省级人民政府。"""
    there = any(PROVINCE_GOVERNMENT.search(fold(name)) for name in sending.paper.cc)
    yield from _addressed(sending, there, "省级人民政府（抄送）")


@rule(
    "R13",
    basis=RULES.art(13),
    strength="应当",
    gravest=Severity.BLOCK,
    reads=("outgoing.joint_review",),
    on=_on(PaperKind.TASK_NOTICE),
    scope=Scope.OUTGOING,
)
def task_after_consensus(sending: Sending) -> Answers:
    """应当组织相关成员单位进行审核，对符合要求并协商一致的，由部级联席办公室下达试点建设任务。"""
    yield from _reviewed(sending, "审核并协商一致")


@rule(
    "R22",
    basis=RULES.art(22),
    strength="—",
    gravest=Severity.INFO,
    reads=("outgoing.to",),
    on=_on(PaperKind.EVALUATION_REPORT),
    scope=Scope.OUTGOING,
)
def reported_to_all(sending: Sending) -> Answers:
    """评估组向省级联席办公室和相关成员单位提交试点评估报告（见附件3）。"""
    to = (*sending.paper.to, *sending.paper.cc)
    if not to:
        yield Unknown("报告的提交对象不知道")
        return
    yield from _addressed(sending, sending.province(to), "省级联席办公室", Severity.INFO)
    yield from _addressed(sending, any(not sending.province([name]) for name in to), "相关成员单位", Severity.INFO)


def _enclosed(sending: Sending, wanted: tuple[str, ...]) -> Answers:
    if not sending.paper.enclosures:
        message = f"{sending.paper.name}没有附件。每个试点应附{'、'.join(paper_name(paper) for paper in wanted)}。"
        yield Breach("paper-missing", Severity.BLOCK, None, message)
    for enclosure in sending.paper.enclosures:
        for paper in wanted:
            if paper not in enclosure.papers:
                message = f"{sending.paper.name}缺少“{enclosure.pilot}”的{paper_name(paper)}。请补齐后发出。"
                yield Breach("paper-missing", Severity.BLOCK, None, message, subject=f"{enclosure.pilot} {paper}")


@rule(
    "R23.1",
    basis=RULES.art(23, paragraph=1),
    strength="应当",
    gravest=Severity.BLOCK,
    reads=("outgoing.to", "outgoing.copies", "outgoing.enclosures", "outgoing.joint_review"),
    on=_on(PaperKind.EVALUATION_RESULT),
    scope=Scope.OUTGOING,
)
def evaluation_result_sent(sending: Sending) -> Answers:
    """省级联席办公室应当组织相关成员单位对试点评估结果进行确认，并报部级联席办公室。

    报送材料一式2份，包括报送公函，每个试点的评估申请表、试点总结报告和试点评估报告。
    """
    yield from _addressed(sending, sending.ministry(sending.paper.to), "部级联席办公室")
    yield from _reviewed(sending, "确认")
    yield from _enclosed(sending, _EVALUATION)
    copies, asked = sending.paper.copies, sending.programme.report_copies
    if copies is None:
        yield Unknown("份数不知道")
    elif copies < asked:
        message = f"{sending.paper.name}报送{copies}份，应为一式{asked}份。请补足后发出。"
        yield Breach("copies-short", Severity.BLOCK, None, message)


@rule(
    "R35",
    basis=RULES.art(35),
    strength="应当",
    gravest=Severity.BLOCK,
    reads=("outgoing.to", "outgoing.enclosures", "outgoing.joint_review"),
    on=_on(PaperKind.RECHECK_RESULT),
    scope=Scope.OUTGOING,
)
def recheck_result_sent(sending: Sending) -> Answers:
    """省级联席办公室应当组织相关成员单位进行确认，并将《社会管理和公共服务综合标准化试点复查自检报告》、

    《社会管理和公共服务综合标准化试点复查申请表》和《社会管理和公共服务综合标准化试点复查报告》（见附件6）报部级联席办公室。
    """
    yield from _addressed(sending, sending.ministry(sending.paper.to), "部级联席办公室")
    yield from _reviewed(sending, "确认")
    yield from _enclosed(sending, _RECHECK)


@rule(
    "H12",
    basis=HUBEI_2016.part("第四部分第3项"),
    strength="—",
    gravest=Severity.WARN,
    reads=("outgoing.screened", "outgoing.approved"),
    on=_on(PaperKind.PROVINCIAL_APPROVAL),
    scope=Scope.OUTGOING,
    local=True,
)
def screened_then_approved(sending: Sending) -> Answers:
    """凡新申报的项目，联席会议办公室在初审的基础上，提交联席会议审查批准后予以批复实施。"""
    for done, act in ((sending.paper.screened, "联席会议办公室初审"), (sending.paper.approved, "联席会议审查批准")):
        if done is None:
            yield Unknown(f"不知道是否已经{act}")
        elif not done:
            message = f"没有{act}的记录。请完成{act}后再予批复；已经完成的请补充记录。"
            yield Breach("approval-missing", Severity.WARN, None, message, subject=act)
