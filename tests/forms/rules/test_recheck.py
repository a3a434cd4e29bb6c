from dataclasses import replace
from datetime import date

import pytest

from forms.outside import Ending, OutsideFacts, PassRecord
from forms.programme import NATIONAL, PassStart, Window
from forms.rules.rule import Verdict
from tests.forms.papers import NOT_PRINTED, codes, judged, paper, ruled
from tests.forms.records import blank, unread

PASSED = PassRecord(True, date(2016, 6, 1), date(2019, 6, 1))


def known(passed=PASSED):
    return OutsideFacts(passed=passed)


@pytest.mark.parametrize("number", [4, 5])
def test_a_complete_paper_of_the_recheck_has_no_findings(number):
    assert codes(paper(number)) == []
    assert codes(paper(number), facts=known()) == []


def test_r30_holds_for_a_pilot_whose_pass_is_registered():
    assert ruled("R30", paper(5), facts=known()).verdict is Verdict.HOLDS


@pytest.mark.parametrize(
    ("passed", "said"),
    [(PassRecord(False), "没有该试点的合格记录"), (replace(PASSED, ended=Ending.PASS_REVOKED), "该试点已被撤销合格")],
)
def test_r30_blocks_a_pilot_that_never_passed_or_no_longer_has_its_pass(passed, said):
    (found,) = judged(paper(5), facts=known(passed))
    assert (found.code, found.severity, found.where, found.rule) == ("no-pass", "block", None, "R30")
    assert said in found.message


def test_r30_is_silent_without_a_pass_record():
    assert ruled("R30", paper(5)).verdict is Verdict.CANNOT_TELL


def applied(day, until="2019-05-31"):
    return paper(5, applied_on=day, valid_until=until, qualified_on=NOT_PRINTED, blocks=())


@pytest.mark.parametrize("day", ["2019-02-28", "2019-04-01", "2019-05-31"])
def test_r32_1_holds_within_the_last_three_months(day):
    assert ruled("R32.1", applied(day)).verdict is Verdict.HOLDS


def test_r32_1_warns_of_the_day_before_and_knows_leap_years():
    (early,) = ruled("R32.1", applied("2019-02-27")).breaches
    assert (early.code, early.severity, early.where) == ("window-early", "warn", "fields.applied_on")
    assert ruled("R32.1", applied("2020-02-29", "2020-05-31")).verdict is Verdict.HOLDS
    assert ruled("R32.1", applied("2020-02-28", "2020-05-31")).verdict is Verdict.BROKEN


def test_r32_1_blocks_one_day_after_the_pass_has_run_out_and_asks_first_what_came_in():
    (late,) = ruled("R32.1", applied("2019-06-01")).breaches
    assert (late.code, late.severity) == ("window-late", "block")
    assert "视为自动放弃" in late.message
    assert "请先核对收到日期" in late.message


def test_r32_1_goes_by_the_register_before_the_form():
    facts = known(replace(PASSED, valid_until=date(2019, 5, 1)))
    assert ruled("R32.1", applied("2019-05-02"), facts=facts).verdict is Verdict.BROKEN
    assert ruled("R32.1", applied("2019-05-02")).verdict is Verdict.HOLDS


@pytest.mark.parametrize(
    ("day", "until"),
    [(blank(), "2019-05-31"), ("2019-05-01", unread()), ("2019-02", "2019-05-15"), ("2019-05", "2019-05-15")],
)
def test_r32_1_cannot_tell_without_the_days_or_at_a_months_edge(day, until):
    assert ruled("R32.1", applied(day, until)).verdict is Verdict.CANNOT_TELL


def test_r32_1_can_be_read_as_a_latest_day():
    latest = replace(NATIONAL, window_meaning=Window.LATEST_BEFORE)
    assert ruled("R32.1", applied("2019-02-28"), latest).verdict is Verdict.HOLDS
    assert [b.code for b in ruled("R32.1", applied("2019-03-01"), latest).breaches] == ["window-late"]


def valid(qualified, until):
    return paper(5, qualified_on=qualified, valid_until=until, applied_on=NOT_PRINTED, blocks=())


@pytest.mark.parametrize(
    ("qualified", "until"),
    [
        ("2016-06-01", "2019-06-01"),
        ("2016-06-01", "2019-05-31"),
        ("2016-02-29", "2019-02-28"),
        ("2016-02-29", "2019-02-27"),
        ("2016-06", "2019-06"),
        ("2016-06", "2019-06-30"),
    ],
)
def test_r23_2_holds_for_three_years_from_the_publication(qualified, until):
    assert ruled("R23.2", valid(qualified, until)).verdict is Verdict.HOLDS


@pytest.mark.parametrize(
    ("qualified", "until"),
    [("2016-06-01", "2019-06-02"), ("2016-06-01", "2019-05-30"), ("2016-06-01", "2018-06-01"), ("2016-06", "2019-07")],
)
def test_r23_2_warns_of_another_term(qualified, until):
    (found,) = ruled("R23.2", valid(qualified, until)).breaches
    assert (found.code, found.severity, found.where) == ("validity-mismatch", "warn", "fields.valid_until")


@pytest.mark.parametrize("number", [4, 5])
def test_r23_2_cannot_tell_without_both_days(number):
    assert ruled("R23.2", paper(number, valid_until=blank())).verdict is Verdict.CANNOT_TELL
    assert ruled("R23.2", paper(number, qualified_on=NOT_PRINTED)).verdict is Verdict.CANNOT_TELL


def test_r23_2_may_leave_the_start_to_the_published_list():
    stated = replace(NATIONAL, pass_starts=PassStart.AS_STATED)
    assert ruled("R23.2", valid("2016-06-01", "2019-12-31"), stated).verdict is Verdict.CANNOT_TELL


def test_r23_2_warns_where_the_form_says_another_day_than_the_register():
    facts = known(PassRecord(True, date(2016, 6, 8), date(2019, 6, 8)))
    assert codes(paper(4), facts=facts) == [
        ("validity-mismatch", "warn", "fields.qualified_on"),
        ("validity-mismatch", "warn", "fields.valid_until"),
    ]


def test_x3_warns_of_a_pass_that_is_younger_than_the_application():
    young = paper(5, qualified_on="2019-03-26", valid_until="2022-03-26")
    assert ("date-order", "warn", "fields.applied_on") in codes(young)


def test_r32_1_asks_about_a_form_dated_in_time_that_came_in_late():
    found = judged(paper(5), facts=OutsideFacts(received_on=date(2019, 6, 2)))
    assert [(f.code, f.severity, f.where) for f in found if f.rule == "R32.1"] == [
        ("window-late", "warn", "fields.applied_on")
    ]
    in_time = judged(paper(5), facts=OutsideFacts(received_on=date(2019, 6, 1)))
    assert "R32.1" not in [f.rule for f in in_time]
