from dataclasses import replace
from datetime import date

import pytest

from forms.check import check_package, verdicts_on
from forms.outside import NONE, OutsideFacts, Recommender, RecommenderKind, Stage
from forms.pilot import Package
from forms.programme import HUBEI, NATIONAL
from forms.rules.rule import Scope, Verdict
from tests.forms.papers import ON, companion, letter, paper
from tests.forms.records import record

MEETING = Recommender("宜昌市社会管理和公共服务标准化联席会议", RecommenderKind.CITY_MEETING, True, 1)
COMPLETE = OutsideFacts(received_on=date(2016, 5, 20), recommender=MEETING, copies=4, electronic=True)
APPLICATION = (record(), letter())


def outcome(rule, papers, programme=NATIONAL, facts=NONE):
    package = Package(tuple(papers), programme, ON, facts)
    (found,) = [o for o in verdicts_on(Scope.PACKAGE, package) if o.rule.id == rule]
    return found


def said(papers, programme=NATIONAL, facts=NONE):
    return [(f.code, f.severity, f.rule, f.subject) for f in check_package(papers, programme, ON, facts)]


@pytest.mark.parametrize("programme", [NATIONAL, HUBEI])
def test_a_complete_application_package_has_no_findings(programme):
    assert check_package(APPLICATION, programme, ON, COMPLETE) == ()
    package = Package(APPLICATION, programme, ON, COMPLETE)
    found = {o.rule.id: o.verdict for o in verdicts_on(Scope.PACKAGE, package)}
    assert {rule for rule, verdict in found.items() if verdict is not Verdict.HOLDS} == {"X2"}


def test_papers_without_any_form_are_asked_nothing():
    assert check_package((), HUBEI, ON) == ()
    assert check_package((letter(),), HUBEI, ON) == ()


@pytest.mark.parametrize(
    ("papers", "stage"),
    [
        ((record(),), Stage.APPLICATION),
        ((record(), paper(2)), Stage.EVALUATION),
        ((record(), paper(2), paper(3)), Stage.EVALUATION_RESULT),
        ((paper(3), paper(4)), Stage.RECHECK),
        ((paper(4), paper(5), paper(6)), Stage.RECHECK_RESULT),
        ((), None),
    ],
)
def test_what_the_papers_are_handed_in_for_follows_from_the_latest_form(papers, stage):
    assert Package(papers, NATIONAL, ON).stage is stage
    assert Package(papers, NATIONAL, ON, OutsideFacts(stage=Stage.EVALUATION)).stage is Stage.EVALUATION


def test_r11_blocks_an_application_without_a_recommendation():
    (found,) = check_package((record(),), NATIONAL, ON)
    assert (found.code, found.severity, found.rule, found.where) == ("paper-missing", "block", "R11", None)
    assert (found.basis, found.subject) == ("第十一条", "recommendation-letter")
    assert "推荐函" in found.message


def test_r11_blocks_a_recommendation_of_other_pilots():
    other = letter(pilots=("伍家岗区养老服务综合标准化试点",))
    assert said((record(), other)) == [("pilot-mismatch", "block", "R11", "recommendation-letter")]
    both = letter(pilots=("伍家岗区养老服务综合标准化试点", "西陵區政務服務綜合標準化試點"))
    assert said((record(), both)) == []


def test_r11_cannot_tell_where_the_list_was_not_read():
    assert outcome("R11", (record(), letter(pilots=()))).verdict is Verdict.CANNOT_TELL
    assert outcome("R11", APPLICATION).verdict is Verdict.HOLDS


EVALUATION = (record(), paper(2), companion(), companion("standards-list", ""))


def test_r18_5_asks_for_the_summary_report_with_the_application():
    assert outcome("R18.5", EVALUATION).verdict is Verdict.HOLDS
    assert said(EVALUATION) == []
    assert said((record(), paper(2), companion("standards-list", ""))) == [
        ("paper-missing", "block", "R18.5", "summary-report")
    ]
    stated = OutsideFacts(stage=Stage.EVALUATION)
    assert said((record(), companion(), companion("standards-list", "")), facts=stated) == [
        ("paper-missing", "block", "R18.5", "annex2-evaluation-application")
    ]


def test_r15_1_warns_of_a_package_without_the_list_of_standards():
    assert said(EVALUATION[:3]) == [("standards-list-missing", "warn", "R15.1", "")]
    assert outcome("R15.1", EVALUATION).verdict is Verdict.HOLDS


RESULT = (*EVALUATION, paper(3))


def test_r23_1_holds_for_two_sets_of_three_papers_and_a_covering_letter():
    facts = OutsideFacts(copies=2, covering_letter=True)
    assert outcome("R23.1", RESULT, facts=facts).verdict is Verdict.HOLDS
    assert said(RESULT, facts=facts) == []


@pytest.mark.parametrize(
    ("place", "missing"), [(1, "annex2-evaluation-application"), (2, "summary-report")], ids=["annex2", "summary"]
)
def test_r23_1_blocks_a_package_that_lacks_a_paper(place, missing):
    papers = [p for number, p in enumerate(RESULT) if number != place]
    assert said(papers) == [("paper-missing", "block", "R23.1", missing)]


def test_r23_1_blocks_one_set_and_a_package_without_its_letter():
    facts = OutsideFacts(copies=1, covering_letter=False)
    assert said(RESULT, facts=facts) == [
        ("paper-missing", "block", "R23.1", "covering-letter"),
        ("copies-short", "block", "R23.1", ""),
    ]
    assert said((*RESULT, companion("covering-letter", "")), facts=replace(facts, copies=2)) == []


def test_r23_1_cannot_tell_copies_and_letter_unless_given():
    assert outcome("R23.1", RESULT).verdict is Verdict.CANNOT_TELL
    assert said(RESULT) == []


@pytest.mark.parametrize(
    ("there", "missing"), [(5, "annex4-recheck-self-inspection"), (4, "annex5-recheck-application")]
)
def test_r32_2_asks_for_both_papers_of_the_recheck(there, missing):
    assert said((paper(there),)) == [("paper-missing", "block", "R32.2", missing)]
    assert outcome("R32.2", (paper(4), paper(5))).verdict is Verdict.HOLDS


@pytest.mark.parametrize("missing", [4, 5, 6])
def test_r35_asks_for_all_three_papers_of_the_recheck(missing):
    facts = OutsideFacts(stage=Stage.RECHECK_RESULT)
    found = said([paper(number) for number in (4, 5, 6) if number != missing], facts=facts)
    assert [(code, severity, rule) for code, severity, rule, _ in found] == [("paper-missing", "block", "R35")]
    assert found[0][3].startswith(f"annex{missing}")
    assert outcome("R35", (paper(4), paper(5), paper(6))).verdict is Verdict.HOLDS


def recommender(kind, has_meeting=None, name=MEETING.name):
    return replace(COMPLETE, recommender=Recommender(name, kind, has_meeting, 1))


@pytest.mark.parametrize(
    ("kind", "has_meeting", "verdict"),
    [
        (RecommenderKind.CITY_MEETING, True, Verdict.HOLDS),
        (RecommenderKind.CITY_MEETING, None, Verdict.HOLDS),
        (RecommenderKind.CITY_MEETING, False, Verdict.BROKEN),
        (RecommenderKind.MEMBER_UNIT, None, Verdict.HOLDS),
        (RecommenderKind.CITY_OFFICE, False, Verdict.HOLDS),
        (RecommenderKind.CITY_BUREAU, False, Verdict.HOLDS),
        (RecommenderKind.CITY_BUREAU, True, Verdict.BROKEN),
        (RecommenderKind.CITY_OFFICE, True, Verdict.BROKEN),
        (RecommenderKind.OTHER, None, Verdict.BROKEN),
        (RecommenderKind.CITY_BUREAU, None, Verdict.CANNOT_TELL),
    ],
)
def test_h8_asks_in_whose_name_a_project_is_recommended(kind, has_meeting, verdict):
    facts = recommender(kind, has_meeting)
    assert outcome("H8", APPLICATION, HUBEI, facts).verdict is verdict
    expected = [("recommender-name", "block", "H8")] if verdict is Verdict.BROKEN else []
    assert [found[:3] for found in said(APPLICATION, HUBEI, facts)] == expected


def test_h8_compares_the_name_under_the_letter():
    facts = recommender(RecommenderKind.MEMBER_UNIT, name="湖北省教育厅")
    (found,) = check_package(APPLICATION, HUBEI, ON, facts)
    assert found.rule == "H8"
    assert "与推荐单位“湖北省教育厅”不一致" in found.message
    assert outcome("H8", (record(), letter(issuer=None)), HUBEI, COMPLETE).verdict is Verdict.CANNOT_TELL
    assert outcome("H8", APPLICATION, HUBEI).verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize(("copies", "enough"), [(4, True), (3, False), (0, False)])
def test_h9_asks_for_four_copies(copies, enough):
    found = said(APPLICATION, HUBEI, replace(COMPLETE, copies=copies))
    assert found == ([] if enough else [("copies-short", "block", "H9", "")])


def test_h9_warns_without_the_electronic_file_and_joins_the_missing_letter():
    assert said(APPLICATION, HUBEI, replace(COMPLETE, electronic=False)) == [("electronic-missing", "warn", "H9", "")]
    (found,) = check_package((record(),), HUBEI, ON, COMPLETE)
    assert (found.code, found.rule, found.also) == ("paper-missing", "R11", ("H9",))
    assert found.basis == "第十一条、鄂质监标函〔2016〕76号第四部分第3项"


@pytest.mark.parametrize("change", [{"copies": None}, {"electronic": None}])
def test_h9_cannot_tell_what_nobody_counted(change):
    assert outcome("H9", APPLICATION, HUBEI, replace(COMPLETE, **change)).verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("day", "inclusive", "late"), [(20, True, False), (21, True, True), (20, False, True), (19, False, False)]
)
def test_h10_refuses_what_came_after_20_may(day, inclusive, late):
    programme = replace(HUBEI, deadline_inclusive=inclusive)
    found = said(APPLICATION, programme, replace(COMPLETE, received_on=date(2016, 5, day)))
    assert found == ([("received-late", "block", "H10", "")] if late else [])


def test_h10_is_silent_without_a_receipt_and_outside_hubei():
    assert outcome("H10", APPLICATION, HUBEI).verdict is Verdict.CANNOT_TELL
    assert outcome("H10", APPLICATION, replace(HUBEI, deadline=None), COMPLETE).verdict is Verdict.CANNOT_TELL
    assert said(APPLICATION, NATIONAL, replace(COMPLETE, received_on=date(2016, 12, 31))) == []


def counted(kind, recommended):
    return replace(
        COMPLETE, recommender=Recommender(MEETING.name, kind, kind is RecommenderKind.CITY_MEETING, recommended)
    )


@pytest.mark.parametrize(
    ("kind", "count", "code"),
    [
        (RecommenderKind.CITY_BUREAU, 1, []),
        (RecommenderKind.CITY_BUREAU, 2, [("quota-exceeded", "warn", "H5", "")]),
        (RecommenderKind.CITY_MEETING, 2, [("quota-exceeded", "warn", "H5", "")]),
        (RecommenderKind.MEMBER_UNIT, 2, []),
        (RecommenderKind.MEMBER_UNIT, 3, [("quota-exceeded", "block", "H6", "")]),
    ],
)
def test_h5_warns_and_h6_blocks_above_the_quota_of_a_batch(kind, count, code):
    assert said(APPLICATION, HUBEI, counted(kind, count)) == code


@pytest.mark.parametrize("rule", ["H5", "H6"])
def test_quotas_cannot_be_told_without_the_count_of_the_batch(rule):
    assert outcome(rule, APPLICATION, HUBEI).verdict is Verdict.CANNOT_TELL
    assert outcome(rule, APPLICATION, HUBEI, counted(RecommenderKind.OTHER, None)).verdict is Verdict.CANNOT_TELL
    assert outcome(rule, APPLICATION, HUBEI, COMPLETE).verdict is Verdict.HOLDS
