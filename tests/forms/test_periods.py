from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.periods import (
    add_months,
    chinese_date,
    earliest,
    is_date,
    latest,
    months_between,
    surely_longer,
    surely_shorter,
)

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "moved"),
    [
        (date(2024, 8, 31), -6, date(2024, 2, 29)),
        (date(2023, 8, 31), -6, date(2023, 2, 28)),
        (date(2016, 5, 31), 1, date(2016, 6, 30)),
        (date(2016, 12, 15), 1, date(2017, 1, 15)),
        (date(2016, 1, 15), -1, date(2015, 12, 15)),
        (date(2016, 11, 30), 1, date(2016, 12, 30)),
        (date(2016, 5, 20), 0, date(2016, 5, 20)),
        (date(2016, 5, 20), 36, date(2019, 5, 20)),
        (date(9999, 9, 30), 3, date(9999, 12, 30)),
        (date(9999, 10, 1), 3, date.max),
        (date(1, 3, 1), -3, date.min),
    ],
)
def test_months_are_calendar_months_that_clamp_to_the_month_s_end(day, months, moved):
    assert add_months(day, months) == moved


@given(DAYS, st.integers(-120, 120))
def test_a_day_moves_by_whole_months_and_never_past_them(day, months):
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day <= day.day
    assert moved.day == day.day or (moved + timedelta(days=1)).day == 1


def test_a_month_means_its_first_to_its_last_day():
    assert (earliest("2016-02"), latest("2016-02")) == (date(2016, 2, 1), date(2016, 2, 29))
    assert (earliest("2016-12"), latest("2016-12")) == (date(2016, 12, 1), date(2016, 12, 31))
    assert earliest("2016-03-15") == latest("2016-03-15") == date(2016, 3, 15)


@pytest.mark.parametrize("no_date", ["", "2016", "2016-13", "2016-02-30", "三月"])
def test_what_is_no_date_is_refused(no_date):
    with pytest.raises(ValueError, match=r".+"):
        earliest(no_date)


@pytest.mark.parametrize(
    ("start", "end", "short"),
    [
        ("2016-05", "2018-03", True),
        ("2016-05", "2018-04", False),
        ("2016-05", "2018-05", False),
        ("2016-05-01", "2018-04-29", True),
        ("2016-05-01", "2018-04-30", False),
    ],
)
def test_a_span_is_short_only_where_every_reading_is(start, end, short):
    assert surely_shorter(start, end, 24) is short


@pytest.mark.parametrize(
    ("start", "end", "long"),
    [
        ("2016-05", "2019-05", False),
        ("2016-05", "2019-06", True),
        ("2016-05-10", "2019-05-10", False),
        ("2016-05-10", "2019-05-11", True),
    ],
)
def test_a_span_is_long_only_where_every_reading_is(start, end, long):
    assert surely_longer(start, end, 36) is long


def test_months_are_counted_as_people_count_them():
    assert months_between("2016-05", "2018-05") == 24
    assert months_between("2016-05-31", "2016-06-01") == 1
    assert months_between("2016-11", "2017-02") == 3


def test_dates_are_written_without_leading_zeros():
    assert chinese_date("2016-03-05") == "2016年3月5日"
    assert chinese_date("2016-03") == "2016年3月"


@pytest.mark.parametrize("value", ["2016-03-15", "2016-03", "2016-02-29"])
def test_a_date_is_known_by_its_day_or_its_month(value):
    assert is_date(value)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "2016",
        "2015-02-29",
        "2016-13",
        "20160315",
        "合格",
        None,
        2016,
        {"start": "2016-03"},
        "9999-12-31",
        "1899-12",
    ],
)
def test_nothing_else_is_a_date(value):
    assert not is_date(value)
