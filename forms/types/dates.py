"""A date, to the day or to the month."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from forms.record import Value
from forms.types.calendar import (
    BLANK_DATE,
    NUMERAL,
    days,
    holds_sample,
    is_iso,
    plain_signs,
    show_day,
    with_year,
    without_print,
)
from forms.types.cleaning import Left, left_over, tidy
from forms.types.kind import NO_HINT, Hint, Kind, Reading

if TYPE_CHECKING:
    from marshmallow import fields as ma

_BLANK = re.compile(rf"{BLANK_DATE}*[_.\-]*")
_MINGUO = re.compile(r"^(?:中[华華])?民国(?=年)")
_CLOCK = re.compile(r"(?:上午|下午)?\d{1,2}[时時点點](?:\d{1,2}分)?")
_STILL_DATED = re.compile(rf"[\d年月]|[{NUMERAL}]日")


@dataclass(frozen=True)
class Date(Kind):
    """``2016-03-15``, or ``2016-03`` where only year and month are given."""

    name: ClassVar[str] = "date"

    def read(self, raw: str, hint: Hint = NO_HINT) -> Reading:
        text = plain_signs(raw)
        if left_over(tidy(raw)) is Left.BLANK or _blank(text):
            return Reading()
        if holds_sample(text):
            return Reading(None, ("placeholder-left",))
        found = [with_year(day, hint.year) for day in days(text)]
        if not found:
            return Reading(None, ("unreadable-value",))
        rest = text
        for day in reversed(found):
            rest = rest[: day.start] + "\n" + rest[day.end :]
        if len({(day.iso, day.reasons) for day in found}) > 1 or _still_dated(rest):
            return Reading(None, ("several-values",))
        return Reading(found[0].iso, found[0].reasons)

    def show(self, value: Value) -> str:
        return "" if value is None else show_day(str(value))

    def samples(self) -> tuple[Value, ...]:
        return ("2016-03-15", "2015-12-31", "2016-04")

    def field(self) -> ma.Field[Any]:
        from forms.types.validation import text_field

        return text_field("日期：2016-03-15，或者只到月2016-03", is_iso, "应为存在的日期，形如2016-03-15或者2016-03。")


def _blank(text: str) -> bool:
    """Whether only the printed 年月日 stands there, perhaps with a preprinted year."""
    core = _MINGUO.sub("", without_print(text))
    return _BLANK.fullmatch(core) is not None and core != "日"


def _still_dated(rest: str) -> bool:
    """Whether what stands beside the date (a new line in its place) states more of a date or another number."""
    parts = (_CLOCK.sub("", without_print(part)) for part in rest.split("\n"))
    return any(_STILL_DATED.search(part) for part in parts if not _BLANK.fullmatch(part))
