"""What follows a failure or an accident, as the papers say it (第二十三条, 第二十六条, 第三十六条至第三十八条)."""

from __future__ import annotations

from datetime import timedelta

from forms.finding import Severity
from forms.outgoing import Ground, PaperKind, Sending
from forms.periods import add_months, chinese_date
from forms.rules.rule import Answers, Breach, Scope, Unknown, rule
from forms.statutes import RULES


@rule(
    "R23.3",
    basis=RULES.art(23, paragraph=3),
    strength="应当",
    gravest=Severity.BLOCK,
    reads=("outgoing.dated", "outgoing.due"),
    on=(PaperKind.RECTIFICATION_ORDER.value,),
    scope=Scope.OUTGOING,
)
def six_months_to_rectify(sending: Sending) -> Answers:
    """对评估不合格的试点单位，部级联席办公室应当责令限期6个月整改，整改结束后重新申请评估。"""
    dated, due, months = sending.paper.dated, sending.paper.due, sending.programme.rectification_months
    if dated is None:
        yield Unknown("成文日期不知道")
    elif due is None:
        yield Breach(
            "due-date", Severity.BLOCK, None, f"限期整改通知未写明整改期限。应当责令限期{months}个月整改，请补充。"
        )
    elif due != add_months(dated, months):
        right = chinese_date(add_months(dated, months).isoformat())
        message = f"整改期限至{chinese_date(due.isoformat())}，按{months}个月应至{right}。请更正后发出。"
        yield Breach("due-date", Severity.BLOCK, None, message)


@rule(
    "R23.4",
    basis=RULES.art(23, paragraph=3),
    strength="—",
    gravest=Severity.BLOCK,
    reads=("outgoing.failures",),
    on=(PaperKind.RECTIFICATION_ORDER.value, PaperKind.PILOT_REVOCATION.value),
    scope=Scope.OUTGOING,
)
def revoked_after_the_second_failure(sending: Sending) -> Answers:
    """仍未通过评估的，撤销其试点资格: rectification after the first failure, revocation after the next."""
    failures, allowed = sending.paper.failures, sending.programme.failures_allowed
    if failures is None:
        yield Unknown("评估不合格的次数不知道")
    elif sending.paper.kind is PaperKind.RECTIFICATION_ORDER and failures > allowed:
        message = f"该试点已{failures}次评估不合格，整改后仍未通过的应当撤销其试点资格，不再责令整改。请核对评估记录。"
        yield Breach("failures-unfit", Severity.BLOCK, None, message)
    elif sending.paper.kind is PaperKind.PILOT_REVOCATION and failures <= allowed:
        message = f"该试点评估不合格{failures}次，应当先责令限期整改，仍未通过评估的方可撤销试点资格。请核对评估记录。"
        yield Breach("failures-unfit", Severity.BLOCK, None, message)


@rule(
    "R26.1",
    basis=RULES.art(26),
    strength="应当",
    gravest=Severity.WARN,
    reads=("outgoing.due", "outgoing.cc", "outgoing.to"),
    on=(PaperKind.FOLLOW_UP_RECTIFICATION.value, PaperKind.FOLLOW_UP_REPORT.value),
    scope=Scope.OUTGOING,
)
def rectified_and_reported(sending: Sending) -> Answers:
    """发现不符合标准或者发生重大责任事故的，应当责令限期整改，并报部级联席办公室: the article gives no number of months.

    The ministries' office is told by a copy of the order or by a paper of its own.
    """
    paper = sending.paper
    if paper.kind is PaperKind.FOLLOW_UP_RECTIFICATION and paper.due is None:
        yield Breach("due-date", Severity.WARN, None, "整改通知未写明期限。应当责令限期整改，请写明期限。")
    if sending.ministry((*paper.to, *paper.cc)):
        return
    if paper.kind is PaperKind.FOLLOW_UP_REPORT:
        message = "跟踪考核情况报送函未送部级联席办公室。请补充主送单位后发出。"
        yield Breach("addressee-missing", Severity.WARN, None, message)
    else:
        yield Unknown("不知道是否另行报部级联席办公室")


@rule(
    "R26.2",
    basis=RULES.art(26),
    strength="视情节",
    gravest=Severity.WARN,
    reads=("outgoing.joint_review",),
    on=(PaperKind.WARNING.value, PaperKind.CRITICISM.value, PaperKind.PASS_REVOCATION.value),
    scope=Scope.OUTGOING,
)
def decided_by_gravity(sending: Sending) -> Answers:
    """部级联席办公室应当组织成员单位进行审核，视情节分别做出书面警告、通报批评或者撤销合格的处理。"""
    if sending.paper.joint_review is None:
        yield Unknown("不知道成员单位是否已审核")
    elif not sending.paper.joint_review:
        message = f"没有成员单位审核的记录。请组织成员单位审核后再作{sending.paper.name}。"
        yield Breach("joint-review-missing", Severity.WARN, None, message)


@rule(
    "R36",
    basis=RULES.art(36),
    strength="—",
    gravest=Severity.WARN,
    reads=("outgoing.due", "outgoing.after_recheck", "outgoing.dated", "outgoing.valid_until"),
    on=(PaperKind.CANCELLATION.value, PaperKind.RECTIFICATION_ORDER.value, PaperKind.RECHECK_PASS_LIST.value),
    scope=Scope.OUTGOING,
)
def no_second_chance_after_recheck(sending: Sending) -> Answers:
    """合格有效期3年。经复查不合格的试点单位，取消其试点资格: the article gives no time to rectify here.

    The three years end with the anniversary of the publication or the day before.
    """
    paper = sending.paper
    if paper.kind is PaperKind.RECHECK_PASS_LIST:
        yield from _valid_again(sending)
    elif paper.kind is PaperKind.CANCELLATION and paper.due is not None:
        message = "取消试点资格通知写有整改期限。经复查不合格的应当取消其试点资格，细则未规定整改期限，请核对。"
        yield Breach("due-date", Severity.WARN, None, message)
    elif paper.kind is PaperKind.RECTIFICATION_ORDER and paper.after_recheck is None:
        yield Unknown("不知道是评估不合格还是复查不合格")
    elif paper.kind is PaperKind.RECTIFICATION_ORDER and paper.after_recheck:
        message = "经复查不合格的应当取消其试点资格，细则未规定整改期限。请核对是否应发取消试点资格通知。"
        yield Breach("due-date", Severity.WARN, None, message)


def _valid_again(sending: Sending) -> Answers:
    dated, until, months = sending.paper.dated, sending.paper.valid_until, sending.programme.pass_months
    if dated is None or until is None:
        yield Unknown("成文日期或者有效期不知道")
    elif until not in {add_months(dated, months), add_months(dated, months) - timedelta(days=1)}:
        right = chinese_date(add_months(dated, months).isoformat())
        message = f"复查合格有效期至{chinese_date(until.isoformat())}，自公布之日起{months}个月应至{right}。请核对。"
        yield Breach("validity-mismatch", Severity.WARN, None, message)


@rule(
    "R37.1",
    basis=RULES.art(37),
    strength="应当",
    gravest=Severity.WARN,
    reads=("outgoing.ground",),
    on=(PaperKind.RECHECK_STOP.value,),
    scope=Scope.OUTGOING,
)
def stopped_for_a_reason(sending: Sending) -> Answers:
    """复查期间申请单位发生重大服务质量事故或者标准体系运行出现重大问题的，应当停止复查工作: the notice says which."""
    if sending.paper.ground is None:
        message = f"停止复查通知未写明事由。请写明是{'、'.join(Ground)}中的哪一种。"
        yield Breach("ground-missing", Severity.WARN, None, message)


@rule(
    "R37.2",
    basis=RULES.art(37),
    strength="应当",
    gravest=Severity.WARN,
    reads=("outgoing.ground", "outgoing.criticised"),
    on=(PaperKind.RECHECK_STOP.value,),
    scope=Scope.OUTGOING,
)
def fraud_is_made_public(sending: Sending) -> Answers:
    """申请单位申请复查弄虚作假的，应当停止复查工作并通报批评。"""
    if sending.paper.ground is not Ground.FRAUD:
        return
    if sending.paper.criticised is None:
        yield Unknown("不知道是否同时通报批评")
    elif not sending.paper.criticised:
        message = "申请复查弄虚作假的，停止复查的同时应当通报批评。请一并作出通报批评。"
        yield Breach("criticism-missing", Severity.WARN, None, message)


@rule(
    "R38",
    basis=RULES.art(38),
    strength="应当",
    gravest=Severity.WARN,
    reads=("outgoing.to", "outgoing.cc"),
    on=(PaperKind.DISQUALIFICATION.value,),
    scope=Scope.OUTGOING,
)
def units_are_told(sending: Sending) -> Answers:
    """复查工作人员违反有关规定的，应当取消其复查工作资格，并向相关单位通报。"""
    if not sending.paper.to and not sending.paper.cc:
        message = "取消复查工作资格的通报没有主送和抄送单位。请写明所通报的相关单位。"
        yield Breach("addressee-missing", Severity.WARN, None, message)
