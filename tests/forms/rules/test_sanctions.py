from dataclasses import replace
from datetime import date

import pytest

from forms.check import check_outgoing, verdicts_on
from forms.outgoing import Ground, OutgoingPaper, PaperKind, Sending
from forms.programme import NATIONAL
from forms.rules.rule import Scope, Verdict
from tests.forms.rules.test_letters import MINISTRY, ON, PROVINCE

ORDER = OutgoingPaper(
    PaperKind.RECTIFICATION_ORDER,
    (MINISTRY,),
    to=(PROVINCE,),
    dated=date(2018, 8, 31),
    due=date(2019, 2, 28),
    failures=1,
    after_recheck=False,
)


def outcome(rule, paper, programme=NATIONAL):
    (found,) = [o for o in verdicts_on(Scope.OUTGOING, Sending(paper, programme, ON)) if o.rule.id == rule]
    return found


def said(paper, programme=NATIONAL):
    return [(f.code, f.severity, f.rule) for f in check_outgoing(paper, programme, ON)]


def test_an_order_to_rectify_within_six_months_has_no_findings():
    assert said(ORDER) == []


@pytest.mark.parametrize(
    ("dated", "due", "fits"),
    [
        (date(2018, 8, 31), date(2019, 2, 28), True),
        (date(2023, 8, 31), date(2024, 2, 29), True),
        (date(2018, 3, 15), date(2018, 9, 15), True),
        (date(2018, 3, 15), date(2018, 9, 14), False),
        (date(2018, 3, 15), date(2018, 9, 16), False),
        (date(2018, 3, 15), None, False),
    ],
)
def test_r23_3_gives_six_months_to_the_day(dated, due, fits):
    found = said(replace(ORDER, dated=dated, due=due))
    assert found == ([] if fits else [("due-date", "block", "R23.3")])


def test_r23_3_cannot_tell_without_the_day_of_the_order():
    assert outcome("R23.3", replace(ORDER, dated=None)).verdict is Verdict.CANNOT_TELL


REVOCATION = replace(ORDER, kind=PaperKind.PILOT_REVOCATION, due=None)


@pytest.mark.parametrize(
    ("paper", "failures", "fits"),
    [(ORDER, 1, True), (ORDER, 2, False), (REVOCATION, 2, True), (REVOCATION, 1, False), (REVOCATION, 0, False)],
)
def test_r23_4_revokes_after_the_second_failure_and_not_before(paper, failures, fits):
    found = said(replace(paper, failures=failures))
    assert found == ([] if fits else [("failures-unfit", "block", "R23.4")])


def test_r23_4_cannot_tell_without_the_count():
    assert outcome("R23.4", replace(REVOCATION, failures=None)).verdict is Verdict.CANNOT_TELL


FOLLOW_UP = OutgoingPaper(
    PaperKind.FOLLOW_UP_RECTIFICATION,
    (PROVINCE,),
    to=("宜昌市西陵区政务服务中心",),
    cc=(MINISTRY,),
    due=date(2018, 9, 1),
)


def test_r26_1_asks_for_a_time_limit_and_a_report_to_the_ministries():
    assert said(FOLLOW_UP) == []
    assert said(replace(FOLLOW_UP, due=None)) == [("due-date", "warn", "R26.1")]
    assert outcome("R26.1", replace(FOLLOW_UP, cc=())).verdict is Verdict.CANNOT_TELL
    report = OutgoingPaper(PaperKind.FOLLOW_UP_REPORT, (PROVINCE,), to=("宜昌市西陵区政务服务中心",))
    assert said(report) == [("addressee-missing", "warn", "R26.1")]
    assert said(replace(report, to=(MINISTRY,))) == []


@pytest.mark.parametrize("kind", [PaperKind.WARNING, PaperKind.CRITICISM, PaperKind.PASS_REVOCATION])
def test_r26_2_asks_that_the_members_have_reviewed_it(kind):
    paper = OutgoingPaper(kind, (MINISTRY,), to=(PROVINCE,), joint_review=True)
    assert said(paper) == []
    assert said(replace(paper, joint_review=False)) == [("joint-review-missing", "warn", "R26.2")]
    assert outcome("R26.2", replace(paper, joint_review=None)).verdict is Verdict.CANNOT_TELL


def test_r36_gives_no_time_to_rectify_after_a_failed_recheck():
    cancelled = OutgoingPaper(PaperKind.CANCELLATION, (MINISTRY,), to=(PROVINCE,))
    assert said(cancelled) == []
    assert said(replace(cancelled, due=date(2019, 1, 1))) == [("due-date", "warn", "R36")]
    assert said(replace(ORDER, after_recheck=True)) == [("due-date", "warn", "R36")]
    assert outcome("R36", replace(ORDER, after_recheck=None)).verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("until", "fits"),
    [(date(2019, 2, 28), True), (date(2019, 3, 1), False), (date(2019, 2, 27), True), (date(2019, 2, 26), False)],
)
def test_r36_gives_three_years_again(until, fits):
    listed = OutgoingPaper(PaperKind.RECHECK_PASS_LIST, (MINISTRY,), dated=date(2016, 2, 29), valid_until=until)
    assert said(listed) == ([] if fits else [("validity-mismatch", "warn", "R36")])
    assert outcome("R36", replace(listed, valid_until=None)).verdict is Verdict.CANNOT_TELL


STOP = OutgoingPaper(PaperKind.RECHECK_STOP, (PROVINCE,), to=("宜昌市西陵区政务服务中心",), ground=Ground.ACCIDENT)


def test_r37_1_asks_that_the_notice_says_why():
    assert said(STOP) == []
    (found,) = check_outgoing(replace(STOP, ground=None), NATIONAL, ON)
    assert (found.code, found.severity, found.rule) == ("ground-missing", "warn", "R37.1")
    assert "标准体系运行出现重大问题" in found.message


def test_r37_2_asks_for_a_public_criticism_of_fraud_alone():
    fraud = replace(STOP, ground=Ground.FRAUD)
    assert said(replace(fraud, criticised=False)) == [("criticism-missing", "warn", "R37.2")]
    assert said(replace(fraud, criticised=True)) == []
    assert outcome("R37.2", fraud).verdict is Verdict.CANNOT_TELL
    assert outcome("R37.2", replace(STOP, criticised=False)).verdict is Verdict.HOLDS


def test_r38_asks_that_the_units_concerned_are_told():
    told = OutgoingPaper(PaperKind.DISQUALIFICATION, (PROVINCE,), to=("湖北省标准化研究院",))
    assert said(told) == []
    assert said(replace(told, to=(), cc=("湖北省标准化研究院",))) == []
    assert said(replace(told, to=())) == [("addressee-missing", "warn", "R38")]
