"""One value in the spellings that people give it: dates, stretches of time, numbers, options."""

from __future__ import annotations

import random
from collections.abc import Sequence

_NUMERALS = "〇一二三四五六七八九"
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def chinese(number: int) -> str:
    """A number up to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    lead = "" if tens == 0 else "十" if tens == 1 else f"{_NUMERALS[tens]}十"
    return lead + (_NUMERALS[ones] if ones or not tens else "")


def a_day(rng: random.Random, iso: str) -> str:
    """A day or a month, as somebody writes it."""
    year, month, *day = map(int, iso.split("-"))
    if not day:
        return rng.choice((f"{year}年{month}月", f"{year}年{month:02}月", f"{year}.{month:02}", f"{year}-{month:02}"))
    of_year = "".join(_NUMERALS[int(c)] for c in str(year))
    return rng.choice(
        (
            f"{year}年{month}月{day[0]}日",
            f"{year}年{month:02}月{day[0]:02}日",
            f"{year} 年 {month} 月 {day[0]} 日",
            f"{year}年{month}月{day[0]}日".translate(_WIDE),
            f"{year}-{month:02}-{day[0]:02}",
            f"{year}.{month}.{day[0]}",
            f"{year}/{month}/{day[0]}",
            f"{of_year}年{chinese(month)}月{chinese(day[0])}日",
            f"{of_year.replace('〇', '○')}年{chinese(month)}月{chinese(day[0])}日",
        )
    )


def months(rng: random.Random, start: str, end: str) -> str:
    """From one month to another; the year of the end may be left out where it is the start's."""
    y, m = map(int, start.split("-"))
    yy, mm = map(int, end.split("-"))
    ways = [
        f"{y}年{m}月-{yy}年{mm}月",
        f"{y}年{m}月至{yy}年{mm}月",
        f"{y}年{m:02}月—{yy}年{mm:02}月",
        f"自{y}年{m}月起至{yy}年{mm}月止",
        f"{y}.{m:02}-{yy}.{mm:02}",
        f"{y}.{m}～{yy}.{mm}",
    ]
    if y == yy and m < mm:
        ways += [f"{y}年{m}月至{mm}月", f"{y}年{m}-{mm}月"]
    return rng.choice(ways)


def days(rng: random.Random, start: str, end: str) -> str:
    """From one day to another; what both share may be said once."""
    y, m, d = map(int, start.split("-"))
    yy, mm, dd = map(int, end.split("-"))
    ways = [f"{y}年{m}月{d}日至{yy}年{mm}月{dd}日", f"{y}.{m:02}.{d:02}-{yy}.{mm:02}.{dd:02}"]
    if (y, m) == (yy, mm):
        ways += [f"{y}年{m}月{d}日至{dd}日", f"{y}年{m}月{d}日-{dd}日"]
    return rng.choice(ways)


def boxes(rng: random.Random, options: Sequence[str], chosen: str) -> str:
    """``options`` with the box of ``chosen`` ticked, before its word or behind it."""
    full, empty = rng.choice((("☑", "☐"), ("■", "□"), ("√", "□"), ("☑", "□")))
    marked = [(full if option == chosen else empty, option) for option in options]
    behind = rng.random() < 0.3 and full != "√"
    return "　".join(word + box if behind else box + word for box, word in marked)


def counts(rng: random.Random, numbers: Sequence[int]) -> str:
    """How many standards of the four sorts."""
    a, b, c, d = numbers
    return rng.choice(
        (
            f"{a}/{b}/{c}/{d}",
            f"国家标准{a}项、行业标准{b}项、地方标准{c}项、内部标准{d}项",
            f"国标{a}，行标{b}，地标{c}，内部{d}",
            f"国标：{a}　行标：{b}　地标：{c}　内部：{d}",
            f"共{a + b + c + d}项，其中国家标准{a}项，行业标准{b}项，地方标准{c}项，内部标准{d}项。",
        )
    )


def share(rng: random.Random, percent: float, sample: int) -> str:
    """A share with the number of those who were asked."""
    return rng.choice(
        (
            f"{percent}%（样本{sample}份）",
            f"{percent}％（样本{sample}份）",
            f"满意率{percent}%，共发放问卷{sample}份",
            f"{percent}%，样本量{sample}",
        )
    )


def number(rng: random.Random, value: float) -> str:
    """A score."""
    return rng.choice((f"{value:g}", f"{value:g}分", f"{value:g}".translate(_WIDE), f"{value:g} 分"))
