"""第三十九条: a province follows by analogy, so every number of the rules can be set, and setting it changes the answer."""

from dataclasses import fields, replace
from datetime import date

import pytest

from forms.check import check_companion, check_outgoing, check_package
from forms.finding import Severity
from forms.law import Citation, Practice
from forms.outgoing import OutgoingPaper, PaperKind
from forms.outside import EndedPilot, Ending, ExpertFile, OutsideFacts, Recommender, RecommenderKind, Stage
from forms.programme import HUBEI, NATIONAL, PROGRAMMES, SOURCES, Change, PassStart, Programme, Window
from forms.rules.declared import DECLARED
from forms.statutes import HUBEI_2016, RULES
from tests.forms.papers import ANNEX_2, ON, companion, empty_sign_block, group, letter, member, paper, sign_block
from tests.forms.papers import judged as judged_small
from tests.forms.records import UNIT, answer, record
from tests.forms.records import findings as of_application

PROVINCE = "省级联席办公室"
MINISTRY = "部级联席办公室"


def application(programme):
    return of_application(record(), programme)


def packaged(stage, **facts):
    papers = (record(), letter(), paper(2), companion(), companion("standards-list", ""), paper(3))
    known = OutsideFacts(stage=stage, electronic=True, **facts)
    return lambda programme: [f.code for f in check_package(papers, programme, ON, known)]


def small(number, facts=None, **changes):
    return lambda p: [
        (f.code, f.severity) for f in judged_small(paper(number, **changes), p, facts=facts or OutsideFacts())
    ]


def banned(programme):
    from forms.check import check

    facts = OutsideFacts(ended=(EndedPilot(UNIT, Ending.PASS_REVOKED, date(2014, 4, 11)),))
    return check(record(), programme, date(2016, 5, 10), facts=facts)


def sent(kind, **facts):
    made = OutgoingPaper(PaperKind(kind), (PROVINCE, MINISTRY), to=(MINISTRY,), joint_review=True, **facts)
    return lambda programme: [f.code for f in check_outgoing(made, programme, ON)]


def quota(kind):
    return packaged(Stage.APPLICATION, recommender=Recommender("宜昌市社会管理和公共服务标准化联席会议", kind, True, 1))


LONG_AGO = answer({"answer": True, "text": "2012年受到通报批评"}, "有，2012年受到通报批评")
EXPERT = OutsideFacts(experts=(ExpertFile("陈某", degree=True, senior=True, years=5),))
UNSIGNED = (sign_block("unit", ANNEX_2, seal=False), empty_sign_block("province_office", ANNEX_2))

SETTING_CHANGES_ANSWER = {
    "term_months": (NATIONAL, (30, 36), application),
    "incident_months": (NATIONAL, 60, lambda p: of_application(record(incidents_last_3_years=LONG_AGO), p)),
    "min_groundwork_characters": (NATIONAL, 500, application),
    "copies": (HUBEI, 5, packaged(Stage.APPLICATION, copies=4)),
    "deadline": (HUBEI, date(2016, 5, 19), packaged(Stage.APPLICATION, received_on=date(2016, 5, 20))),
    "deadline_inclusive": (HUBEI, False, packaged(Stage.APPLICATION, received_on=date(2016, 5, 20))),
    "window_meaning": (NATIONAL, Window.LATEST_BEFORE, small(2)),
    "evaluation_window_months": (NATIONAL, 1, small(2)),
    "system_run_months": (NATIONAL, 13, small(2)),
    "group_size": (NATIONAL, (6, 8), small(3)),
    "standardization_share": (NATIONAL, (1, 2), small(3)),
    "score_total": (NATIONAL, 90, small(3)),
    "pass_mark": (NATIONAL, 95, small(3)),
    "report_copies": (NATIONAL, 3, packaged(Stage.EVALUATION_RESULT, copies=2, covering_letter=True)),
    "pass_months": (NATIONAL, 24, small(5)),
    "pass_starts": (NATIONAL, PassStart.AS_STATED, small(5, valid_until="2019-12-31")),
    "rectification_months": (
        NATIONAL,
        3,
        sent("rectification-order", dated=date(2018, 1, 1), due=date(2018, 7, 1), failures=1),
    ),
    "failures_allowed": (NATIONAL, 2, sent("pilot-revocation", failures=2)),
    "ban_months": (NATIONAL, 12, banned),
    "ban_end_inclusive": (NATIONAL, False, banned),
    "expert_years": (NATIONAL, 8, small(6, EXPERT, group=(*group(2, 2), member("陈某")))),
    "recheck_window_months": (NATIONAL, 1, small(5)),
    "recheck_group_size": (NATIONAL, (6, 8), small(6)),
    "recheck_days": (NATIONAL, (1, 1), small(6)),
    "coverage_percent": (HUBEI, 95, lambda p: check_companion(companion(), p, ON)),
    "city_quota": (HUBEI, 0, quota(RecommenderKind.CITY_MEETING)),
    "member_quota": (HUBEI, 0, quota(RecommenderKind.MEMBER_UNIT)),
    "specimen_marks": (NATIONAL, Severity.BLOCK, small(2, blocks=UNSIGNED)),
}
OF_THE_LIFECYCLE = {"midterm_percent", "recheck_months", "recheck_warning_months", "correction_days"}


@pytest.mark.parametrize("name", SETTING_CHANGES_ANSWER)
def test_r39_every_number_can_be_set_and_changes_the_answer(name):
    programme, value, answer = SETTING_CHANGES_ANSWER[name]
    assert answer(replace(programme, **{name: value})) != answer(programme)


def test_r39_no_number_is_left_out():
    assert set(SETTING_CHANGES_ANSWER) | OF_THE_LIFECYCLE == set(SOURCES)
    assert set(SOURCES) <= {field.name for field in fields(Programme)}


def test_r39_nothing_fires_for_following_by_analogy():
    (entry,) = [declared for declared in DECLARED if declared.id == "R39"]
    assert entry.state == "non-rule"
    assert entry.basis.words == entry.words


@pytest.mark.parametrize("programme", PROGRAMMES)
@pytest.mark.parametrize("name", SOURCES)
def test_every_number_says_where_it_comes_from(programme, name):
    source = programme.source(name, ON)
    assert str(source)
    if isinstance(source, Citation):
        assert source.words


def test_the_notice_s_own_numbers_stand_on_the_notice():
    assert HUBEI.source("copies", ON) == HUBEI_2016.part("第四部分第3项")
    assert NATIONAL.source("report_copies", ON) == RULES.art(23, paragraph=1)
    assert isinstance(NATIONAL.source("pass_starts", ON), Practice)
    assert NATIONAL.source("correction_days", ON) is NATIONAL.correction_basis
    with pytest.raises(KeyError, match="colour"):
        NATIONAL.source("colour", ON)


BASIS = Practice("联席会议纪要")
DATED = replace(
    NATIONAL,
    changes=(
        Change("group_size", (3, 9), BASIS, date(2020, 1, 1)),
        Change("group_size", (7, 9), RULES.art(39), date(2021, 1, 1), date(2021, 12, 31)),
    ),
)


@pytest.mark.parametrize(
    ("day", "size", "source"),
    [
        (date(2019, 12, 31), (5, 7), RULES.art(19)),
        (date(2020, 1, 1), (3, 9), BASIS),
        (date(2021, 1, 1), (7, 9), RULES.art(39)),
        (date(2021, 12, 31), (7, 9), RULES.art(39)),
        (date(2022, 1, 1), (3, 9), BASIS),
    ],
)
def test_a_setting_holds_from_a_day_to_a_day(day, size, source):
    assert DATED.at(day).group_size == size
    assert DATED.source("group_size", day) == source


def test_a_paper_is_judged_by_the_settings_of_the_day():
    found = [f.code for f in judged_small(paper(3, group=group(2, 1, 1)), DATED, date(2019, 12, 31))]
    assert "group-size" in found
    assert "group-size" not in [f.code for f in judged_small(paper(3, group=group(2, 1, 1)), DATED, date(2020, 1, 1))]


def test_a_change_of_what_is_no_setting_is_refused():
    with pytest.raises(ValueError, match="has no setting 'colour'"):
        replace(NATIONAL, changes=(Change("colour", "red", BASIS, date(2020, 1, 1)),))
