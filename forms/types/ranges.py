"""Stretches of time: from one month or day to another."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from forms.patterns import late
from forms.record import Value
from forms.types.calendar import (
    BLANK_DATE,
    NUMERAL,
    Day,
    day_at,
    days,
    holds_sample,
    is_iso,
    number,
    plain_signs,
    show_day,
    with_year,
    without_print,
)
from forms.types.cleaning import Left, left_over, tidy
from forms.types.kind import NO_HINT, Hint, Kind, Reading

if TYPE_CHECKING:
    from marshmallow import Schema
    from marshmallow import fields as ma

_UNTIL = late(r"(?:起|开始|開始)?,?(?:[至到~]|-+)+")
_ONE_FOR_DASH = late(r"(?<=[月日])一(?=\d{4}年|\d{1,2}月)")
"""一 typed, or read, for the dash that it looks like: no number mixes the two kinds of figures."""
_NOTE = late(r"\([^()]*\)|[,，;；。.]?(?:共计|共|为期|為期|历时|歷時|合计|总计)\d{1,3}(?:个|個)?(?:年半?|月|天|日)")
_MINGUO = "民国"
"""Said once, it counts the years of both ends."""
_LEAD = late(r"^(?:自|从|從|由)")
_TAIL = late(r"^(?:为|為)?(?:止|底|末|结束|結束|完成)*[。.;；,，]?$")
_NO_UNIT_MONTHS = late(rf"(年[{NUMERAL}]{{1,3}})(?=[-~至到][{NUMERAL}]{{1,3}}月)")
_NO_UNIT_DAYS = late(rf"(月[{NUMERAL}]{{1,3}})(?=[-~至到][{NUMERAL}]{{1,3}}日)")
_END_MONTH = late(rf"(?P<month>[{NUMERAL}]{{1,3}})月份?(?:(?P<day>[{NUMERAL}]{{1,3}})日?(?![年月]))?")
_END_DAY = late(rf"(?P<day>[{NUMERAL}]{{1,3}})日")
_END_POINTED = late(r"(?P<month>\d{1,2})[./](?P<day>\d{1,2})(?![\d./])")
_END_BARE = late(r"(?P<bare>\d{1,2})(?!\d)")
_BLANK_END = late(rf"(?:{BLANK_DATE})?(?:[_.\s]*|今|现在|現在|长期|長期)")
_BLANK_RANGE = late(rf"(?:(?:[{NUMERAL}]{{2,4}})?年月日?|[_至到~-])*")


@dataclass(frozen=True)
class _End:
    """One end of a range: its ISO date or ``None``, and the reasons to doubt it."""

    iso: str | None
    doubts: tuple[str, ...] = ()


def read_range(raw: str, hint: Hint = NO_HINT) -> Reading:
    """``{"start", "end"}`` as ``raw`` states them; ``None`` where no date stands in it."""
    text = _ONE_FOR_DASH.sub("-", plain_signs(raw))
    if left_over(tidy(raw)) is Left.BLANK or _BLANK_RANGE.fullmatch(without_print(text)):
        return Reading()
    text = _NO_UNIT_DAYS.sub(r"\1日", _NO_UNIT_MONTHS.sub(r"\1月", _NOTE.sub("", text)))
    found = days(text)
    if not found:
        return Reading(None, ("placeholder-left",) if holds_sample(text) else ("unreadable-value",))
    first = found[0]
    before, after = without_print(text[: first.start]), text[first.end :]
    if before and not _LEAD.fullmatch(before):
        return _only_end(before, after, with_year(first, hint.year))
    return _from(with_year(first, hint.year), text, hint)


def _only_end(before: str, after: str, end: Day) -> Reading:
    """A range whose start is missing: a sample or nothing stands before 至."""
    start = _UNTIL.sub("", before)
    if start == before or not (_BLANK_END.fullmatch(start) or holds_sample(before)) or not _TAIL.match(after):
        return Reading(None, ("several-values",) if re.search(r"\d", before + after) else ("unreadable-value",))
    doubt = "placeholder-left" if holds_sample(before) else "unreadable-value"
    return _range(_End(None, (doubt,)), _End(end.iso, end.reasons))


def _from(first: Day, text: str, hint: Hint) -> Reading:
    """The range that begins with ``first``; without 至 it is both ends."""
    start = _End(first.iso, first.reasons)
    rest = text[first.end :]
    until = _UNTIL.match(rest)
    if until is None:
        rest = without_print(rest)
        if re.fullmatch(r"(?:起|开始|開始).*", rest):
            return _range(start, _End(None, ("range-end-missing",)))
        return _range(start, start) if _quiet(rest) else Reading(None, ("several-values",))
    end, tail = _end(first, text, first.end + until.end(), hint)
    return _range(start, end) if _quiet(without_print(tail)) else Reading(None, ("several-values",))


def _quiet(tail: str) -> bool:
    """Whether nothing that stands after a range speaks of more dates."""
    return _TAIL.match(tail) is not None or not re.search(rf"[\d年月至到~]|[{NUMERAL}]日", tail)


def _end(start: Day, text: str, place: int, hint: Hint) -> tuple[_End, str]:
    """The end that begins at ``place``, and what stands after it."""
    full = day_at(text, place)
    if full and full.year is not None:
        return _End(full.iso, full.reasons), text[full.end :]
    if "minguo-year" in start.doubts and (counted := day_at(_MINGUO + text[place:], 0)):
        return _End(counted.iso, counted.reasons), text[place + counted.end - len(_MINGUO) :]
    for pattern in (_END_MONTH, _END_DAY, _END_POINTED, _END_BARE):
        if found := pattern.match(text, place):
            return _inherit(start, found), text[found.end() :]
    rest = text[place:]
    if full:
        return _End(None, full.reasons), text[full.end :]
    if holds_sample(rest):
        return _End(None, ("range-end-missing", "placeholder-left")), ""
    if _BLANK_END.fullmatch(without_print(rest)):
        return _End(None, ("range-end-missing",)), ""
    return _End(None, ("range-end-missing", "unreadable-value")), ""


def _inherit(start: Day, found: re.Match[str]) -> _End:
    """An end without its year or month, which are the start's; in doubt where it would lie before the start."""
    parts = {name: number(token) if token else None for name, token in found.groupdict().items()}
    if any(token and parts[name] is None for name, token in found.groupdict().items()):
        return _End(None, ("unreadable-value",))
    bare = parts.pop("bare", None)
    if bare is not None:
        parts = {"day": bare} if start.day is not None else {"month": bare}
    end = replace(start, month=parts.get("month") or start.month, day=parts.get("day"))
    doubts = tuple(doubt for doubt in end.reasons if doubt != "year-short")
    if start.iso and end.iso and end.iso < start.iso[: len(end.iso)] and not doubts:
        doubts = ("year-assumed",)
    return _End(end.iso, doubts)


def _range(start: _End, end: _End) -> Reading:
    doubts = tuple(dict.fromkeys((*start.doubts, *end.doubts)))
    if start.iso is None and end.iso is None:
        return Reading(None, tuple(doubt for doubt in doubts if doubt != "range-end-missing") or doubts)
    return Reading({"start": start.iso, "end": end.iso}, doubts)


@cache
def _schema() -> type[Schema]:
    """A start and an end; either may be missing."""
    from forms.types.validation import StatedSchema, text_field

    class RangeSchema(StatedSchema):
        """A start and an end; either may be missing."""

        start = text_field("起", is_iso, "应为存在的日期，形如2016-03-15或者2016-03。")
        end = text_field("止", is_iso, "应为存在的日期，形如2016-03-15或者2016-03。")

    return RangeSchema


def _not_empty(value: dict[str, Any]) -> None:
    from marshmallow import ValidationError

    if value.get("start") is None and value.get("end") is None:
        raise ValidationError("起止时间不能都为空。")


@dataclass(frozen=True)
class MonthRange(Kind):
    """``{"start": "2016-05", "end": "2018-05"}``, each end like a date."""

    name: ClassVar[str] = "month_range"

    def read(self, raw: str, hint: Hint = NO_HINT) -> Reading:
        return read_range(raw, hint)

    def show(self, value: Value) -> str:
        if not isinstance(value, dict):
            return ""
        start, end = (show_day(value[name]) if value.get(name) else "" for name in ("start", "end"))
        return start if start == end else f"{start}-{end}"

    def samples(self) -> tuple[Value, ...]:
        return ({"start": "2016-05", "end": "2018-05"}, {"start": "2015-11", "end": "2018-04"})

    def field(self) -> ma.Field[Any]:
        from marshmallow import fields as ma

        from forms.types.validation import OBJECT_MESSAGES

        schema = _schema()()
        for end in schema.fields.values():
            end.allow_none = True
        return ma.Nested(
            schema,
            validate=_not_empty,
            error_messages=OBJECT_MESSAGES,
            metadata={"description": "起止时间：start、end 各为2016-03-15或者2016-03"},
        )


@dataclass(frozen=True)
class DateRange(MonthRange):
    """``{"start": "2016-03-01", "end": "2016-03-15"}``; ends may be mere months."""

    name: ClassVar[str] = "date_range"

    def samples(self) -> tuple[Value, ...]:
        return (
            {"start": "2016-05", "end": "2016-08"},
            {"start": "2016-09-01", "end": "2017-12-31"},
            {"start": "2018-01", "end": "2018-01"},
        )
