"""Dates as people write them: which stand in a text, and what is doubtful about each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from forms.types.cleaning import tidy

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {str(i): i for i in range(10)}
_DIGITS |= dict.fromkeys("〇○◯ОΟOo", 0) | {"元": 1}
_ZERO = "〇○◯ОΟOo零"
_CN = f"{_ZERO}一二三四五六七八九"
NUMERAL = f"0-9{_CN}十百廿卅元"
"""Whatever may stand for a number in a date, for use inside a character class."""
_SIGNS = str.maketrans(
    dict.fromkeys("‐‑‒–—―−－─﹣", "-")
    | dict.fromkeys("～〜∼", "~")
    | dict.fromkeys("．。·・﹒", ".")
    | {"／": "/", "：": ":", "號": "日", "号": "日", "國": "国", "華": "华", "（": "(", "）": ")"}
)
FIRST_YEAR, LAST_YEAR = 1900, 2099
"""Years that can stand on a form; others are misprints."""
_CENTURY_TURN = 70
"""Two-digit years below are of this century."""
MINGUO_OFFSET = 1911


@dataclass(frozen=True)
class Day:
    """A date found in a text, from ``start`` to ``end`` (character indexes); ``day`` is ``None`` in a mere month."""

    year: int | None
    month: int
    day: int | None
    doubts: tuple[str, ...]
    start: int
    end: int

    @property
    def iso(self) -> str | None:
        """``2016-03-15`` or ``2016-03``; ``None`` where the year is unknown or there is no such day."""
        if self.year is None or not self.possible:
            return None
        return f"{self.year:04}-{self.month:02}" + ("" if self.day is None else f"-{self.day:02}")

    @property
    def possible(self) -> bool:
        try:
            date(self.year or 2000, self.month, 1 if self.day is None else self.day)
        except ValueError:
            return False
        return True

    @property
    def reasons(self) -> tuple[str, ...]:
        """Its doubts; of a day that does not exist only that."""
        return self.doubts if self.possible else ("date-impossible",)


_CLOCK = re.compile(r"(?<=\d)[ T]\d{1,2}:\d{2}(?::\d{2})?(?!\d)")


def plain_signs(raw: str) -> str:
    """``raw`` half-width, with one kind of each sign no spaces and no time of day: what the patterns here are for."""
    text = _CLOCK.sub("", tidy(raw).translate(_SIGNS))
    spaced = re.fullmatch(r"(\d{4}) (\d{1,2}) (\d{1,2})", text)
    return "-".join(spaced.groups()) if spaced else re.sub(r"\s", "", text)


_COUNTED = re.compile(rf"(?:([一二1-9])?(百))?[{_ZERO}]?(?:([一二三四五六七八九1-9])?(十))?([一二三四五六七八九1-9])?")


def number(token: str) -> int | None:
    """A month, day or 民国 year in Arabic or Chinese numerals (三十一, 廿五, 一百零五, 元); ``None`` for nonsense."""
    text = token.replace("廿", "二十").replace("卅", "三十")
    if not re.search("[十百]", text):
        return int("".join(str(_DIGITS[c]) for c in text)) if text else None
    shape = _COUNTED.fullmatch(text)
    if shape is None:
        return None
    hundreds = _DIGITS[shape[1] or "一"] if shape[2] else 0
    tens = _DIGITS[shape[3] or "一"] if shape[4] else 0
    return hundreds * 100 + tens * 10 + (_DIGITS[shape[5]] if shape[5] else 0)


def year_of(token: str) -> tuple[int | None, tuple[str, ...]]:
    """The year that ``token`` states, or ``None``, and what is doubtful about it."""
    arabic = re.fullmatch("[0-9]+", token) is not None
    if re.search("[十百廿卅元]", token):
        return _short_year(number(token))
    value = int("".join(str(_DIGITS[c]) for c in token))
    if len(token) == 4:
        if not FIRST_YEAR <= value <= LAST_YEAR:
            return None, ("date-impossible",)
        mended = re.search("[1-9]", token) and re.search("[Oo]", token)
        return value, ("repaired",) if mended else ()
    if len(token) == 2 and (arabic or token[0] not in f"二{_ZERO}"):
        return _short_year(value)
    return None, ("unreadable-value" if arabic else "zero-lost",)


def _short_year(value: int | None) -> tuple[int | None, tuple[str, ...]]:
    if value is None or value > 99:
        return None, ("unreadable-value",)
    return value + (2000 if value < _CENTURY_TURN else 1900), ("year-short",)


_YEAR = rf"(?P<year>\d[\d{_ZERO}]{{1,3}}|[{_CN}01-9]{{2,4}}|[一二三四五六七八九]?[十廿卅][一二三四五六七八九]?)"
_MONTH = rf"(?P<month>[{NUMERAL}]{{1,3}})月份?"
_DAY = rf"(?:(?P<day>[{NUMERAL}]{{1,3}})日?(?![年月{NUMERAL}]))?"
_BEFORE = rf"(?<![{NUMERAL}Xx×])"
_MINGUO = re.compile(rf"(?:中华)?民国(?P<year>[{NUMERAL}]{{1,5}})年{_MONTH}{_DAY}")
_WRITTEN = re.compile(rf"{_BEFORE}{_YEAR}年{_MONTH}{_DAY}")
_POINTED = re.compile(
    r"(?<![\d./])(?P<year>\d{4}|\d{2}(?=(?P<s>[./-])\d{1,2}(?P=s)\d))(?P<sign>[./-])(?P<month>\d{1,2})"
    r"(?:(?P=sign)(?P<day>\d{1,2})(?!\d))?日?(?![\d/]|\.\d|-\d{1,2}(?!\d|[./-]\d))"
)
_MONTHS_POINTED = re.compile(r"(?<![\d./])(?P<year>\d{4})(?P<sign>[./])(?P<month>\d{1,2})(?=-\d{1,2}$)")
_COMPACT = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?!\d)")
_COMPACT_MONTH = re.compile(r"(?<!\d)(?P<year>20(?:1[3-9]|[2-9]\d))(?P<month>0[1-9]|1[0-2])(?!\d)")
_YEARLESS = re.compile(rf"(?<![{NUMERAL}Xx×年])年?{_MONTH}{_DAY}")
_MONTH_AND_DAY = re.compile(r"(?<![\d./-])(?P<month>\d{1,2})[./](?P<day>\d{1,2})(?![\d./])")
_PATTERNS = (
    _MINGUO, _WRITTEN, _POINTED, _MONTHS_POINTED, _COMPACT, _COMPACT_MONTH, _YEARLESS, _MONTH_AND_DAY
)  # fmt: skip


def _day(found: re.Match[str]) -> Day:
    """The day that a pattern met; nonsense for month or day counts as month 0, which no year has."""
    parts = found.groupdict()
    month, day = number(parts["month"]), number(parts["day"]) if parts.get("day") else None
    nonsense = month is None or (parts.get("day") and day is None)
    year: int | None = None
    doubts: tuple[str, ...] = ("year-missing",)
    if found.re is _MINGUO:
        year, doubts = _minguo_year(parts["year"])
    elif parts.get("year"):
        year, doubts = year_of(parts["year"])
    return Day(year, 0 if nonsense or month is None else month, day, doubts, found.start(), found.end())


def _minguo_year(token: str) -> tuple[int | None, tuple[str, ...]]:
    count = number(token)
    if not count or count + MINGUO_OFFSET > LAST_YEAR:
        return None, ("unreadable-value",)
    return count + MINGUO_OFFSET, ("minguo-year",)


def day_at(text: str, place: int) -> Day | None:
    """The date that begins at ``place`` of a text in ``plain_signs``."""
    for pattern in _PATTERNS:
        if found := pattern.match(text, place):
            return _day(found)
    return None


def days(text: str) -> list[Day]:
    """The dates that stand in a text in ``plain_signs``, in their order."""
    found: list[Day] = []
    place = 0
    while place < len(text):
        day = day_at(text, place)
        if day:
            found.append(day)
        place = day.end if day else place + 1
    return found


def with_year(day: Day, year: int | None) -> Day:
    """A date without a year given ``year``, in doubt; one whose year is written stays."""
    if "year-missing" not in day.doubts or year is None:
        return day
    return Day(year, day.month, day.day, ("year-assumed",), day.start, day.end)


_SAMPLE = re.compile(r"[Xx×╳]{1,4}(?=[年月日.\-/])|(?<=[\d年月])[Xx×╳]+|^[Xx×╳]+$")


def holds_sample(text: str) -> bool:
    """Whether a sample stands where a number should (201X年X月)."""
    return _SAMPLE.search(text) is not None


_PRINT = re.compile(
    r"\([^()\d]*\)|[\[\]【】{}]|[^\d:()年月]{0,12}(?:日期|时间|時間|期限)(?:\([^()]*\))?:?|[^\d:()年月]{1,12}:|"
    r"(?:签字|簽字|签章|簽章|盖章|蓋章|公章|加盖)+"
)
BLANK_DATE = rf"(?:(?:[{NUMERAL}]{{2,4}})?年月?日?|月日?|日)"
"""What a blank prints for a date, a preprinted year included."""


def without_print(text: str) -> str:
    """``text`` without labels (填报日期：) and notes in brackets ((盖章)) that a blank prints beside a date."""
    return _PRINT.sub("", text)


def show_day(iso: str) -> str:
    """``2016-03-15`` as official papers write it: 2016年3月15日."""
    year, month, *day = (int(part) for part in iso.split("-"))
    return f"{year}年{month}月" + (f"{day[0]}日" if day else "")


_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


def is_iso(text: str) -> bool:
    """Whether ``text`` is an existing ``2016-03-15`` or ``2016-03``."""
    shape = _ISO.fullmatch(text)
    if shape is None or not FIRST_YEAR <= int(shape[1]) <= LAST_YEAR:
        return False
    try:
        date(int(shape[1]), int(shape[2]), int(shape[3] or 1))
    except ValueError:
        return False
    return True
