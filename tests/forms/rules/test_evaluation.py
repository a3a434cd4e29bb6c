from dataclasses import replace
from datetime import date

import pytest

from forms.programme import NATIONAL, Window
from forms.rules.rule import Verdict
from tests.forms.papers import NOT_PRINTED, codes, judged, paper, ruled
from tests.forms.records import answer, blank, unread


def test_a_complete_evaluation_application_has_no_findings():
    assert codes(paper(2)) == []


def dated(applied, end="2018-05-31", **more):
    """Applied on a day for a pilot that ends on another; checked the same day, running long since."""
    period = {"start": "2016-05-31", "end": end}
    return paper(2, applied_on=applied, pilot_period=period, self_check_on=NOT_PRINTED, **more)


@pytest.mark.parametrize(
    ("applied", "end"),
    [
        ("2018-02-28", "2018-05-31"),  # 31 May less three months is the last day of February
        ("2018-05-31", "2018-05-31"),
        ("2018-03-10", "2018-06-10"),
        ("2020-02-29", "2020-05-31"),  # a leap year has one more
        ("2018-02", "2018-05"),
        ("2018-02-01", "2018-05"),  # 1 May may be meant
        ("2018-05-31", "2018-05"),
    ],
)
def test_r18_3_holds_within_the_last_three_months(applied, end):
    assert ruled("R18.3", dated(applied, end)).verdict is Verdict.HOLDS


@pytest.mark.parametrize(
    ("applied", "end", "said"),
    [
        ("2018-02-27", "2018-05-31", "早于试点期满（2018年5月31日）前3个月，即2018年2月28日"),
        ("2020-02-28", "2020-05-31", "即2020年2月29日"),
        ("2018-03-09", "2018-06-10", "即2018年3月10日"),
        ("2018-01-31", "2018-05", "早于试点期满（2018年5月）"),
    ],
)
def test_r18_3_warns_of_an_application_before_the_last_three_months(applied, end, said):
    (found,) = [f for f in judged(dated(applied, end)) if f.rule == "R18.3"]
    assert (found.code, found.severity, found.where, found.basis) == (
        "window-early",
        "warn",
        "fields.applied_on",
        "第十八条",
    )
    assert said in found.message


@pytest.mark.parametrize(("applied", "end"), [("2018-06-01", "2018-05-31"), ("2018-06", "2018-05")])
def test_r18_3_only_warns_after_expiry_for_the_text_takes_nothing_away(applied, end):
    assert ("window-late", "warn", "fields.applied_on") in codes(dated(applied, end))


@pytest.mark.parametrize(("applied", "end"), [("2018-02", "2018-05-31"), ("2018-05", "2018-05-20")])
def test_r18_3_cannot_tell_where_it_depends_on_the_day_of_a_month(applied, end):
    assert ruled("R18.3", dated(applied, end)).verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize("change", [{"applied_on": blank()}, {"pilot_period": unread()}, {"applied_on": NOT_PRINTED}])
def test_r18_3_cannot_tell_without_both_dates(change):
    assert ruled("R18.3", paper(2, **change)).verdict is Verdict.CANNOT_TELL


def test_r18_3_can_be_read_as_a_latest_day():
    latest = replace(NATIONAL, window_meaning=Window.LATEST_BEFORE)
    assert ruled("R18.3", dated("2018-02-28"), latest).verdict is Verdict.HOLDS
    assert ruled("R18.3", dated("2017-10-01"), latest).verdict is Verdict.HOLDS
    (late,) = ruled("R18.3", dated("2018-03-01"), latest).breaches
    assert late.code == "window-late"
    assert "2018年2月28日" in late.message


def test_r18_4_holds_for_a_self_check_that_was_passed_before_applying():
    assert ruled("R18.4", paper(2)).verdict is Verdict.HOLDS
    assert ruled("R18.4", paper(2, self_check_on="2018-03-20")).verdict is Verdict.HOLDS


def test_r18_4_blocks_a_self_check_that_was_not_passed():
    assert codes(paper(2, self_check_result="不合格")) == [("self-check-failed", "block", "fields.self_check_result")]


def test_r18_4_blocks_a_self_check_after_the_application():
    found = codes(paper(2, self_check_on="2018-03-21"))
    assert found == [("self-check-late", "block", "fields.self_check_on")]


@pytest.mark.parametrize("slot", ["self_check_result", "self_check_on"])
def test_r18_4_blocks_a_self_check_that_is_left_blank(slot):
    assert ("field-missing", "block", f"fields.{slot}") in codes(paper(2, **{slot: blank()}))
    assert ruled("R18.4", paper(2, **{slot: blank()})).verdict is Verdict.BROKEN


@pytest.mark.parametrize("slot", ["self_check_result", "self_check_on", "applied_on"])
@pytest.mark.parametrize("value", [NOT_PRINTED, unread()])
def test_r18_4_cannot_tell_what_is_not_printed_or_not_readable(slot, value):
    assert ruled("R18.4", paper(2, **{slot: value})).verdict is Verdict.CANNOT_TELL


def running(since, applied="2018-03-20"):
    return paper(2, standards_system_running_since=since, applied_on=applied, standards_system_issued_on=NOT_PRINTED)


@pytest.mark.parametrize(
    ("since", "applied"),
    [
        ("2017-09-20", "2018-03-20"),
        ("2017-08-31", "2018-02-28"),  # the half year clamps at the month's end
        ("2023-08-31", "2024-02-29"),
        ("2024-02-29", "2024-08-31"),
        ("2017-08-20", "2018-03"),
    ],
)
def test_r18_7_holds_from_the_day_that_makes_half_a_year(since, applied):
    assert ruled("R18.7", running(since, applied)).verdict is Verdict.HOLDS


@pytest.mark.parametrize(
    ("since", "applied"),
    [("2017-09-21", "2018-03-20"), ("2017-08-31", "2018-02-27"), ("2024-03-01", "2024-08-31"), ("2017-10", "2018-03")],
)
def test_r18_7_blocks_one_day_less_than_half_a_year(since, applied):
    found = ruled("R18.7", running(since, applied)).breaches
    assert [(b.code, b.severity, b.where) for b in found] == [
        ("system-run-short", "block", "fields.standards_system_running_since")
    ]


def test_r18_7_rests_on_the_second_paragraph():
    (found,) = [f for f in judged(running("2018-01-01")) if f.rule == "R18.7"]
    assert found.basis == "第十八条第二款"
    assert "未满6个月，不得提出评估申请" in found.message


def test_r18_7_asks_where_it_depends_on_the_day_of_a_month():
    outcome = ruled("R18.7", running("2017-09"))
    assert outcome.verdict is Verdict.CANNOT_TELL
    assert ("system-run-unclear", "warn", "fields.standards_system_running_since") in codes(running("2017-09"))


def test_r18_7_blocks_a_start_that_is_left_blank():
    assert ruled("R18.7", running(blank("年 月 日"))).verdict is Verdict.BROKEN


@pytest.mark.parametrize("since", [NOT_PRINTED, unread()])
def test_r18_7_cannot_tell_without_the_start(since):
    assert ruled("R18.7", running(since)).verdict is Verdict.CANNOT_TELL


def test_r24_holds_where_nothing_happened_while_the_pilot_was_built():
    assert ruled("R24", paper(2)).verdict is Verdict.HOLDS


def test_r24_blocks_an_incident_and_says_what_the_article_asks():
    happened = paper(2, incidents=answer({"answer": True, "text": "受到通报批评"}, "有，2017年受到通报批评"))
    (found,) = judged(happened)[:1]
    assert (found.code, found.severity, found.where, found.rule) == (
        "incident-reported",
        "block",
        "fields.incidents",
        "R24",
    )
    assert "应当终止其试点任务" in found.message


def test_r24_blocks_a_blank_and_asks_about_what_is_unclear():
    assert ("field-missing", "block", "fields.incidents") in codes(paper(2, incidents=blank()))
    unclear = paper(2, incidents=unread("基本没有", "choice-unclear"))
    assert ruled("R24", unclear).verdict is Verdict.CANNOT_TELL
    assert codes(unclear) == [("incident-unclear", "warn", "fields.incidents")]


def test_r24_cannot_tell_where_the_form_does_not_ask():
    assert ruled("R24", paper(2, incidents=NOT_PRINTED)).verdict is Verdict.CANNOT_TELL


def test_r18_1_looks_at_the_evaluation_application_too():
    long = paper(2, pilot_period={"start": "2015-03", "end": "2018-05"})
    assert codes(long) == [("period-length", "warn", "fields.pilot_period")]


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"standards_system_issued_on": "2017-03-02"}, "fields.standards_system_running_since"),
        ({"standards_system_running_since": "2017-03-01", "self_check_on": "2017-02-28"}, "fields.self_check_on"),
    ],
)
def test_x3_warns_of_dates_that_cannot_follow_each_other(changes, where):
    assert codes(paper(2, **changes)) == [("date-order", "warn", where)]


def test_x3_knows_each_date_that_is_still_to_come():
    late = paper(2, self_check_on="2018-03-19")
    on = date(2018, 3, 18)
    found = [f for f in codes(late, on=on) if f[0] == "date-future"]
    assert [f[2] for f in found] == ["fields.self_check_on", "fields.applied_on", "blocks[0].date"]
