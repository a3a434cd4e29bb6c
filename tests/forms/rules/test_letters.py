from dataclasses import replace
from datetime import date

import pytest

from forms.check import check_outgoing, verdicts_on
from forms.outgoing import FROM_MINISTRY, FROM_PROVINCE, NAMES, Enclosure, OutgoingPaper, PaperKind, Sending
from forms.programme import HUBEI, NATIONAL, PROVINCIAL
from forms.rules.rule import Scope, Verdict
from tests.forms.papers import PILOT

ON = date(2018, 6, 1)
PROVINCE = "湖北省社会管理和公共服务标准化联席会议办公室"
MINISTRY = "社会管理和公共服务标准化联席会议办公室"
STANDARDS = "国家标准化管理委员会"
EVALUATION = Enclosure(
    PILOT, frozenset({"annex2-evaluation-application", "summary-report", "annex3-evaluation-report"})
)
RECHECK = Enclosure(
    PILOT, frozenset({"annex4-recheck-self-inspection", "annex5-recheck-application", "annex6-recheck-report"})
)


def sent(kind, issuer=PROVINCE, **more):
    return OutgoingPaper(kind, (issuer,), **{"to": (MINISTRY,), "joint_review": True, **more})


UPWARDS = sent(PaperKind.APPLICATION_REPORT, cc=("湖北省人民政府",))
RESULT = sent(PaperKind.EVALUATION_RESULT, copies=2, enclosures=(EVALUATION,))
RECHECKED = sent(PaperKind.RECHECK_RESULT, enclosures=(RECHECK,))


def outcome(rule, paper, programme=NATIONAL):
    (found,) = [o for o in verdicts_on(Scope.OUTGOING, Sending(paper, programme, ON)) if o.rule.id == rule]
    return found


def said(paper, programme=NATIONAL):
    return [(f.code, f.severity, f.rule, f.subject) for f in check_outgoing(paper, programme, ON)]


@pytest.mark.parametrize("paper", [UPWARDS, RESULT, RECHECKED], ids=lambda p: p.kind.value)
def test_a_right_paper_has_no_findings(paper):
    assert check_outgoing(paper, NATIONAL, ON) == ()
    assert {o.verdict for o in verdicts_on(Scope.OUTGOING, Sending(paper, NATIONAL, ON))} == {Verdict.HOLDS}


def test_every_kind_of_paper_has_a_name_and_at_most_one_level_of_sender():
    assert set(NAMES) == set(PaperKind)
    assert not FROM_PROVINCE & FROM_MINISTRY


@pytest.mark.parametrize("kind", sorted(FROM_PROVINCE - {PaperKind.PROVINCIAL_APPROVAL}))
@pytest.mark.parametrize(
    "issuer", ["宜昌市质量技术监督局", "湖北省教育厅", MINISTRY, "宜昌市社会管理和公共服务标准化联席会议办公室"]
)
def test_r04_blocks_a_paper_upwards_from_anyone_but_the_provinces_office(kind, issuer):
    (found,) = outcome("R04", sent(kind, issuer)).breaches
    assert (found.code, found.severity, found.where) == ("issuer-wrong", "block", None)
    assert f"“{issuer}”，应为省级联席办公室" in found.message


@pytest.mark.parametrize(
    "issuer",
    [
        PROVINCE,
        "浙江省联席会议办公室",
        "省级联席办公室",
        "北京市社会管理和公共服务标准化联席会议办公室",
        "广西壮族自治区联席会议办公室",
    ],
)
def test_r04_knows_the_provinces_office_by_its_names(issuer):
    assert outcome("R04", sent(PaperKind.EVALUATION_PLAN, issuer)).verdict is Verdict.HOLDS


@pytest.mark.parametrize("kind", sorted(FROM_MINISTRY))
def test_r04_leaves_the_ministries_papers_to_the_ministries(kind):
    for issuer in (MINISTRY, STANDARDS, "部级联席办公室"):
        assert outcome("R04", sent(kind, issuer)).verdict is Verdict.HOLDS
    joint = OutgoingPaper(kind, ("民政部", STANDARDS))
    assert outcome("R04", joint).verdict is Verdict.HOLDS
    assert outcome("R04", sent(kind, PROVINCE)).verdict is Verdict.BROKEN
    assert outcome("R04", sent(kind, "民政部")).verdict is Verdict.BROKEN


def test_r04_puts_the_province_in_the_ministries_place_in_its_own_pilots():
    assert outcome("R04", sent(PaperKind.TASK_NOTICE, PROVINCE), PROVINCIAL).verdict is Verdict.HOLDS
    assert outcome("R04", sent(PaperKind.TASK_NOTICE, "湖北省质监局"), HUBEI).verdict is Verdict.HOLDS
    assert outcome("R04", sent(PaperKind.TASK_NOTICE, "宜昌市质监局"), HUBEI).verdict is Verdict.BROKEN


def test_r04_cannot_tell_without_an_issuer():
    assert outcome("R04", OutgoingPaper(PaperKind.TASK_NOTICE, ())).verdict is Verdict.CANNOT_TELL


def test_r12_1_blocks_a_report_in_another_name_to_another_office_or_without_review():
    assert ("issuer-wrong", "block", "R04", "") in said(replace(UPWARDS, issuers=("湖北省质量技术监督局",)))
    assert outcome("R12.1", replace(UPWARDS, signatory="湖北省质量技术监督局")).verdict is Verdict.BROKEN
    assert (
        outcome("R12.1", replace(UPWARDS, issuers=("湖北省质量技术监督局",), signatory=PROVINCE)).verdict
        is Verdict.HOLDS
    )
    assert said(replace(UPWARDS, to=("民政部",))) == [("addressee-missing", "block", "R12.1", "部级联席办公室")]
    assert said(replace(UPWARDS, joint_review=False)) == [("joint-review-missing", "block", "R12.1", "")]


def test_r12_1_cannot_tell_whether_the_members_reviewed_it():
    assert outcome("R12.1", replace(UPWARDS, joint_review=None)).verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("cc", "there"),
    [
        (("湖北省人民政府",), True),
        (("省級人民政府",), True),
        (("广西壮族自治区人民政府", "民政厅"), True),
        (("上海市人民政府",), True),
        (("宜昌市人民政府",), False),
        (("湖北省人民政府办公厅",), False),
        ((), False),
    ],
)
def test_r12_2_asks_for_a_copy_to_the_provinces_government(cc, there):
    found = said(replace(UPWARDS, cc=cc))
    assert found == ([] if there else [("addressee-missing", "block", "R12.2", "省级人民政府（抄送）")])


@pytest.mark.parametrize(
    ("reviewed", "verdict"), [(True, Verdict.HOLDS), (False, Verdict.BROKEN), (None, Verdict.CANNOT_TELL)]
)
def test_r13_lets_a_task_go_out_after_the_members_agree(reviewed, verdict):
    assert outcome("R13", sent(PaperKind.TASK_NOTICE, MINISTRY, joint_review=reviewed)).verdict is verdict


@pytest.mark.parametrize(
    ("to", "lacking"),
    [((PROVINCE, "湖北省民政厅"), []), ((PROVINCE,), ["相关成员单位"]), (("湖北省民政厅",), ["省级联席办公室"])],
)
def test_r22_notes_who_else_gets_the_report(to, lacking):
    outcome_ = outcome("R22", sent(PaperKind.EVALUATION_REPORT, to=to))
    assert [(b.subject, b.severity) for b in outcome_.breaches] == [(who, "info") for who in lacking]


def test_r22_cannot_tell_without_addressees():
    assert outcome("R22", sent(PaperKind.EVALUATION_REPORT, to=())).verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize("paper", [RESULT, RECHECKED], ids=lambda p: p.kind.value)
def test_r23_1_and_r35_ask_for_every_paper_of_every_pilot(paper):
    rule = "R23.1" if paper is RESULT else "R35"
    (enclosure,) = paper.enclosures
    for missing in enclosure.papers:
        part = Enclosure("另一试点", enclosure.papers - {missing})
        found = said(replace(paper, enclosures=(enclosure, part)))
        assert found == [("paper-missing", "block", rule, f"另一试点 {missing}")]
    assert said(replace(paper, enclosures=())) == [("paper-missing", "block", rule, "")]
    assert said(replace(paper, joint_review=False)) == [("joint-review-missing", "block", rule, "")]
    assert said(replace(paper, to=(PROVINCE,))) == [("addressee-missing", "block", rule, "部级联席办公室")]
    assert outcome(rule, replace(paper, joint_review=None)).verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize(("copies", "code"), [(1, ["copies-short"]), (2, []), (3, []), (None, [])])
def test_r23_1_asks_for_two_sets(copies, code):
    assert [found[0] for found in said(replace(RESULT, copies=copies))] == code
    untold = copies is None
    assert (outcome("R23.1", replace(RESULT, copies=copies)).verdict is Verdict.CANNOT_TELL) is untold


@pytest.mark.parametrize(
    ("screened", "approved", "lacking"),
    [(True, True, []), (False, True, ["联席会议办公室初审"]), (True, False, ["联席会议审查批准"]), (True, None, [])],
)
def test_h12_warns_of_an_approval_before_the_joint_meeting_has_approved(screened, approved, lacking):
    paper = sent(PaperKind.PROVINCIAL_APPROVAL, screened=screened, approved=approved)
    assert [found[3] for found in said(paper, HUBEI)] == lacking
    assert (outcome("H12", paper, HUBEI).verdict is Verdict.CANNOT_TELL) is (approved is None)
    assert said(paper, PROVINCIAL) == []
