"""Calendar arithmetic on days and on dates of which only year and month are known (``2016-03``).

Months are calendar months and clamp to the month's last day: 31 August less six months is 28 or 29 February.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import TypeGuard

_DATE = re.compile(r"(?:19|20)\d{2}-\d{2}(?:-\d{2})?")
"""Years that can stand on a paper; what rules reckon from them stays within the calendar."""
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2099, 12, 31)
"""The days of those years."""


def is_date(value: object) -> TypeGuard[str]:
    """Whether ``value`` is a date value of 1900 to 2099: ``2016-03-15``, or ``2016-03`` if only the month is known."""
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        return False
    try:
        earliest(value)
    except ValueError:
        return False
    return True


def add_months(day: date, months: int) -> date:
    """``day`` moved by ``months`` (negative goes back), clamped to the end of the month it falls in.

    Beyond the calendar it is the calendar's first or last day: an officer can mistype a year as 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return date.min if months < 0 else date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def earliest(written: str) -> date:
    """The first day that a date value can mean: ``2016-03`` → 1 March. ``ValueError`` for anything but a date."""
    return date.fromisoformat(written if len(written) == 10 else f"{written}-01")


def latest(written: str) -> date:
    """The last day that a date value can mean: ``2016-03`` → 31 March. ``ValueError`` for anything but a date."""
    first = earliest(written)
    return first if len(written) == 10 else first.replace(day=monthrange(first.year, first.month)[1])


def surely_shorter(start: str, end: str, months: int) -> bool:
    """Whether the span is under ``months`` in every reading; both ends belong to it.

    2016-01 to 2017-12 can mean 1 January to 31 December and so two full years: not surely shorter than 24.
    """
    return add_months(earliest(start), months) > latest(end) + timedelta(days=1)


def surely_longer(start: str, end: str, months: int) -> bool:
    """Whether the span is over ``months`` in every reading: 2016-05 to 2019-05 is 36, 2016-05 to 2019-06 is more."""
    return add_months(latest(start), months) < earliest(end)


def months_between(start: str, end: str) -> int:
    """The difference of the calendar months, as people count: 2016-05 to 2018-05 is 24."""
    first, last = earliest(start), earliest(end)
    return (last.year - first.year) * 12 + last.month - first.month


def chinese_date(written: str) -> str:
    """As papers write it: ``2016-03-05`` → 2016年3月5日, ``2016-03`` → 2016年3月."""
    day = earliest(written)
    return f"{day.year}年{day.month}月" + (f"{day.day}日" if len(written) == 10 else "")
