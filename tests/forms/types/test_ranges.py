"""Stretches of time, their omitted years and months, and their missing ends."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError
from opencc import OpenCC

from forms.types import DateRange, Hint, MonthRange, Reading

RANGE = MonthRange()


def _range(start: str | None, end: str | None, *doubts: str) -> Reading:
    return Reading({"start": start, "end": end}, doubts)


WRITTEN = {
    "2016年5月-2018年5月": _range("2016-05", "2018-05"),
    "2016年5月－2018年5月": _range("2016-05", "2018-05"),
    "2016年5月——2018年5月": _range("2016-05", "2018-05"),
    "2016年5月–2018年5月": _range("2016-05", "2018-05"),
    "2016年5月～2018年5月": _range("2016-05", "2018-05"),
    "2016年5月~2018年5月": _range("2016-05", "2018-05"),
    "2016年5月到2018年5月": _range("2016-05", "2018-05"),
    "2016年5月一2018年5月": _range("2016-05", "2018-05"),
    "2016年5月1日一2018年5月2日": _range("2016-05-01", "2018-05-02"),
    "2014年3月一4月": _range("2014-03", "2014-04"),
    "二〇一六年十月至二〇一七年十一月": _range("2016-10", "2017-11"),
    "2016 年 5 月 至 2018 年 5 月": _range("2016-05", "2018-05"),
    "自2016年5月起至2018年5月止": _range("2016-05", "2018-05"),
    "2016年5月至2018年5月（24个月）": _range("2016-05", "2018-05"),
    "2016年5月—2018年5月，共2年": _range("2016-05", "2018-05"),
    "试点时间：2016年5月-2018年5月": _range("2016-05", "2018-05"),
    "2014年3月至4月": _range("2014-03", "2014-04"),
    "2014年1月—2014年2月": _range("2014-01", "2014-02"),
    "2016年3-5月": _range("2016-03", "2016-05"),
    "2016年3月1日至15日": _range("2016-03-01", "2016-03-15"),
    "2016年3月1-15日": _range("2016-03-01", "2016-03-15"),
    "2016年3月1日—4月15日": _range("2016-03-01", "2016-04-15"),
    "2016年5月1日—2018年4月30日": _range("2016-05-01", "2018-04-30"),
    "2016年5月-2018年4月30日": _range("2016-05", "2018-04-30"),
    "2016.5-2018.5": _range("2016-05", "2018-05"),
    "2016.05—2018.05": _range("2016-05", "2018-05"),
    "2016.5-8": _range("2016-05", "2016-08"),
    "2016.5.1-5.15": _range("2016-05-01", "2016-05-15"),
    "2016-05至2018-05": _range("2016-05", "2018-05"),
    "2016-05-2018-05": _range("2016-05", "2018-05"),
    "2016-05-01-2018-04-30": _range("2016-05-01", "2018-04-30"),
    "2016/5-2018/5": _range("2016-05", "2018-05"),
    "20160501-20180430": _range("2016-05-01", "2018-04-30"),
    "201605-201805": _range("2016-05", "2018-05"),
    "二〇一六年五月至二〇一八年五月": _range("2016-05", "2018-05"),
    "2016年5月": _range("2016-05", "2016-05"),
    "2016年5月10日": _range("2016-05-10", "2016-05-10"),
    "2016年5月底": _range("2016-05", "2016-05"),
}


@pytest.mark.parametrize(("raw", "reading"), WRITTEN.items())
def test_a_range_is_read_in_every_usual_form(raw: str, reading: Reading) -> None:
    assert RANGE.read(raw) == reading
    assert DateRange().read(raw) == reading


DOUBTFUL = {
    "2016年5月-": _range("2016-05", None, "range-end-missing"),
    "2016年5月至": _range("2016-05", None, "range-end-missing"),
    "2016年5月至今": _range("2016-05", None, "range-end-missing"),
    "2016年5月起": _range("2016-05", None, "range-end-missing"),
    "2016年5月起，为期两年": _range("2016-05", None, "range-end-missing"),
    "2016年5月 - 2018年 月": _range("2016-05", None, "range-end-missing"),
    "2016年5月-  年  月": _range("2016-05", None, "range-end-missing"),
    "2016年5月-201X年X月": _range("2016-05", None, "range-end-missing", "placeholder-left"),
    "2016年5月-不定": _range("2016-05", None, "range-end-missing", "unreadable-value"),
    "2016年X月-2018年5月": _range(None, "2018-05", "placeholder-left"),
    "-2018年5月": _range(None, "2018-05", "unreadable-value"),
    "2016年X月-201X年X月": Reading(None, ("placeholder-left",)),
    "XXXX": Reading(None, ("placeholder-left",)),
    "2年": Reading(None, ("unreadable-value",)),
    "两年": Reading(None, ("unreadable-value",)),
    "2016年": Reading(None, ("unreadable-value",)),
    "2016-2018": Reading(None, ("unreadable-value",)),
    "2016年-2018年": Reading(None, ("unreadable-value",)),
    "2016年第一季度": Reading(None, ("unreadable-value",)),
    "3月至5月": Reading(None, ("year-missing",)),
    "2016年2月30日-2016年3月1日": _range(None, "2016-03-01", "date-impossible"),
    "2016年2月1日-2月30日": _range("2016-02-01", None, "date-impossible"),
    "二一六年五月至二〇一八年五月": _range(None, "2018-05", "zero-lost"),
    "16年5月-18年5月": _range("2016-05", "2018-05", "year-short"),
    "16年5月-8月": _range("2016-05", "2016-08", "year-short"),
    "民國105年5月至民國107年5月": _range("2016-05", "2018-05", "minguo-year"),
    "民國105年5月至107年5月": _range("2016-05", "2018-05", "minguo-year"),
    "2015年11月至2月": _range("2015-11", "2015-02", "year-assumed"),
    "2016年5月20日至10日": _range("2016-05-20", "2016-05-10", "year-assumed"),
    "2016年5月、2017年6月": Reading(None, ("several-values",)),
    "2016年5月-2017年5月-2018年5月": Reading(None, ("several-values",)),
    "2016年5月-2016年8月、2016年10月": Reading(None, ("several-values",)),
    "第1批2016年5月-2018年5月": Reading(None, ("several-values",)),
}


@pytest.mark.parametrize(("raw", "reading"), DOUBTFUL.items())
def test_what_is_doubtful_about_a_range_is_said(raw: str, reading: Reading) -> None:
    assert RANGE.read(raw) == reading


@pytest.mark.parametrize("raw", ["年 月-年 月", "2016年 月 至 2018年 月", "年月至年月", "-", "起止时间：年 月 — 年 月"])
def test_the_printed_blank_is_no_answer(raw: str) -> None:
    assert RANGE.read(raw) == Reading()


def test_months_without_a_year_take_that_of_the_filing_date_in_doubt() -> None:
    assert RANGE.read("3月至5月", Hint(year=2016)) == _range("2016-03", "2016-05", "year-assumed")
    assert RANGE.read("3月-2017年5月", Hint(year=2016)) == _range("2016-03", "2017-05", "year-assumed")


ENDS = st.dates(date(1900, 1, 1), date(2099, 12, 31)).flatmap(
    lambda day: st.sampled_from([day.isoformat(), f"{day:%Y-%m}"])
)
VALUES = st.one_of(
    st.fixed_dictionaries({"start": ENDS, "end": ENDS}),
    st.fixed_dictionaries({"start": ENDS, "end": st.none()}),
    st.fixed_dictionaries({"start": st.none(), "end": ENDS}),
)


@given(value=VALUES)
def test_any_range_shown_reads_back_in_both_scripts(value: dict[str, str | None]) -> None:
    shown = RANGE.show(value)
    assert RANGE.read(shown).value == value
    assert RANGE.read(OpenCC("s2tw").convert(shown)).value == value
    assert RANGE.read(shown).doubts == () or None in value.values()
    assert RANGE.field().deserialize(value) == value


def test_a_range_is_shown_as_official_papers_write_it() -> None:
    assert RANGE.show({"start": "2016-05", "end": "2018-05"}) == "2016年5月-2018年5月"
    assert RANGE.show({"start": "2016-05-01", "end": "2016-05-01"}) == "2016年5月1日"
    assert RANGE.show({"start": "2016-05", "end": None}) == "2016年5月-"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"start": None, "end": None}, "起止时间不能都为空"),
        ({}, "起止时间不能都为空"),
        ({"start": "2016", "end": None}, "应为存在的日期"),
        ({"start": "2016-05", "until": "2016-06"}, "没有此项"),
    ],
)
def test_the_field_refuses_what_is_no_range(wrong: object, message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        RANGE.field().deserialize(wrong)
    assert message in str(refused.value.messages)
