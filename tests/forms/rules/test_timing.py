from dataclasses import replace
from datetime import date

import pytest

from forms.check import check
from forms.outside import OutsideFacts
from forms.programme import HUBEI, NATIONAL
from forms.rules.rule import Verdict
from tests.forms.records import (
    NOT_PRINTED,
    ON,
    answer,
    blank,
    block,
    blocks,
    finding,
    findings,
    plan,
    record,
    unread,
    verdict,
)


def period(start, end):
    """A pilot period, with no plan whose steps could lie outside it."""
    raw = f"{start}至{end}"
    return record(pilot_period=answer({"start": start, "end": end}, raw), rows={})


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2016-05", "2018-05"),  # 24 months
        ("2016-05", "2019-05"),  # 36 months
        ("2016-01", "2017-12"),  # two full years, first to last day
        ("2016-05-01", "2018-04-30"),
        ("2016-05-01", "2018-05-01"),
        ("2016-05-10", "2019-05-10"),
        ("2016-02-29", "2018-02-28"),
        ("2016-05", "2018-04-30"),
    ],
)
def test_r18_1_holds_for_two_to_three_years(start, end):
    assert verdict("R18.1", period(start, end)) is Verdict.HOLDS
    assert verdict("H7", period(start, end), HUBEI) is Verdict.HOLDS


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2016-05", "2018-03", "约22个月（第2页），短于一般期限（24至36个月）"),
        ("2016-05", "2017-05", "约12个月（第2页），短于一般期限"),
        ("2016-05", "2019-06", "约37个月（第2页），长于一般期限（24至36个月）"),
        ("2016-05-01", "2018-04-29", "短于一般期限"),
        ("2016-05-10", "2019-05-11", "长于一般期限"),
    ],
)
def test_r18_1_warns_of_a_period_outside_in_every_reading(start, end, said):
    found = finding("period-length", period(start, end))
    assert (found.rule, found.severity, found.where, found.basis) == (
        "R18.1",
        "warn",
        "fields.pilot_period",
        "第十八条",
    )
    assert said in found.message


def test_r18_1_takes_its_term_from_the_programme():
    longer = replace(NATIONAL, term_months=(24, 48))
    assert verdict("R18.1", period("2016-05", "2020-05"), longer) is Verdict.HOLDS
    assert verdict("R18.1", period("2016-05", "2020-06"), longer) is Verdict.BROKEN


@pytest.mark.parametrize(
    ("start", "end"), [("2018-05", "2016-05"), ("2016-05", "2016-05"), ("2016-05-10", "2016-05-10")]
)
def test_r18_1_blocks_an_end_that_is_not_after_the_start(start, end):
    found = finding("period-order", period(start, end))
    assert (found.rule, found.severity, found.where) == ("R18.1", "block", "fields.pilot_period")
    assert "period-length" not in [f[0] for f in findings(period(start, end))]


def test_r18_1_blocks_an_order_that_shows_although_one_end_knows_only_its_month():
    assert verdict("R18.1", period("2016-06", "2016-05-31")) is Verdict.BROKEN


def test_r18_1_cannot_tell_the_order_within_one_month():
    assert verdict("R18.1", period("2016-05", "2016-05-20")) is Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    "written",
    [
        NOT_PRINTED,
        blank(),
        unread(),
        answer({"start": "2016-05", "end": None}, "2016年5月起", "range-end-missing"),
        answer({"start": None, "end": "2018-05"}, "至2018年5月", "unreadable-value"),
    ],
)
def test_r18_1_cannot_tell_of_a_period_that_is_not_whole(written):
    paper = record(pilot_period=written, rows={})
    assert verdict("R18.1", paper) is Verdict.CANNOT_TELL
    assert verdict("H7", paper, HUBEI) is Verdict.CANNOT_TELL


def test_h7_joins_the_length_and_not_the_order():
    (found,) = [f for f in check(period("2016-05", "2017-05"), HUBEI, ON) if f.code == "period-length"]
    assert (found.rule, found.also) == ("R18.1", ("H7",))
    assert found.basis == "第十八条、鄂质监标函〔2016〕76号第四部分第2项"
    (found,) = [f for f in check(period("2018-05", "2016-05"), HUBEI, ON) if f.code == "period-order"]
    assert found.also == ()


def test_x3_holds_when_filed_then_signed_then_judged():
    assert verdict("X3", record()) is Verdict.HOLDS


def test_x3_lets_a_unit_sign_on_the_day_of_filing_and_an_office_judge_on_the_day_of_signing():
    paper = record(filed_on="2016-04-20", blocks=blocks(*(block(b, date="2016-04-20") for b in BLOCK_IDS)))
    assert findings(paper, on=date(2016, 4, 20)) == []


BLOCK_IDS = ("lead_unit", "guarantor_unit", "guiding_unit", "managing_unit")


def test_x3_warns_of_a_unit_that_signed_before_the_form_was_filled():
    paper = record(blocks=blocks(block("guiding_unit", date="2016-04-10")))
    assert findings(paper) == [("date-order", "warn", "blocks[2].date")]
    found = finding("date-order", paper)
    assert (found.rule, found.basis) == ("X3", "工作惯例：日期先后应当合理")
    assert "2016年4月10日早于填报日期2016年4月11日（第3页）" in found.message


@pytest.mark.parametrize(("signed", "verdict_"), [("2016-04", Verdict.HOLDS), ("2016-03", Verdict.BROKEN)])
def test_x3_compares_a_date_without_day_as_far_as_it_is_known(signed, verdict_):
    assert verdict("X3", record(blocks=blocks(block("guiding_unit", date=signed)))) is verdict_


@pytest.mark.parametrize(("filed", "verdict_"), [("2016-04", Verdict.HOLDS), ("2016-05", Verdict.BROKEN)])
def test_x3_compares_with_a_filing_month_as_far_as_it_is_known(filed, verdict_):
    assert verdict("X3", record(filed_on=filed)) is verdict_


def test_x3_warns_of_a_date_still_to_come():
    paper = record(blocks=blocks(block("managing_unit", date="2016-05-11")))
    assert findings(paper, on=date(2016, 5, 11)) == []
    assert findings(paper, on=date(2016, 5, 10)) == [("date-future", "warn", "blocks[3].date")]


def test_x3_takes_the_current_month_for_no_date_to_come():
    paper = record(blocks=blocks(block("managing_unit", date="2016-05")))
    assert findings(paper, on=date(2016, 5, 1)) == []
    assert [f[0] for f in findings(paper, on=date(2016, 4, 30))] == ["date-future"]


def test_x3_judges_by_the_day_of_receipt_where_that_is_known():
    paper = record(blocks=blocks(block("managing_unit", date="2016-05-06")))
    received = OutsideFacts(received_on=date(2016, 5, 5))
    assert [f.code for f in check(paper, NATIONAL, ON, facts=received)] == ["date-future"]
    received = OutsideFacts(received_on=date(2016, 5, 6))
    assert check(paper, NATIONAL, ON, facts=received) == ()


def test_x3_says_a_filing_date_to_come_once_and_compares_nothing_with_it():
    assert findings(record(filed_on="2017-04-11")) == [("date-future", "warn", "fields.filed_on")]


@pytest.mark.parametrize("filed", [NOT_PRINTED, blank("2016年 月 日"), unread("4月11日", "year-missing")])
def test_x3_cannot_tell_without_a_filing_date(filed):
    assert verdict("X3", record(filed_on=filed)) is Verdict.CANNOT_TELL


def test_x3_leaves_a_missing_date_to_the_block():
    paper = record(blocks=blocks(block("managing_unit", date=blank())))
    assert verdict("X3", paper) is Verdict.HOLDS


def steps(*spans):
    works = record().rows["plan"]
    rows = plan(*(("第一步", start, end, "全部工作") for start, end in spans))
    return record(rows={"plan": (*works, *rows)})


def test_x3_warns_of_a_step_that_ends_before_it_starts():
    paper = steps(("2017-05", "2017-03"))
    assert findings(paper) == [("period-order", "warn", "rows.plan[4].period")]
    assert "第5行" in finding("period-order", paper).message


@pytest.mark.parametrize("span", [("2017-03", "2017-03"), ("2018-05", "2018-07"), ("2016-03", "2016-05")])
def test_x3_accepts_a_step_of_one_month_and_one_that_reaches_over_an_end(span):
    assert findings(steps(span)) == []


@pytest.mark.parametrize("span", [("2018-06", "2018-07"), ("2016-03", "2016-04")])
def test_x3_warns_of_a_step_wholly_outside_the_pilot_s_time(span):
    assert findings(steps(span)) == [("date-order", "warn", "rows.plan[4].period")]


def test_x3_does_not_hold_a_step_against_a_pilot_period_that_is_itself_reversed():
    paper = record(pilot_period={"start": "2018-05", "end": "2016-05"})
    assert findings(paper) == [("period-order", "block", "fields.pilot_period")]


def test_x3_does_not_hold_a_step_against_a_pilot_period_that_is_not_known():
    paper = record(pilot_period=NOT_PRINTED)
    assert [f[0] for f in findings(paper)] == ["slot-not-found"]
