"""Dates as they are written, and what is doubtful about them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from forms.types import Date, Hint, Reading

DATE = Date()

CERTAIN = {
    "2016年3月15日": "2016-03-15",
    "2016年03月05日": "2016-03-05",
    "2016.3.15": "2016-03-15",
    "2016-03-15": "2016-03-15",
    "2016/3/5": "2016-03-05",
    "20160315": "2016-03-15",
    "二〇一六年三月十五日": "2016-03-15",
    "二○一二年十二月三十一日": "2012-12-31",
    "二OO四年八月二十日": "2004-08-20",
    "二零一六年三月廿五日": "2016-03-25",
    "二0一六年三月卅一日": "2016-03-31",
    "2016年3月": "2016-03",
    "２０１６年３月１５日": "2016-03-15",
    "2016．3．15": "2016-03-15",
    "2016—03—15": "2016-03-15",
    "2016 年 3 月 15 日": "2016-03-15",
    "2016 3 15": "2016-03-15",
    "2016年3月15號": "2016-03-15",
    "2016年3月15": "2016-03-15",
    "2016年3月 日": "2016-03",
    "2016.3": "2016-03",
    "201603": "2016-03",
    "二〇一六年元月一日": "2016-01-01",
    "2016年十二月十日": "2016-12-10",
    "2016-03-15 00:00:00": "2016-03-15",
    "2016年2月29日": "2016-02-29",
}


@pytest.mark.parametrize(("raw", "value"), CERTAIN.items())
def test_a_whole_date_is_certain_in_every_usual_form(raw: str, value: str) -> None:
    assert DATE.read(raw) == Reading(value)


DOUBTFUL = {
    "16.3.15": Reading("2016-03-15", ("year-short",)),
    "16年3月15日": Reading("2016-03-15", ("year-short",)),
    "98.5.3": Reading("1998-05-03", ("year-short",)),
    "69年5月": Reading("2069-05", ("year-short",)),
    "70年5月": Reading("1970-05", ("year-short",)),
    "一六年三月": Reading("2016-03", ("year-short",)),
    "二六年十二月十八日": Reading(None, ("zero-lost",)),
    "二一四年十二月": Reading(None, ("zero-lost",)),
    "二 一六年三月": Reading(None, ("zero-lost",)),
    "2016年X月-201X年X月": Reading(None, ("placeholder-left",)),
    "201X年X月": Reading(None, ("placeholder-left",)),
    "2016年×月×日": Reading(None, ("placeholder-left",)),
    "5月20日": Reading(None, ("year-missing",)),
    "年5月20日": Reading(None, ("year-missing",)),
    "5.20": Reading(None, ("year-missing",)),
    "民國105年3月15日": Reading("2016-03-15", ("minguo-year",)),
    "中華民國一〇五年三月十五日": Reading("2016-03-15", ("minguo-year",)),
    "民国一百零五年三月": Reading("2016-03", ("minguo-year",)),
    "民国元年一月一日": Reading("1912-01-01", ("minguo-year",)),
    "民国999年1月1日": Reading(None, ("unreadable-value",)),
    "2016年2月30日": Reading(None, ("date-impossible",)),
    "2015年2月29日": Reading(None, ("date-impossible",)),
    "2016年13月1日": Reading(None, ("date-impossible",)),
    "2016年0月1日": Reading(None, ("date-impossible",)),
    "2016年3月0日": Reading(None, ("date-impossible",)),
    "2016年十百月": Reading(None, ("date-impossible",)),
    "0216年3月1日": Reading(None, ("date-impossible",)),
    "2100年3月1日": Reading(None, ("date-impossible",)),
    "2O16年3月15日": Reading("2016-03-15", ("repaired",)),
    "105年3月15日": Reading(None, ("unreadable-value",)),
    "2016": Reading(None, ("unreadable-value",)),
    "月15日": Reading(None, ("unreadable-value",)),
    "近期": Reading(None, ("unreadable-value",)),
    "03/05/2016": Reading(None, ("unreadable-value",)),
    "201103": Reading(None, ("unreadable-value",)),
    "12016年3月15日": Reading(None, ("unreadable-value",)),
    "2016年3月15日至18日": Reading(None, ("several-values",)),
    "2016年3月15日、2016年3月16日": Reading(None, ("several-values",)),
    "2016年3月15日 2017": Reading(None, ("several-values",)),
}


@pytest.mark.parametrize(("raw", "reading"), DOUBTFUL.items())
def test_what_is_doubtful_about_a_date_is_said(raw: str, reading: Reading) -> None:
    assert DATE.read(raw) == reading


@pytest.mark.parametrize(
    "raw",
    [
        "年 月 日",
        "民國 年 月 日",
        "2016年 月 日",
        "2016年月日",
        "2016年",
        "二〇一六年 月 日",
        "20 年 月 日",
        "填报日期：　　年　　月　　日",
        "（盖章）",
        "年 月",
    ],
)
def test_the_printed_blank_is_no_answer_even_with_its_year(raw: str) -> None:
    assert DATE.read(raw) == Reading()


@pytest.mark.parametrize(
    "raw",
    [
        "2016年3月15日（盖章）",
        "填报日期：2016年3月15日",
        "（公章） 2016年3月15日",
        "年 月 日 2016年3月15日",
        "2016年3月15日 2016年3月15日",
        "2016年3月15日，2016.3.15",
        "2016年3月15日上午9时30分",
        "日期: 2016-03-15。",
    ],
)
def test_one_date_among_printed_words_is_read(raw: str) -> None:
    assert DATE.read(raw) == Reading("2016-03-15")


def test_a_date_without_a_year_takes_the_years_of_the_filing_date_in_doubt() -> None:
    assert DATE.read("5月20日", Hint(year=2016)) == Reading("2016-05-20", ("year-assumed",))
    assert DATE.read("五月", Hint(year=2016)) == Reading("2016-05", ("year-assumed",))
    assert DATE.read("2月29日", Hint(year=2015)) == Reading(None, ("date-impossible",))
    assert DATE.read("2015年5月20日", Hint(year=2016)) == Reading("2015-05-20")


DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


def _chinese(number: int) -> str:
    digits = "〇一二三四五六七八九"
    if number > 99:
        return "".join(digits[int(c)] for c in str(number))
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else digits[tens] + "十") + (digits[ones] if ones else "")


@given(day=DAYS)
def test_any_day_reads_the_same_from_every_form(day: date) -> None:
    written = f"{_chinese(day.year)}年{_chinese(day.month)}月{_chinese(day.day)}日"
    forms = (
        DATE.show(day.isoformat()),
        day.isoformat(),
        f"{day.year}.{day.month}.{day.day}",
        f"{day:%Y/%m/%d}",
        f"{day:%Y%m%d}",
        written,
        OpenCC("s2tw").convert(written),
    )
    assert {DATE.read(form) for form in forms} == {Reading(day.isoformat())}
    assert DATE.field().deserialize(day.isoformat()) == day.isoformat()


@given(month=DAYS)
def test_any_month_reads_the_same_from_every_form(month: date) -> None:
    value = f"{month:%Y-%m}"
    assert {DATE.read(form) for form in (DATE.show(value), value, f"{month.year}.{month.month}")} == {Reading(value)}


@given(day=DAYS, other=st.integers(1, 5000))
def test_two_different_days_are_never_taken_for_one(day: date, other: int) -> None:
    later = day + timedelta(days=other)
    assert DATE.read(f"{day.year}年{day.month}月{day.day}日 {later.year}年{later.month}月{later.day}日").value is None


def test_a_date_is_shown_as_official_papers_write_it() -> None:
    assert DATE.show("2016-03-05") == "2016年3月5日"
    assert DATE.show("2016-11") == "2016年11月"


@pytest.mark.parametrize(
    "wrong", ["2016", "2016-3-5", "2016-02-30", "2016-13", "1899-01-01", "2100-01-01", "2016-03-15 "]
)
def test_the_field_takes_existing_iso_dates_only(wrong: str) -> None:
    assert DATE.field().metadata["description"].startswith("日期")
    with pytest.raises(Exception, match="应为存在的日期"):
        DATE.field().deserialize(wrong)


@pytest.mark.parametrize("year", ["廿廿", "十十", "一廿"])
def test_a_year_of_two_signs_that_make_no_number_is_marked(year: str) -> None:
    assert Date().read(f"{year}年3月15日") == Reading(None, ("unreadable-value",))
